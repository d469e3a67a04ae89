import { existsSync, readFileSync } from 'node:fs';
import { describeWith } from '@sallyport/testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { createSandbox, type Sandbox } from '../../src/index.js';
import { processTree } from '../../src/process/process-tree.js';
import { isAlive, openSandbox, outputOf, rowsOf, shippedData, suiteFolder } from './harness.js';

const folder = suiteFolder();
const mebibyte = 1024 * 1024;
/** Far more rows than any machine holds: every pair of sales within a region. */
const memoryBomb = `pl.scan('sales').join(pl.scan('sales'), { on: 'region' }).sort('quantity').groupBy('order_id').agg(pl.len())`;
const endless = `while (true) {}`;
const slow = `let sum = 0; for (let i = 0; i < 1e9; i += 1) sum += i; sum`;
/** What only bubblewrap and the filter give on a machine with a network and a shell. */
const jailLayers = [
  'no-network',
  'no-host-files',
  'own-process-tree',
  'no-child-processes',
  'no-programs',
  'no-capabilities',
  'no-new-privileges',
];
const patient = { language: { steps: 1e12, timeMs: 60_000 } };

function behaves(jail: 'none' | 'bubblewrap'): void {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox(folder, {
      jail,
      dataFolder: shippedData,
      limits: { memoryBytes: 700 * mebibyte },
    });
  });

  it('says which walls stand', () => {
    expect(sandbox.describeJail()).toMatchObject({ kind: jail });
    const active = sandbox
      .describeJail()
      .layers.filter((layer) => layer.active)
      .map(({ name }) => name);
    expect(active).toEqual(expect.arrayContaining(['process', 'empty-environment']));
    expect(jailLayers.filter((name) => !active.includes(name))).toEqual(jail === 'none' ? jailLayers : []);
  });

  it('runs a program', async () => {
    expect(await sandbox.run('1 + 1')).toMatchObject({
      status: 'ok',
      output: { value: 2 },
      logs: [],
      truncated: false,
    });
  });

  it('gives each of many concurrent programs its own answer', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sandbox.run(`console.log(${index}); ${index} * 2`)),
    );
    expect(results.map((result) => [outputOf(result).value, result.logs])).toEqual(
      results.map((_, index) => [index * 2, [String(index)]]),
    );
  });

  it('leaves nothing of one program for the next', async () => {
    await sandbox.run('globalThing = 1; pl.leak = 2');
    const result = await sandbox.run('typeof globalThing');
    expect(result).not.toMatchObject({ output: { value: 'number' } });
  });

  it.each([
    ['a refused program', 'class A {}', 'rejected', 'syntax-refused', false],
    ['a mistake', 'null.x', 'failed', 'type-mismatch', true],
    ['an endless loop', endless, 'limit', 'steps-exceeded', true],
    ['an unknown dataset', "pl.scan('saels')", 'failed', 'dataset-unknown', true],
    ['a path for a dataset', "pl.scan('/etc/passwd')", 'failed', 'dataset-unknown', true],
    ['an expression as the result', "pl.col('a').sum()", 'failed', 'result-invalid', true],
  ])('tells %s', async (_title, code, status, errorCode, ran) => {
    expect(await sandbox.run(code)).toMatchObject({
      status,
      ran,
      error: { code: errorCode, message: expect.any(String) },
    });
  });

  it('kills a computation that eats memory, and stays well', async () => {
    const before = sandbox.metrics().kills.memory;
    const result = await sandbox.run(memoryBomb);
    expect(result).toMatchObject({ status: 'killed', ran: true, error: { code: 'child-memory-exceeded' } });
    expect(sandbox.metrics().kills.memory).toBe(before + 1);
    expect(await sandbox.run('2 + 2')).toMatchObject({ output: { value: 4 } });
  });

  it('keeps a program to the datasets it is given', async () => {
    const code = 'pl.datasets()';
    expect(outputOf(await sandbox.run(code, { datasets: ['cars'] })).value ?? 'table').toBeTruthy();
    expect(await sandbox.run("pl.scan('sales').head(1)", { datasets: ['cars'] })).toMatchObject({
      error: { code: 'dataset-unknown' },
    });
    expect(await sandbox.run('1', { datasets: ['nope'] })).toMatchObject({
      status: 'rejected',
      ran: false,
      error: { code: 'dataset-unknown' },
    });
  });

  it.runIf(existsSync('/proc/self/environ'))('gives children next to no environment', async () => {
    await vi.waitFor(
      () => expect(sandbox.metrics().children.filter(({ state }) => state === 'idle')).toHaveLength(3),
      20_000,
    );
    for (const child of sandbox.metrics().children) {
      const pids = processTree(child.pid);
      const names = readFileSync(`/proc/${pids.at(-1)}/environ`, 'utf8')
        .split('\0')
        .filter(Boolean)
        .map((entry) => entry.split('=', 1)[0]);
      expect(names).toEqual(expect.not.arrayContaining(['PATH', 'HOME', 'NODE_OPTIONS']));
      expect(
        names.filter((name) => !['POLARS_MAX_THREADS', 'RUST_BACKTRACE', 'TZ', 'PWD'].includes(name ?? '')),
      ).toEqual([]);
    }
  });
}

