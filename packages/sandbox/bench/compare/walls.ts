import { readFileSync } from 'node:fs';

import { checkProgram, createSandbox, type Sandbox, type SandboxLimits } from '../../src/index.js';
import { undisturbed } from './statistics.js';
import { processTree } from '../../src/process/process-tree.js';
import type { DataFiles } from './works.js';

/** What the walls cost and how fast they act. Milliseconds and bytes. */
export interface WallTimes {
  checkMs: number;
  startMs: number;
  /** From the end of a time limit to the answer. */
  loopOverrunMs: number;
  /** The same program on fuel, from its start. */
  fuelMs: number;
  bombMs: number;
  bombPeakShare: number;
  /** Proportional set size of a child that waits; undefined where the system does not tell. */
  idleBytes: number | undefined;
}

const megabyte = 1024 * 1024;
const bombBytes = 700 * megabyte;
const loopMs = 500;
const endless = 'for (;;);';
const bomb = "pl.scan('large').join(pl.scan('large'), { on: 'region' }).sort('salary').head(1)";

/** A program as a model writes one: its parse and check is what a caller pays before anything runs. */
const typical = `import pl from 'nodejs-polars';
const sales = pl.scan('sales').filter(pl.col('order_date').isBetween('2023-01-01', '2023-12-31'));
const byRegion = sales
  .withColumns(pl.col('quantity').mul(pl.col('unit_price')).alias('revenue'))
  .groupBy('region', 'product')
  .agg(pl.col('revenue').sum().alias('total'), pl.len().alias('orders'))
  .sort('total', { descending: true });
const rows = byRegion.toRecords();
const best = {};
for (const { region, product, total } of rows) {
  if (best[region] === undefined || best[region].total < total) best[region] = { product, total };
}
console.log(Object.keys(best).length, 'regions');
const shares = Object.entries(best).map(([region, { product, total }]) => ({ region, product, total: Math.round(total) }));
chart(pl.DataFrame(shares), { mark: 'bar', encoding: { x: { field: 'region', type: 'nominal' }, y: { field: 'total', type: 'quantitative' } } })`;

export async function measureWalls(
  files: DataFiles,
  cacheFolder: string,
  rounds: number,
): Promise<WallTimes> {
  const { startMs, idleBytes } = await measureStart(cacheFolder, rounds);
  const checkMs = await timeOf(rounds * 20, () => {
    const outcome = checkProgram(typical);
    if (!outcome.ok) throw new Error(outcome.error.message);
  });
  const patient: Partial<SandboxLimits> = { wallMs: 60_000, language: { timeMs: loopMs, steps: 1e12 } };
  const options = { datasets: [{ path: files.large }], cacheFolder, poolSize: 1 };
  const clocked = await createSandbox({ ...options, limits: patient });
  const bounded = await createSandbox({ ...options, limits: { wallMs: 60_000, memoryBytes: bombBytes } });
  try {
    const loopTook = await timeOf(rounds, () => ended(clocked, endless, 'limit'));
    const fuelMs = await timeOf(rounds, () => ended(bounded, endless, 'limit'));
    const bombMs = await timeOf(rounds, () => ended(bounded, bomb, 'killed'));
    const bombPeakShare = bounded.metrics().peakMemoryBytes / bombBytes;
    return { checkMs, startMs, idleBytes, loopOverrunMs: loopTook - loopMs, fuelMs, bombMs, bombPeakShare };
  } finally {
    await Promise.all([clocked.close(), bounded.close()]);
  }
}

/** Children that start with nothing else to do on this machine, and what they hold before their first program. */
async function measureStart(
  cacheFolder: string,
  rounds: number,
): Promise<Pick<WallTimes, 'startMs' | 'idleBytes'>> {
  const starts: number[] = [];
  const sizes: (number | undefined)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sandbox = await createSandbox({ cacheFolder, poolSize: 1 });
    starts.push(sandbox.metrics().start.maxMs);
    sizes.push(idleMemory(sandbox));
    await sandbox.close();
  }
  return { startMs: undisturbed(starts), idleBytes: sizes[0] };
}

async function ended(sandbox: Sandbox, program: string, status: 'limit' | 'killed'): Promise<void> {
  const result = await sandbox.run(program);
  if (result.status !== status) throw new Error(`${program} was ${result.status} instead of ${status}`);
}

async function timeOf(rounds: number, work: () => Promise<void> | void): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return undisturbed(times);
}

/** The proportional set size of the children that wait, on average. */
function idleMemory(sandbox: Sandbox): number | undefined {
  const waiting = sandbox.metrics().children.filter(({ state }) => state === 'idle');
  const sizes = waiting.map(({ pid }) =>
    processTree(pid)
      .map(proportionalBytes)
      .reduce((left, right) => left + right, 0),
  );
  return sizes.length === 0 || sizes.some(Number.isNaN)
    ? undefined
    : sizes.reduce((left, right) => left + right, 0) / sizes.length;
}

function proportionalBytes(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}
