import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { departments } from '../bench/compare/works.js';
import { createSandbox, defaultSandboxLimits, type RunResult, type Sandbox } from '../src/index.js';
import { markdownTable } from '@sallyport/testing/figures';

const regions = 50;
const names = 200_000;
/** Rows that are written to the file at once. */
const batch = 10_000;
const mebibyte = 1024 * 1024;
/** Milliseconds that a program gets here: memory is what is proved, and a busy machine is slow. */
const wallMs = 60_000;

/** What the rows come to, added up while they are made. */
interface Expected {
  rows: number;
  groups: Map<string, { count: number; salaries: number }>;
  firstHire: string;
  lastHire: string;
}

const groupBy = `pl.scan('people')
  .groupBy('department')
  .agg(pl.len().alias('count'), pl.col('salary').sum().alias('salaries'), pl.col('salary').mean().alias('mean'))
  .sort('department')`;
const byName = `pl.scan('people').groupBy('name').agg(pl.col('score').sum().alias('score')).sort(['score', 'name'], { descending: [true, false] }).head(10)`;

/**
 * Makes a CSV file of so many rows, registers it and groups it, all in the children with the memory that they always
 * have. Prints how long it took and what memory it needed; gives whether types and figures are right and nothing was
 * killed.
 */
async function proveSandboxLarge(rows: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-large-'));
  try {
    const path = join(folder, 'people.csv');
    const expected = await writePeople(path, rows);
    const megabytes = statSync(path).size / mebibyte;
    print(`${rows.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MiB of CSV`);
    return await measure(path, join(folder, 'cache'), expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(path: string, cacheFolder: string, expected: Expected): Promise<boolean> {
  const sandbox = await createSandbox({ cacheFolder, datasets: [{ path }], poolSize: 1, limits: { wallMs } });
  try {
    for (const { message } of sandbox.failures()) print(`FAILED: ${message}`);
    const grouped = await sandbox.run(groupBy);
    const named = await sandbox.run(byName);
    const { registration, peakMemoryBytes, kills } = sandbox.metrics();
    const again = await createSandbox({ cacheFolder, datasets: [{ path }], poolSize: 1 });
    const { durationMs: foundMs } = again.metrics().registration;
    await again.close();
    const { ingestMemoryBytes, memoryBytes } = defaultSandboxLimits;
    print(
      markdownTable(
        ['step', 'time', 'peak memory', 'limit'],
        [
          [
            'register: convert to Parquet, profile',
            seconds(registration.durationMs),
            inMebibytes(registration.peakMemoryBytes),
            inMebibytes(ingestMemoryBytes),
          ],
          ['register again: found in the cache', seconds(foundMs), '', ''],
          [`group by department (${departments.length} groups)`, seconds(grouped.durationMs), '', ''],
          [
            `group by name (${names.toLocaleString('en')} groups), top 10`,
            seconds(named.durationMs),
            inMebibytes(peakMemoryBytes),
            inMebibytes(memoryBytes),
          ],
        ],
      ),
    );
    const isRight =
      check('types', typesAreRight(sandbox, expected)) &&
      check('figures', figuresAreRight(grouped, expected));
    return (
      check(
        'nothing was killed',
        kills.memory + kills['wall-clock'] + kills.died === 0 && named.status === 'ok',
      ) && isRight
    );
  } finally {
    await sandbox.close();
  }
}

function typesAreRight(sandbox: Sandbox, { rows, firstHire, lastHire }: Expected): boolean {
  const profile = sandbox.describe('people');
  const types = profile?.columns.map(({ name, dtype }) => `${name}:${dtype}`).join(' ');
  const hired = profile?.columns.find(({ name }) => name === 'hired');
  return (
    types === 'id:i64 name:str department:str region:str salary:i64 hired:date score:f64' &&
    profile?.rows === rows &&
    profile.problemCount === 0 &&
    hired?.min === firstHire &&
    hired.max === lastHire
  );
}

function figuresAreRight(result: RunResult, { groups }: Expected): boolean {
  if (result.status !== 'ok') {
    print(`${result.error.code}: ${result.error.message}`);
    return false;
  }
  const [found = [], counts = [], salaries = [], means = []] = result.output.table?.data ?? [];
  return (
    found.length === groups.size &&
    found.every((department, row) => {
      const group = groups.get(typeof department === 'string' ? department : '');
      if (group === undefined || counts[row] !== group.count || salaries[row] !== group.salaries)
        return false;
      return Math.abs(Number(means[row]) - group.salaries / group.count) < 1e-6;
    })
  );
}

/** Writes the file, of numbers that are the same at each run. */
async function writePeople(path: string, rows: number): Promise<Expected> {
  const file = createWriteStream(path);
  const expected: Expected = { rows, groups: new Map(), firstHire: '9999', lastHire: '0000' };
  file.write('id,name,department,region,salary,hired,score\n');
  const random = randomNumbers(20_240_229);
  for (let start = 0; start < rows; start += batch) {
    const lines: string[] = [];
    for (let id = start; id < Math.min(rows, start + batch); id += 1) lines.push(rowOf(id, random, expected));
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return expected;
}

function rowOf(id: number, random: () => number, expected: Expected): string {
  const department = departments[Math.floor(random() * departments.length)] ?? '';
  const salary = 30_000 + Math.floor(random() * 120_000);
  const hired = new Date(Date.UTC(2000, 0, 1 + Math.floor(random() * 9000))).toISOString().slice(0, 10);
  const group = expected.groups.get(department) ?? { count: 0, salaries: 0 };
  expected.groups.set(department, { count: group.count + 1, salaries: group.salaries + salary });
  if (hired < expected.firstHire) expected.firstHire = hired;
  if (hired > expected.lastHire) expected.lastHire = hired;
  const name = `Person ${Math.floor(random() * names)}`;
  return `${id},${name},${department},Region ${Math.floor(random() * regions)},${salary},${hired},${(random() * 100).toFixed(3)}\n`;
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function check(what: string, holds: boolean): boolean {
  print(`${what}: ${holds ? 'right' : 'WRONG'}`);
  return holds;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / mebibyte)} MiB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000000' } } });
process.exitCode = (await proveSandboxLarge(Number(values.rows))) ? 0 : 1;