describe('a sandbox without a jail', () => {
  behaves('none');
});
describeWith('bwrap', 'a sandbox in bubblewrap', () => {
  behaves('bubblewrap');
});

describe('the life of a sandbox', () => {
  it('stops a program by the wall clock when its own budget is larger', async () => {
    const sandbox = await createSandbox({
      cacheFolder: `${folder}/cache`,
      poolSize: 1,
      jail: 'none',
      limits: { wallMs: 1500, ...patient },
    });
    try {
      expect(await sandbox.run(slow)).toMatchObject({
        status: 'killed',
        ran: true,
        error: { code: 'wall-clock-exceeded' },
      });
      expect(await sandbox.run('1')).toMatchObject({ status: 'ok' });
    } finally {
      await sandbox.close();
    }
  });

  it('cancels a program that runs and one that waits, and runs the next one', async () => {
    const sandbox = await createSandbox({
      cacheFolder: `${folder}/cache`,
      poolSize: 1,
      jail: 'none',
      limits: patient,
    });
    try {
      const [first, second] = [new AbortController(), new AbortController()];
      const running = sandbox.run(slow, { signal: first.signal });
      const waiting = sandbox.run('1', { signal: second.signal });
      await vi.waitFor(() => expect(sandbox.metrics().queue.length).toBe(1));
      second.abort();
      expect(await waiting).toMatchObject({ status: 'killed', ran: false, error: { code: 'run-cancelled' } });
      first.abort();
      expect(await running).toMatchObject({ status: 'killed', ran: true, error: { code: 'run-cancelled' } });
      expect(await sandbox.run('3')).toMatchObject({ output: { value: 3 } });
      expect(await sandbox.run('4', { signal: AbortSignal.abort() })).toMatchObject({
        status: 'killed',
        ran: false,
      });
    } finally {
      await sandbox.close();
    }
  });

  it('replaces a child that has served its runs', async () => {
    const sandbox = await createSandbox({
      cacheFolder: `${folder}/cache`,
      poolSize: 1,
      jail: 'none',
      limits: { runsPerChild: 2 },
    });
    try {
      for (let run = 0; run < 5; run += 1)
        expect(await sandbox.run(`${run}`)).toMatchObject({ output: { value: run } });
      await vi.waitFor(() => expect(sandbox.metrics().kills['recycled-runs']).toBeGreaterThanOrEqual(2));
    } finally {
      await sandbox.close();
    }
  });

  it('leaves no process behind, and says so to whoever asks later', async () => {
    const sandbox = await createSandbox({
      cacheFolder: `${folder}/cache`,
      poolSize: 2,
      jail: 'auto',
      limits: patient,
    });
    const running = sandbox.run(slow);
    await vi.waitFor(() =>
      expect(sandbox.metrics().children.some(({ state }) => state === 'busy')).toBe(true),
    );
    const pids = sandbox.metrics().children.flatMap(({ pid }) => processTree(pid));
    await sandbox.close();
    expect(await running).toMatchObject({ status: 'killed', error: { code: 'sandbox-closed' } });
    expect(await sandbox.run('1')).toMatchObject({
      status: 'internal',
      ran: false,
      error: { code: 'sandbox-closed' },
    });
    await vi.waitFor(() => expect(pids.filter((pid) => isAlive(pid))).toEqual([]), 10_000);
  });

  it('warns in development without a jail, and keeps silent in one', async () => {
    const warn = vi.fn<(message: string) => void>();
    const logger = { info: () => {}, warn };
    for (const jail of ['container', 'none'] as const) {
      const sandbox = await createSandbox({ cacheFolder: `${folder}/cache`, poolSize: 1, jail, logger });
      expect(sandbox.describeJail()).toMatchObject({ kind: jail });
      await sandbox.close();
    }
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/container lacks some of its walls.*no-host-files: a child reads files/)],
      [expect.stringContaining('without an operating system jail')],
    ]);
  });

  it('runs whole rows of a result back in order', async () => {
    const sandbox = await openSandbox(folder, { poolSize: 1 });
    const { table } = outputOf(await sandbox.run("[{ a: 1, b: 'x' }, { a: 2.5, b: null }]"));
    expect(table?.columns).toEqual([
      { name: 'a', dtype: 'f64' },
      { name: 'b', dtype: 'str' },
    ]);
    expect(rowsOf(table)).toEqual([
      [1, 'x'],
      [2.5, null],
    ]);
  });
});
