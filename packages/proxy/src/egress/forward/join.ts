import { Transform, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { egressLimits } from '../limits.js';
import type { EgressState } from '../state.js';
import type { Exchange } from '../types.js';
import { overBudget } from './metered.js';

/**
 * Passes bytes both ways until one side ends, nothing passes for too long, the time of a tunnel is over, or its budget
 * is used up. Resolves when both sides are closed.
 *
 * @param gates what the bytes of each direction pass through
 */
export async function joinTunnel(
  { settings, meter, meters }: Pick<EgressState, 'settings' | 'meter' | 'meters'>,
  client: Duplex,
  upstream: Duplex,
  exchange: Exchange,
  gates: { readonly sent?: Transform | undefined; readonly received?: Transform | undefined } = {},
): Promise<void> {
  const { tunnelTime, idleTime } = settings.forward;
  const close = (): void => {
    client.destroy();
    upstream.destroy();
  };
  const idle = setTimeout(close, idleTime);
  const over = setTimeout(close, tunnelTime);
  const counter = (direction: 'sent' | 'received'): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        idle.refresh();
        meters.count('bytes_total', { direction }, chunk.length);
        if (meter.bytes(exchange, chunk.length, settings)) done(null, chunk);
        else done(overBudget(exchange));
      },
    });
  // Both ways of it listen to each socket, besides those that handed it over.
  for (const side of [client, upstream]) side.setMaxListeners(egressLimits.socketListeners);
  // A half-closed tunnel may still be read from; the idle time bounds it.
  const ways = [
    pipeline([client, counter('sent'), ...(gates.sent ? [gates.sent] : []), upstream]),
    pipeline([upstream, counter('received'), ...(gates.received ? [gates.received] : []), client]),
  ];
  // Either side may break off at any time: that is how tunnels end.
  await Promise.allSettled(ways.map((way) => way.catch(close)));
  clearTimeout(idle);
  clearTimeout(over);
  close();
}
