import { describe, expect, it, vi } from 'vitest';

import type { Pool } from '../../src/process/pool.js';
import { processTree } from '../../src/process/process-tree.js';
import { isAlive } from './harness.js';
import { ask, childThat, good, newPool, poolOf } from './pool-harness.js';

const mebibyte = 1024 * 1024;
/** Does what a request's code says: an attack, or a good answer. */
const obedient = childThat(`if (code === 'good') ${good}; else eval(code)`);

/** Whether a program runs afterwards, on a full pool. */
async function expectHealthy(pool: Pool): Promise<void> {
  expect(await ask(pool, 'next', 'good')).toMatchObject({ kind: 'reply', reply: { kind: 'run' } });
  await vi.waitFor(
    () => expect(pool.report().children.filter(({ state }) => state === 'idle')).toHaveLength(2),
    10_000,
  );
}

describe('what a child in enemy hands sends', () => {
  it.each([
    ['the answer to a run that is to come', `answer(id + 1, '')`],
    ['the answer to a run that was', `answer(id - 1, '')`],
    ['an answer without a number', `print('{"kind":"run","id":null,"reply":{}}')`],
    ['two answers', `for (const _ of [1, 2]) answer(id, '')`],
    ['a reference to a frame', `print(JSON.stringify({ $f: ['df', 1] }))`],
    [
      'a table that is a reference',
      `reply(id, { status: 'ok', outputs: [{ kind: 'table', table: { $: ['scan', '/etc/passwd'] } }], truncated: false, logs: [], steps: 1 })`,
    ],
    ['a print that looks like a frame of another kind', `print('{"kind":"ready"}')`],
    ['a load that never began', `print('{"kind":"loaded"}')`],
    ['a second load', `for (const kind of ['loading', 'loaded', 'loading']) print(JSON.stringify({ kind }))`],
    ['an answer of another kind of child', `print('{"kind":"ingest","id":' + id + ',"profile":{}}')`],
    ['NUL', `process.stdout.write(Buffer.from([0, 10]))`],
    ['NUL within a text', `print('{"kind":"fault","id":' + id + ',"message":"\\u0000"}')`],
    [
      'UTF-8 that is none',
      `process.stdout.write(Buffer.concat([Buffer.from('{"kind":"fault","id":' + id + ',"message":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}\\n')]))`,
    ],
    ['an empty line', `print('')`],
    ['a number', `print('1e999')`],
    ['brackets without end', `print('['.repeat(1000000))`],
  ])('is not taken for an answer: %s', async (title, attack) => {
    const pool = await poolOf(obedient);
    const outcome = await ask(pool, 'one', attack);
    // Of two answers the first is right; the second one is what kills.
    expect(outcome).toMatchObject(
      title === 'two answers' ? { kind: 'reply' } : { kind: 'ended', reason: 'protocol' },
    );
    await vi.waitFor(() => expect(pool.report().kills.protocol).toBe(1));
    await expectHealthy(pool);
  });

  it('is read no further than a line may be long, and not kept', async () => {
    const pool = await poolOf(obedient, { wallMs: 20_000 });
    const before = process.memoryUsage().rss;
    const attack = `const part = Buffer.alloc(${mebibyte}, 120); let left = 64; const next = () => { while (left-- > 0) if (!process.stdout.write(part)) return process.stdout.once('drain', next); }; next()`;
    expect(await ask(pool, 'one', attack)).toMatchObject({ kind: 'ended', reason: 'protocol' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * mebibyte);
    await expectHealthy(pool);
  });

  it('does not grow this process when it comes byte by byte', async () => {
    const pool = await poolOf(obedient, { wallMs: 1000, frameBytes: 100_000 });
    const attack = `const dribble = () => { for (let n = 0; n < 100; n += 1) require('fs').writeSync(1, 'x'); setImmediate(dribble); }; dribble()`;
    expect(await ask(pool, 'one', attack)).toMatchObject({ kind: 'ended' });
    await expectHealthy(pool);
  });
});

describe('what a child in enemy hands does', () => {
  it.each([
    ['ends with success in the middle of a run', `process.exit(0)`, 'died'],
    ['ends by a signal', `process.kill(process.pid, 'SIGSEGV')`, 'died'],
    [
      'asks for more memory than there is',
      `process.stderr.write('memory allocation of 34359738368 bytes failed\\n', () => process.abort())`,
      'memory',
    ],
    ['closes its output and lives on', `require('fs').closeSync(1); setInterval(() => {}, 1000)`, 'died'],
    ['stops itself', `process.kill(process.pid, 'SIGSTOP')`, 'wall-clock'],
    ['never answers', `for (;;) {}`, 'wall-clock'],
    [
      'ignores signals',
      `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setInterval(() => {}, 1000)`,
      'wall-clock',
    ],
    [
      'floods standard error',
      `const flood = () => { for (let n = 0; n < 100; n += 1) process.stderr.write('x'.repeat(65536)); setImmediate(flood); }; flood()`,
      'wall-clock',
    ],
  ])('costs it its life when it %s', async (_title, attack, reason) => {
    const pool = await poolOf(obedient, { wallMs: 700, errorOutputBytes: 1000 });
    const [{ pid } = { pid: 0 }] = pool.report().children;
    const outcome = await ask(pool, 'one', attack);
    expect(outcome).toMatchObject({ kind: 'ended', reason });
    expect(outcome.kind === 'ended' ? outcome.detail.length : Number.NaN).toBeLessThanOrEqual(1000);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
    await expectHealthy(pool);
  });

  it('does not outlive its killer by having children, nor by their having some', async () => {
    const pool = await poolOf(obedient, { wallMs: 1500 });
    const descend = `
      const { spawn } = require('child_process');
      const grandchild = 'setInterval(() => {}, 1000)';
      const child = 'require("child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(grandchild) + '], { detached: true, stdio: "ignore" }); setInterval(() => {}, 1000)';
      for (let n = 0; n < 3; n += 1) spawn(process.execPath, ['-e', child], { stdio: 'ignore' });`;
    const running = ask(pool, 'one', descend);
    const busy = pool.report().children.find(({ state }) => state === 'busy')?.pid ?? 0;
    const tree = await vi.waitFor(() => {
      const found = processTree(busy);
      expect(found.length).toBeGreaterThanOrEqual(7);
      return found;
    }, 5000);
    expect(await running).toMatchObject({ kind: 'ended', reason: 'wall-clock' });
    await vi.waitFor(() => expect(tree.filter((pid) => isAlive(pid))).toEqual([]), 10_000);
    await expectHealthy(pool);
  });

  it('does not make the pool start children without a pause', async () => {
    // Ready, and gone: as with a library that is broken in a way that shows late.
    const pool = await poolOf(
      `print = () => {}; process.stdout.write('{"kind":"ready"}\\n', () => process.exit(1))`,
    );
    await vi.waitFor(() => expect(pool.report().kills.died).toBeGreaterThanOrEqual(3), 10_000);
    // Two began together; each later one waits longer than the one before.
    expect(pool.report().start.count).toBeLessThan(12);
  });
});

describe('runs side by side', () => {
  it('get their own answers when they end in another order', async () => {
    const echo = childThat(
      `const [value, after] = code.split(' '); setTimeout(() => answer(id, value), Number(after))`,
    );
    const pool = await poolOf(echo, { poolSize: 2 });
    const outcomes = await Promise.all(
      ['1 80', '2 5', '3 40', '4 0', '5 20'].map((code) => ask(pool, code, code)),
    );
    expect(outcomes).toMatchObject(
      ['1', '2', '3', '4', '5'].map((message) => ({ reply: { reply: { error: { message } } } })),
    );
  });

  it('may be cancelled while their child is still being started', async () => {
    const pool = newPool(childThat(good));
    const started = pool.start();
    const controller = new AbortController();
    const cancelled = ask(pool, 'one', '', controller.signal);
    const kept = ask(pool, 'one');
    controller.abort();
    expect(await cancelled).toMatchObject({ kind: 'refused', reason: 'cancelled' });
    expect(pool.report().children).toMatchObject([{ state: 'starting' }]);
    await started;
    expect(await kept).toMatchObject({ kind: 'reply' });
    expect(pool.report().kills.cancelled).toBe(0);
  });
});

describe('the clock of the machine', () => {
  it('may jump without a run noticing', async () => {
    const pool = await poolOf(childThat(`setTimeout(() => ${good}, 100)`), {
      wallMs: 5000,
      childAgeMs: 60_000,
    });
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-01') });
    try {
      const running = ask(pool);
      vi.setSystemTime(new Date('1999-01-01'));
      expect(await running).toMatchObject({ kind: 'reply' });
      vi.setSystemTime(new Date('2050-01-01'));
      expect(await ask(pool)).toMatchObject({ kind: 'reply' });
    } finally {
      vi.useRealTimers();
    }
    const { queue, run, kills } = pool.report();
    expect([queue.maxMs >= 0, queue.maxMs < 5000, run.maxMs < 5000]).toEqual([true, true, true]);
    expect([kills['wall-clock'], kills['recycled-age']]).toEqual([0, 0]);
  });
});
