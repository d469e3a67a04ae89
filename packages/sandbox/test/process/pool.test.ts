import { afterEach, describe, expect, it, vi } from 'vitest';

import { defaultSandboxLimits, type SandboxLimits } from '../../src/limits.js';
import { Pool, type PoolOutcome } from '../../src/process/pool.js';
import type { ChildRequest } from '../../src/process/protocol.js';
import { ProcessChannel } from '../../src/process/process-channel.js';
import { Worker } from '../../src/process/worker.js';

const request: ChildRequest = { kind: 'run', code: '', datasets: [], limits: defaultSandboxLimits };
const good = `reply(id, { status: 'ok', output: { value: 1 }, truncated: false, logs: [], steps: 1 })`;
const pools: Pool[] = [];

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A child that is not ours: it answers each request with the statement given. */
function childThat(answers: string): string {
  return `
    const print = (text) => process.stdout.write(text + '\\n');
    const reply = (id, reply) => print(JSON.stringify({ kind: 'run', id, reply }));
    process.stdin.setEncoding('utf8').on('data', (line) => { const { id, code } = JSON.parse(line); ${answers} });
    print('{"kind":"ready"}');`;
}

async function poolOf(script: string, options: Partial<SandboxLimits> = {}): Promise<Pool> {
  const limits = { ...defaultSandboxLimits, poolSize: 1, wallMs: 5000, ...options };
  const launch = { command: process.execPath, args: ['-e', script], environment: {} };
  const pool = new Pool(
    limits,
    () => new Worker(new ProcessChannel(launch, limits.errorOutputBytes), limits),
  );
  pools.push(pool);
  await pool.start();
  return pool;
}

const ask = (pool: Pool, session = 'one', code = ''): Promise<PoolOutcome> =>
  pool.request({ ...request, code }, session);

describe('a child that cannot be trusted', () => {
  it.each([
    ['what is not JSON', `print('hello')`],
    ['JSON of another shape', `print('{"kind":"run","id":' + id + ',"reply":{"status":"ok"}}')`],
    [
      'a table whose columns differ in length',
      `reply(id, { status: 'ok', output: { table: { columns: [{ name: 'a', dtype: 'i64' }], data: [[1], [2]], rowCount: 1, truncated: false } }, truncated: false, logs: [], steps: 1 })`,
    ],
    [
      'the answer to another request',
      `reply(id + 1, { status: 'ok', output: {}, truncated: false, logs: [], steps: 1 })`,
    ],
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

  it('serves a hundred requests on two children', async () => {
    const pool = await poolOf(patient, { poolSize: 2 });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => ask(pool, String(index % 7))),
    );
    expect(outcomes.every(({ kind }) => kind === 'reply')).toBe(true);
    expect(pool.report().run.count).toBe(100);
  });
});
