import { Transform, type Readable, type TransformCallback } from 'node:stream';
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

/** A body that ends with an error once there are too many bytes for the budget; the body itself where there is none. */
export function metered(
  { settings, meter }: Pick<EgressState, 'settings' | 'meter'>,
  body: Readable,
  exchange: Exchange,
): Readable {
  if (settings.rates.bytesPerMinute === 0) return body;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (meter.bytes(exchange, chunk.length, settings)) done(null, chunk);
      else done(overBudget(exchange));
    },
  });
  body.once('error', (error) => counter.destroy(error));
  counter.once('error', () => body.destroy());
  return body.pipe(counter);
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
