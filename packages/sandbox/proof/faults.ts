import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSandbox, type RunResult, type Sandbox } from '../src/index.js';
import { processTree } from '../src/process/process-tree.js';
import { markdownTable, SeededRandom } from '@sallyport/testing/figures';
import { shippedFolder } from './repository.js';

/** What a run of this proof does. */
export interface FaultOptions {
  readonly faults: number;
  readonly seed: number;
}

const mebibyte = 1024 * 1024;
/** The phases of a run that a fault may hit: up to this long after the run is handed in. Milliseconds. */
const longestPhaseMs = 400;
/** Longer than any run may take here, and the pool's recovery with it. Milliseconds. */
const hangMs = 60_000;
const wallMs = 2000;
const limits = { wallMs, memoryBytes: 400 * mebibyte, language: { steps: 1e12, timeMs: 60_000 } };

const query = `pl.scan('sales').groupBy('region').agg(pl.len()).sort('region')`;
/** Takes some milliseconds for each hundred thousand turns. */
const loop = (turns: number): string => `let sum = 0; for (let i = 0; i < ${turns}; i += 1) sum += i; sum`;
const endless = `let sum = 0; while (true) sum += 1`;
const memoryBomb = `const a = pl.scan('sales'); a.join(a, { on: 'region' }).sort('quantity').groupBy('order_id').agg(pl.len())`;

/** A sandbox under test: with children of its own, or with those of a sandbox host. */
interface Subject {
  name: string;
  sandbox: Sandbox;
  /** Starts the host again when it was killed; absent without one. */
  host?: { process: ChildProcess; restart: () => Promise<ChildProcess> };
}

/** What goes wrong, while other programs run. */
type Fault = (subject: Subject, random: SeededRandom) => Promise<RunResult[]>;

const faults: Readonly<Record<string, Fault>> = {
  'kill -9 of a child': (subject, random) => strike(subject, random, 'SIGKILL'),
  'a child is stopped': (subject, random) => strike(subject, random, 'SIGSTOP'),
  cancelled: async ({ sandbox }, random) => {
    const controller = new AbortController();
    const runs = background(sandbox, random, controller.signal);
    await delay(random.integer(0, longestPhaseMs));
    controller.abort();
    return Promise.all(runs);
  },
  'memory bomb': ({ sandbox }, random) =>
    Promise.all([sandbox.run(memoryBomb, { session: 'bomb' }), ...background(sandbox, random)]),
  'wall clock': ({ sandbox }, random) =>
    Promise.all([sandbox.run(endless, { session: 'endless' }), ...background(sandbox, random)]),
  'kill -9 of the host': async (subject, random) => {
    const { host, sandbox } = subject;
    if (host === undefined) return strike(subject, random, 'SIGKILL');
    const runs = background(sandbox, random);
    await delay(random.integer(0, longestPhaseMs));
    const gone = once(host.process, 'exit');
    host.process.kill('SIGKILL');
    await gone;
    host.process = await host.restart();
    return Promise.all(runs);
  },
};

/** What one fault came to. */
interface Recovery {
  fault: string;
  subject: string;
  statuses: string[];
  recoveryMs: number;
}

/**
 * Lets faults happen at random moments, one after the other, to a sandbox with children of its own and to one whose
 * children a host has. Gives whether every run ended in one of the ways it may, the pool ran a program right after each
 * fault, nothing hung, and no process was left.
 */
async function proveSandboxFaults({ faults: count, seed }: FaultOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-faults-'));
  const random = new SeededRandom(seed);
  const subjects = [await ownChildren(folder), await childrenOfHost(folder)];
  const began = performance.now();
  const seen = new Set<number>();
  const records: Recovery[] = [];
  const problems: string[] = [];
  try {
    for (let index = 0; index < count && problems.length < 5; index += 1) {
      const subject = random.pick(subjects);
      const fault = random.pick(Object.keys(faults));
      const where = `fault ${index} (${fault}, ${subject.name})`;
      const outcome = await withinTime(faults[fault]?.(subject, random));
      note(seen);
      if (outcome === undefined) {
        problems.push(`${where}: a run hung`);
        continue;
      }
      const strange = outcome.filter(({ status }) => !['ok', 'killed', 'limit'].includes(status));
      problems.push(...strange.map((result) => `${where}: ${JSON.stringify(result).slice(0, 300)}`));
      const recoveryMs = await recovery(subject.sandbox);
      if (recoveryMs === undefined) problems.push(`${where}: the pool ran nothing afterwards`);
      note(seen);
      records.push({
        fault,
        subject: subject.name,
        statuses: outcome.map(({ status }) => status),
        recoveryMs: recoveryMs ?? hangMs,
      });
    }
    for (const { sandbox, name } of subjects)
      report(`${name}: kills ${JSON.stringify(sandbox.metrics().kills)}`);
  } finally {
    for (const { sandbox } of subjects) await sandbox.close();
    for (const { host } of subjects) await stop(host?.process);
    rmSync(folder, { recursive: true, force: true });
  }
  const orphans = await leftOver(seen);
  if (orphans.length > 0) problems.push(`${orphans.length} processes were left: ${orphans.join(', ')}`);
  summarise(records, seed, seen.size, performance.now() - began);
  for (const problem of problems) report(`PROBLEM ${problem}`);
  report(problems.length === 0 ? 'No orphan, no hang, the pool healthy after each.' : 'FAILED');
  return problems.length === 0 && records.length === count;
}

