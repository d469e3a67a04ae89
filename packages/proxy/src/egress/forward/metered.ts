import { Transform, type TransformCallback } from 'node:stream';
import type { BodySource } from '../content/body-source.js';
import type { EgressState } from '../state.js';
import { DialError, type Exchange, type Meters } from '../types.js';

/** Counts what passes through it for the metrics. */
export class ByteCounter extends Transform {
  readonly #meters: Meters;
  readonly #direction: 'sent' | 'received';

  constructor(meters: Meters, direction: 'sent' | 'received') {
    super();
    this.#meters = meters;
    this.#direction = direction;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#meters.count('bytes_total', { direction: this.#direction }, chunk.length);
    done(null, chunk);
  }
}

/** A body that fails once there are too many bytes for the budget; the body itself where there is none. */
export function metered(
  { settings, meter }: Pick<EgressState, 'settings' | 'meter'>,
  source: BodySource,
  exchange: Exchange,
): BodySource {
  if (settings.rates.bytesPerMinute === 0) return source;
  return {
    next: async (restMs) => {
      const next = await source.next(restMs);
      if (next.kind === 'chunk' && !meter.bytes(exchange, next.bytes.length, settings)) {
        source.close();
        throw overBudget(exchange);
      }
      return next;
    },
    close: () => source.close(),
  };
}

/** The end of an exchange that has used up what its domain may have. */
export function overBudget({ url }: Exchange): DialError {
  return new DialError({
    status: 429,
    rule: 'data-budget',
    reason: `data budget exceeded for ${url.hostname}`,
    hint: 'Wait a minute, and ask for less at a time.',
  });
}
