import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.js';
import { ResultStore } from './result-store.js';

const bytes = (count: number): Uint8Array => new Uint8Array(count);

/** A clock that goes on by a millisecond each time that it is read. */
function ticking(): () => number {
  let now = 0;
  return () => (now += 1);
}

async function isKept(store: ResultStore, owner: string, id: string | undefined): Promise<boolean> {
  return (await store.get(owner, id ?? '')) !== undefined;
}

describe('a result store', () => {
  it('gives a result to the client that made it, and to no other', async () => {
    const folder = temporaryFolder();
    const store = new ResultStore(folder);
    const id = (await store.put('spiffe://a', Uint8Array.of(1, 2))) ?? '';
    expect(Uint8Array.from((await store.get('spiffe://a', id)) ?? [])).toEqual(Uint8Array.of(1, 2));
    expect(await store.get('spiffe://b', id)).toBeUndefined();
    expect(await store.get('spiffe://a', 'another')).toBeUndefined();
    expect(await store.get('spiffe://a', '../x')).toBeUndefined();
  });

  it('gives a result that another process has kept in the same folder', async () => {
    const folder = temporaryFolder();
    const id = await new ResultStore(folder).put('a', bytes(3));
    expect(await isKept(new ResultStore(folder), 'a', id)).toBe(true);
  });

  it('forgets a result after its time, and leaves no file of it', async () => {
    let now = 0;
    const folder = temporaryFolder();
    const store = new ResultStore(folder, () => now);
    const id = await store.put('a', bytes(1));
    const [owner = ''] = readdirSync(folder);
    // What a process left that died as it wrote.
    const part = `${String(now + limits.storedMs).padStart(15, '0')}-${crypto.randomUUID()}.part`;
    writeFileSync(join(folder, owner, part), 'half');
    now = limits.storedMs - 1;
    expect(await isKept(store, 'a', id)).toBe(true);
    now = limits.storedMs;
    expect(await isKept(store, 'a', id)).toBe(false);
    await store.put('b', bytes(1));
    expect(readdirSync(join(folder, owner))).toEqual([]);
  });

  it('keeps so many results of a client, the newest ones, and those of others are not counted', async () => {
    const store = new ResultStore(temporaryFolder(), ticking());
    const other = await store.put('b', bytes(1));
    const ids: (string | undefined)[] = [];
    for (let count = 0; count < limits.storedResults + 2; count += 1)
      ids.push(await store.put('a', bytes(1)));
    const kept = await Promise.all(ids.map((id) => isKept(store, 'a', id)));
    expect(kept.slice(0, 3)).toEqual([false, false, true]);
    expect(kept.filter(Boolean)).toHaveLength(limits.storedResults);
    expect(await isKept(store, 'b', other)).toBe(true);
  });

  it('keeps so many bytes of a client', async () => {
    const store = new ResultStore(temporaryFolder(), ticking());
    const half = Math.ceil(limits.storedBytes / 2);
    const ids = [
      await store.put('a', bytes(half)),
      await store.put('a', bytes(half)),
      await store.put('a', bytes(half)),
    ];
    const kept = await Promise.all(ids.map((id) => isKept(store, 'a', id)));
    expect(kept).toEqual([false, true, true]);
    expect(await store.put('a', bytes(limits.storedBytes + 1))).toBeUndefined();
  });

  it('keeps nothing where it cannot write, and does not fail', async () => {
    const folder = join(temporaryFolder(), 'file');
    writeFileSync(folder, '');
    expect(await new ResultStore(folder).put('a', bytes(1))).toBeUndefined();
    rmSync(folder);
    expect(await new ResultStore(folder).get('a', 'x')).toBeUndefined();
  });
});
