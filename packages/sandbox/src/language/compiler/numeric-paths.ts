import type { Evaluate } from '../runtime/function-code.js';
import { table } from '../table.js';
import type { GuestValue } from '../values.js';

/** What an operator does when its operands are not both numbers. */
export type SlowPath = (left: GuestValue, right: GuestValue) => GuestValue;

/**
 * Operators that see two numbers most of the time get a path of their own that calls nothing. Each is written out:
 * an operator passed as a function would be called for every evaluation.
 */
export const numericPaths = table<(left: Evaluate, right: Evaluate, slow: SlowPath) => Evaluate>({
  '+': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first + second : slow(first, second);
  },
  '-': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first - second : slow(first, second);
  },
  '*': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first * second : slow(first, second);
  },
  '/': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first / second : slow(first, second);
  },
  '%': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first % second : slow(first, second);
  },
  '<': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first < second : slow(first, second);
  },
  '<=': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first <= second : slow(first, second);
  },
  '>': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first > second : slow(first, second);
  },
  '>=': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first >= second : slow(first, second);
  },
  '===': (left, right, slow) => (frame) => {
    const first = left(frame);
    const second = right(frame);
    return typeof first === 'number' && typeof second === 'number' ? first === second : slow(first, second);
  },
});

/** The same for a variable of the function and a number that is written out. */
export const constantPaths = table<(slot: number, right: number, slow: SlowPath) => Evaluate>({
  '+': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first + right : slow(first, right);
  },
  '-': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first - right : slow(first, right);
  },
  '*': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first * right : slow(first, right);
  },
  '/': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first / right : slow(first, right);
  },
  '%': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first % right : slow(first, right);
  },
  '<': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first < right : slow(first, right);
  },
  '<=': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first <= right : slow(first, right);
  },
  '>': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first > right : slow(first, right);
  },
  '>=': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first >= right : slow(first, right);
  },
  '===': (slot, right, slow) => (frame) => {
    const first = frame[slot] as GuestValue;
    return typeof first === 'number' ? first === right : slow(first, right);
  },
});
