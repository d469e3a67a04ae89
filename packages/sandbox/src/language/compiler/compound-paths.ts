import type { Evaluate } from '../runtime/function-code.js';
import { table } from '../table.js';
import type { GuestValue } from '../values.js';
import type { SlowPath } from './numeric-paths.js';

/**
 * `variable += value` for a variable of the function: reads, calculates and stores without a call in between. The
 * variable is read before the value is evaluated, as everywhere.
 */
export const compoundPaths = table<(slot: number, right: Evaluate, slow: SlowPath) => Evaluate>({
  '+': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    const second = right(frame);
    return (frame[slot] =
      typeof first === 'number' && typeof second === 'number' ? first + second : slow(first, second));
  },
  '-': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    const second = right(frame);
    return (frame[slot] =
      typeof first === 'number' && typeof second === 'number' ? first - second : slow(first, second));
  },
  '*': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    const second = right(frame);
    return (frame[slot] =
      typeof first === 'number' && typeof second === 'number' ? first * second : slow(first, second));
  },
});

/** The same with a number that is written out, as loops count. */
export const countingPaths = table<(slot: number, right: number, slow: SlowPath) => Evaluate>({
  '+': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return (frame[slot] = typeof first === 'number' ? first + right : slow(first, right));
  },
  '-': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return (frame[slot] = typeof first === 'number' ? first - right : slow(first, right));
  },
});
