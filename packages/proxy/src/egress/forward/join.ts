import { Transform, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EgressState } from '../state.js';
import type { Exchange } from '../types.js';
import { overBudget } from './metered.js';

/**
 * Passes bytes both ways until one side ends, nothing passes for too long, the time of a tunnel is over, or its budget
 * is used up. Resolves when both sides are closed.
 */
export async function joinTunnel(
  { settings, meter, meters }: Pick<EgressState, 'settings' | 'meter' | 'meters'>,
  client: Duplex,
  upstream: Duplex,
  exchange: Exchange,
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
  // A half-closed tunnel may still be read from; the idle time bounds it.
  const ways = [pipeline(client, counter('sent'), upstream), pipeline(upstream, counter('received'), client)];
  // Either side may break off at any time: that is how tunnels end.
  await Promise.allSettled(ways.map((way) => way.catch(close)));
  clearTimeout(idle);
  clearTimeout(over);
  close();
}
