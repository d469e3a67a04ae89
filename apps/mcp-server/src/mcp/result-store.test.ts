import { describe, expect, it } from 'vitest';
import { limits } from '../limits.js';
import { ResultStore } from './result-store.js';

const bytes = (count: number): Uint8Array => new Uint8Array(count);

describe('a result store', () => {
  it('gives a result to the client that made it, and to no other', () => {
    const store = new ResultStore();
    const id = store.put('spiffe://a', Uint8Array.of(1, 2)) ?? '';
    expect(store.get('spiffe://a', id)).toEqual(Uint8Array.of(1, 2));
    expect(store.get('spiffe://b', id)).toBeUndefined();
    expect(store.get('spiffe://a', 'another')).toBeUndefined();
  });

  it('forgets a result after its time', () => {
    let now = 0;
    const store = new ResultStore(() => now);
    const id = store.put('a', bytes(1)) ?? '';
    now = limits.storedMs - 1;
    expect(store.get('a', id)).toBeDefined();
    now = limits.storedMs;
    expect(store.get('a', id)).toBeUndefined();
  });

  it('keeps so many results of a client, the newest ones, and those of others are not counted', () => {
    const store = new ResultStore();
    const other = store.put('b', bytes(1)) ?? '';
    const ids = Array.from({ length: limits.storedResults + 2 }, () => store.put('a', bytes(1)) ?? '');
    const kept = ids.map((id) => store.get('a', id) !== undefined);
    expect(kept.slice(0, 3)).toEqual([false, false, true]);
    expect(kept.filter(Boolean)).toHaveLength(limits.storedResults);
    expect(store.get('b', other)).toBeDefined();
  });

  it('keeps so many bytes of a client', () => {
    const store = new ResultStore();
    const half = Math.ceil(limits.storedBytes / 2);
    const ids = [half, half, half].map((size) => store.put('a', bytes(size)) ?? '');
    expect(ids.map((id) => store.get('a', id) !== undefined)).toEqual([false, true, true]);
    expect(store.put('a', bytes(limits.storedBytes + 1))).toBeUndefined();
  });
});