async function ownChildren(folder: string): Promise<Subject> {
  const sandbox = await open({ cacheFolder: join(folder, 'own'), socket: '' });
  return { name: `own children (${sandbox.describeJail().kind})`, sandbox };
}

async function childrenOfHost(folder: string): Promise<Subject> {
  const socket = join(folder, 'host.sock');
  const cacheFolder = join(folder, 'shared');
  const restart = (): Promise<ChildProcess> => startHost(socket, cacheFolder);
  const host = await restart();
  const sandbox = await open({ cacheFolder, socket });
  return {
    name: `a host's children (${sandbox.describeJail().kind})`,
    sandbox,
    host: { process: host, restart },
  };
}

function open(where: { cacheFolder: string; socket: string }): Promise<Sandbox> {
  const datasets = [{ path: join(shippedFolder, 'sales.csv') }];
  return createSandbox({ ...where, datasets, poolSize: 2, limits });
}

async function startHost(socket: string, cacheFolder: string): Promise<ChildProcess> {
  const built = fileURLToPath(new URL('../dist', import.meta.url));
  const args = ['--socket', socket, '--cache', cacheFolder, '--source', shippedFolder];
  const host = spawn(process.execPath, [join(built, 'process', 'host', 'main.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(host.stderr, 'data');
  host.stderr.resume();
  return host;
}

/** Programs that run beside the fault, some of them of the same session. */
function background(sandbox: Sandbox, random: SeededRandom, signal?: AbortSignal): Promise<RunResult>[] {
  return Array.from({ length: random.integer(1, 4) }, (_, index) =>
    sandbox.run(random.pick([query, loop(random.integer(1, 80) * 100_000), '1 + 1']), {
      session: String(index % 2),
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

/** Sends a signal to some process of some child, at some moment of its life: starting, idle or busy. */
async function strike(subject: Subject, random: SeededRandom, signal: NodeJS.Signals): Promise<RunResult[]> {
  const runs = background(subject.sandbox, random);
  await delay(random.integer(0, longestPhaseMs));
  const children = subject.sandbox.metrics().children.filter(({ pid }) => pid > 0);
  if (children.length > 0) {
    const tree = processTree(random.pick(children).pid);
    try {
      process.kill(random.pick(tree), signal);
    } catch (error) {
      // It has ended meanwhile, as a child does that is recycled.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  return Promise.all(runs);
}

/** Milliseconds until a program has run right; a child that was stopped while idle costs one run its wall clock first. */
async function recovery(sandbox: Sandbox): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < hangMs) {
    const result = await withinTime(sandbox.run('1 + 1'));
    if (result?.status === 'ok' && result.output.value === 2) return performance.now() - began;
  }
  return undefined;
}

async function withinTime<Value>(work: Promise<Value> | undefined): Promise<Value | undefined> {
  const controller = new AbortController();
  const late = delay(hangMs, undefined, { signal: controller.signal }).catch(() => undefined);
  const first = await Promise.race([work, late]);
  controller.abort();
  return first;
}

function note(seen: Set<number>): void {
  for (const pid of processTree(process.pid)) if (pid !== process.pid) seen.add(pid);
}

async function stop(host: ChildProcess | undefined): Promise<void> {
  if (host === undefined || host.exitCode !== null || host.signalCode !== null) return;
  host.kill('SIGTERM');
  await once(host, 'exit');
}

/** Processes that were once below this one and still run, after some time to end. The build tool's own are below it as well. */
async function leftOver(seen: ReadonlySet<number>): Promise<number[]> {
  const began = performance.now();
  for (;;) {
    const left = [...seen].filter((pid) => isOurs(pid));
    if (left.length === 0 || performance.now() - began > 10_000) return left;
    await delay(100);
  }
}

/** Whether the process runs and is a child of a sandbox or a host; a number may have been given to another one. */
function isOurs(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/cmdline`)) return false;
  try {
    if (/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('process/');
  } catch {
    return false;
  }
}

function summarise(records: readonly Recovery[], seed: number, processes: number, elapsedMs: number): void {
  const rows = Object.keys(faults).flatMap((fault) =>
    [...new Set(records.map(({ subject }) => subject))].toSorted().flatMap((subject) => {
      const of = records.filter((record) => record.fault === fault && record.subject === subject);
      const recoveries = of.map(({ recoveryMs }) => recoveryMs).toSorted((left, right) => left - right);
      const count = (status: string): number =>
        of.flatMap(({ statuses }) => statuses).filter((each) => each === status).length;
      const at = (share: number): string =>
        String(Math.round(recoveries[Math.ceil(recoveries.length * share) - 1] ?? 0));
      return of.length === 0
        ? []
        : [[fault, subject, String(of.length), String(count('ok')), String(count('killed')), at(0.5), at(1)]];
    }),
  );
  const header = [
    'fault',
    'sandbox',
    'times',
    'runs ok',
    'runs killed',
    'well again, median ms',
    'longest ms',
  ];
  report(markdownTable(header, rows));
  report(
    `${records.length} faults from seed ${seed} in ${Math.round(elapsedMs / 1000)} s; ${processes} processes were seen.`,
  );
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

const options = {
  faults: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
} as const;
const { values } = parseArgs({ options });
const held = await proveSandboxFaults({ faults: Number(values.faults), seed: Number(values.seed) });
process.exitCode = held ? 0 : 1;
