import { array, assert, asyncProperty, boolean, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log.js';
import type { RunEvent } from './types.js';

const end = { type: 'run-end', status: 'answered' } as const;

async function all(events: AsyncIterable<RunEvent>): Promise<number[]> {
  const seen: number[] = [];
  for await (const event of events) seen.push(event.seq);
  return seen;
}

describe('the event log', () => {
  it('gives every reader the events after its number, whenever it joins', async () => {
    await assert(
      asyncProperty(array(boolean(), { maxLength: 30 }), nat(40), async (joins, after) => {
        const log = new EventLog(100);
        const readers: Promise<number[]>[] = [];
        for (const join of joins) {
          if (join) readers.push(all(log.follow(after)));
          log.append({ type: 'text-delta', delta: 'x' });
          await Promise.resolve();
        }
        log.append(end);
        readers.push(all(log.follow(after)));
        const expected = Array.from({ length: joins.length + 1 }, (_, index) => index + 1).slice(after);
        for (const seen of await Promise.all(readers)) expect(seen).toEqual(expected);
      }),
    );
  });

  it('takes no more than it may, except for the end, and nothing after that', () => {
    const log = new EventLog(2);
    expect(log.append({ type: 'text-end' })?.seq).toBe(1);
    expect(log.append({ type: 'text-end' })?.seq).toBe(2);
    expect(log.append({ type: 'text-end' })).toBeUndefined();
    expect(log.append(end)?.seq).toBe(3);
    expect(log.append(end)).toBeUndefined();
  });
});
