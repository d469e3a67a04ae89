import { describeWith } from '@sallyport/testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import type { Sandbox } from '../../src/index.js';
import { processTree } from '../../src/process/process-tree.js';
import { isAlive, openSandbox, shippedData, suiteFolder } from './harness.js';

const folder = suiteFolder();
const heavy = `const a = pl.scan('sales'); a.join(a, { on: 'region' }).sort('quantity').groupBy('order_id').agg(pl.len())`;

/** Real programs over real data, many at a time. */
function serves(jail: 'none' | 'bubblewrap'): void {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox(folder, {
      jail,
      dataFolder: shippedData,
      limits: { queueMs: 120_000, wallMs: 20_000 },
    });
  });

  it('serves a hundred programs of sessions of unequal length on two children, each in its turn', async () => {
    const order: string[] = [];
    const analyses = [
      `pl.scan('sales').groupBy('region').agg(pl.len()).sort('region')`,
      `pl.scan('employees').select(pl.col('salary').mean())`,
      `let sum = 0; for (let i = 0; i < 5000; i += 1) sum += i; sum`,
    ];
    const sessions = [
      ['long', 80],
      ['middle', 15],
      ['short', 5],
    ] as const;
    const runs = sessions.flatMap(([session, length]) =>
      Array.from({ length }, async (_, index) => {
        const result = await sandbox.run(analyses[index % analyses.length] ?? '', { session });
        order.push(session);
        return result.status;
      }),
    );
    expect(new Set(await Promise.all(runs))).toEqual(new Set(['ok']));
    // In turns; but that the child which has a session's last turn may lag by many runs of the other.
    expect(lastButOne(order, 'short')).toBeLessThan(30);
    expect(lastButOne(order, 'middle')).toBeLessThan(50);
    // First come, first served would end the middle one after 95 and the short one last.
    expect(order.lastIndexOf('short')).toBeLessThan(60);
    expect(order.lastIndexOf('middle')).toBeLessThan(85);
    const { queue, runs: counted } = sandbox.metrics();
    expect(counted.ok).toBe(100);
    expect(queue).toMatchObject({ count: 100, length: 0 });
  });

  it('lets a run be cancelled in the middle of a query, beside one that goes on', async () => {
    const controller = new AbortController();
    const before = sandbox.metrics().kills.cancelled;
    const query = sandbox.run(heavy, { signal: controller.signal });
    const busy = await vi.waitFor(() => {
      const child = sandbox.metrics().children.find(({ state }) => state === 'busy');
      expect(child).toBeDefined();
      return child?.pid ?? 0;
    });
    const tree = processTree(busy);
    const beside = sandbox.run('[1, 2, 3].length');
    controller.abort();
    expect(await query).toMatchObject({ status: 'killed', ran: true, error: { code: 'run-cancelled' } });
    expect(await beside).toMatchObject({ status: 'ok' });
    // On a busy machine it was there for over 10 s after it was killed.
    await vi.waitFor(() => expect(tree.filter((pid) => isAlive(pid))).toEqual([]), 40_000);
    expect(sandbox.metrics().kills.cancelled).toBe(before + 1);
  });
}

/** Where the last but one of a session's runs ended. */
function lastButOne(order: readonly string[], session: string): number {
  return order.lastIndexOf(session, order.lastIndexOf(session) - 1);
}

describe('many runs without a jail', () => {
  serves('none');
});
describeWith('bwrap', 'many runs in bubblewrap', () => {
  serves('bubblewrap');
});
