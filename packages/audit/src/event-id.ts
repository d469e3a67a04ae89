import { randomBytes } from 'node:crypto';

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomDigits = 16;

/**
 * A source of ULIDs: 26 characters that sort as text in order of time, and strictly so within one source. When the
 * clock goes back, ids go on from the latest time that was seen.
 */
export function createIdSource(): (time: number) => string {
  let latest = -1;
  let tail: number[] = [];
  return (time) => {
    if (time > latest) {
      latest = time;
      tail = [...randomBytes(randomDigits)].map((byte) => byte % 32);
      // The first digit is kept low, so that the increments below cannot run out within one millisecond.
      tail[0] = 0;
    } else {
      tail = increment(tail);
    }
    return encodeTime(latest) + tail.map((digit) => digits[digit]).join('');
  };
}

function encodeTime(time: number): string {
  let rest = time;
  let text = '';
  for (let index = 0; index < 10; index++) {
    text = (digits[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function increment(tail: readonly number[]): number[] {
  const next = [...tail];
  for (let index = next.length - 1; index >= 0; index--) {
    const digit = (next[index] ?? 0) + 1;
    next[index] = digit % 32;
    if (digit < 32) break;
  }
  return next;
}
