import { describe, expect, it, vi } from 'vitest';

import { ask, childThat, good, poolOf } from './pool-harness.js';

describe('a child that cannot be trusted', () => {
  it.each([
    ['what is not JSON', `print('hello')`],
    ['JSON of another shape', `print('{"kind":"run","id":' + id + ',"reply":{"status":"ok"}}')`],
    [
      'a table whose columns differ in length',
      `reply(id, { status: 'ok', outputs: [{ kind: 'table', table: { columns: [{ name: 'a', dtype: 'i64' }], data: [[1], [2]], rowCount: 1, truncated: false } }], truncated: false, logs: [], steps: 1 })`,
    ],
    ['the answer to another request', `answer(id + 1, '')`],
    ['a second greeting', `print('{"kind":"ready"}')`],
    ['a line beyond the cap', `process.stdout.write('x'.repeat(300000))`],
  ])('is killed for %s', async (_title, answer) => {
    const pool = await poolOf(childThat(answer), { frameBytes: 200_000 });
    expect(await ask(pool)).toMatchObject({ kind: 'ended', reason: 'protocol' });
    expect(pool.report().kills.protocol).toBe(1);
  });

  it('is killed when it speaks unasked', async () => {
    const pool = await poolOf(`${childThat(good)} print('{"kind":"fault","id":1,"message":""}')`);
    await vi.waitFor(() => expect(pool.report().kills.protocol).toBeGreaterThan(0));
  });

  it('may end, and what it said on standard error is kept up to the cap', async () => {
    const pool = await poolOf(
      childThat(`process.stderr.write('out of memory'.repeat(10000), () => process.exit(1))`),
    );
    const outcome = await ask(pool);
    expect(outcome).toMatchObject({ kind: 'ended', reason: 'died' });
    expect(outcome.kind === 'ended' ? outcome.detail : '').toMatch(/^out of memory.{0,17000}$/);
    await vi.waitFor(() =>
      expect(pool.report().children.filter(({ state }) => state === 'idle')).toHaveLength(2),
    );
  });

  it('is killed by the clock when it stops answering, even when it stops itself', async () => {
    const pool = await poolOf(childThat(`process.kill(process.pid, 'SIGSTOP')`), { wallMs: 300 });
    expect(await ask(pool)).toMatchObject({ kind: 'ended', reason: 'wall-clock' });
  });

  it('is killed when it takes too much memory', async () => {
    const hungry = childThat(
      `globalThis.kept = []; setInterval(() => kept.push(Buffer.alloc(20000000, 1)), 5)`,
    );
    const pool = await poolOf(hungry, { memoryBytes: 200_000_000 });
    expect(await ask(pool)).toMatchObject({ kind: 'ended', reason: 'memory' });
    expect(pool.report().peakMemoryBytes).toBeGreaterThan(200_000_000);
  });

  it('has more time, once, while it loads what a run needs', async () => {
    const loads = `print('{"kind":"loading"}'); setTimeout(() => { print('{"kind":"loaded"}'); ${good} }, 3000)`;
    const pool = await poolOf(childThat(loads), { wallMs: 2000 });
    expect(await ask(pool)).toMatchObject({ kind: 'reply' });
    expect(await ask(pool)).toMatchObject({ kind: 'ended', reason: 'protocol' });
  });

  it('is given no run while it loads at leisure, when another one waits', async () => {
    const leisurely = `${childThat(`answer(id, String(process.pid))`)} process.on('SIGUSR2', () => print('{"kind":"loading"}'))`;
    const pool = await poolOf(leisurely);
    await vi.waitFor(() =>
      expect(pool.report().children.filter(({ state }) => state === 'idle')).toHaveLength(2),
    );
    const [first, second] = pool.report().children.map(({ pid }) => pid);
    process.kill(first ?? 0, 'SIGUSR2');
    // The notice is on its way: the run after which it has come is the first that has to go elsewhere.
    await vi.waitFor(async () =>
      expect(await ask(pool)).toMatchObject({ reply: { reply: { error: { message: String(second) } } } }),
    );
    expect(pool.report().kills.protocol).toBe(0);
  });

  it('keeps the pool from starting when it does not become ready', async () => {
    await expect(poolOf(`console.error('no polars here'); process.exit(1)`)).rejects.toThrow(
      'no polars here',
    );
    await expect(poolOf(`setInterval(() => {}, 1000)`, { startMs: 200 })).rejects.toThrow('start');
  });
});

describe('the queue', () => {
  const patient = childThat(`setTimeout(() => ${good}, Number(code) || 0)`);

  it('refuses what is beyond its bound and what waits too long', async () => {
    const pool = await poolOf(patient, { queueLength: 1, queueMs: 200 });
    const running = ask(pool, 'one', '1000');
    const waiting = ask(pool);
    expect(await ask(pool)).toMatchObject({ kind: 'refused', reason: 'full' });
    expect(await waiting).toMatchObject({ kind: 'refused', reason: 'timeout' });
    expect(await running).toMatchObject({ kind: 'reply' });
  });

  it('lets sessions take turns', async () => {
    const pool = await poolOf(patient);
    const order: string[] = [];
    const sessions = ['a', 'a', 'a', 'a', 'b', 'c', 'b'];
    await Promise.all(sessions.map((session) => ask(pool, session, '5').then(() => order.push(session))));
    // The first one finds a free child; then each session has its turn.
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('keeps a session to as many runs at a time as it may have', async () => {
    const pool = await poolOf(patient, { poolSize: 2, runsPerSession: 1 });
    await vi.waitFor(() =>
      expect(pool.report().children.filter(({ state }) => state === 'idle')).toHaveLength(3),
    );
    const order: string[] = [];
    await Promise.all([
      ask(pool, 'a', '300').then(() => order.push('a1')),
      ask(pool, 'a').then(() => order.push('a2')),
      ask(pool, 'b').then(() => order.push('b')),
    ]);
    expect(order).toEqual(['b', 'a1', 'a2']);
  });

  it('serves a hundred requests of sessions of unequal length on two children, and none of them starves', async () => {
    const pool = await poolOf(patient, { poolSize: 2 });
    await vi.waitFor(() =>
      expect(pool.report().children.filter(({ state }) => state === 'idle')).toHaveLength(3),
    );
    const lengths = { long: 80, middle: 15, short: 5 };
    const order: string[] = [];
    // The long session comes first with all that it wants.
    const sessions = Object.entries(lengths).flatMap(([name, length]) => Array.from({ length }, () => name));
    const outcomes = await Promise.all(
      sessions.map(async (session) => {
        const outcome = await ask(pool, session, '3');
        order.push(session);
        return outcome;
      }),
    );
    expect(outcomes.every(({ kind }) => kind === 'reply')).toBe(true);
    // Two run before the others come; then each session has every third turn, and every second one when one is through.
    expect(order.lastIndexOf('short')).toBeLessThan(2 + 3 * lengths.short + 2);
    expect(order.lastIndexOf('middle')).toBeLessThan(2 + lengths.short + 2 * lengths.middle + 2);
    const { queue, run } = pool.report();
    expect(run.count).toBe(100);
    expect(queue).toMatchObject({ count: 100, length: 0 });
    expect(queue.p50Ms).toBeLessThanOrEqual(queue.p95Ms);
    expect(queue.p95Ms).toBeLessThanOrEqual(queue.maxMs);
  });
});
