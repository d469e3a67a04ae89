import pl from 'nodejs-polars';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSandbox } from '../../src/index.js';
import type { DatasetFile } from '../../src/plan/index.js';
import type { Contestant } from './contestant.js';
import { goalsOf, type Goal } from './goals.js';
import { rowsOfPlans } from './guest-polars.js';
import { isolatedVm } from './isolated-vm.js';
import { plainHere, plainSpawned } from './plain.js';
import { quickjs } from './quickjs.js';
import { race, type Times } from './race.js';
import { sandboxed } from './sandboxed.js';
import { measureWalls } from './walls.js';
import { writeData } from './works.js';

export type { Goal } from './goals.js';

/** What {@link compareSandbox} measured. */
export interface Comparison {
  readonly rows: number;
  /** In the order in which they raced. */
  readonly names: readonly string[];
  readonly times: Times;
  readonly goals: readonly Goal[];
  /** From the CSV files to datasets, once. */
  readonly registrationMs: number;
  /** What could not be compared with, and why. */
  readonly absent: readonly string[];
}

const largeRows = { long: 1_000_000, fast: 200_000 };

/**
 * The sandbox beside plain polars, a spawned script and other engines: the same work in turns, in one run. The engines run
 * in this very process, with a fresh guest for each program and our own plans as their way to polars; only the sandbox
 * has a process and a jail around it.
 */
export async function compareSandbox({ fast }: { fast: boolean }): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  try {
    const rows = fast ? largeRows.fast : largeRows.long;
    const files = writeData(join(folder, 'data'), rows);
    const cacheFolder = join(folder, 'cache');
    const began = performance.now();
    const sandbox = await createSandbox({
      datasets: [{ path: files.people }, { path: files.large }],
      cacheFolder,
      poolSize: 1,
    });
    const registrationMs = performance.now() - began;
    const parquet = convertedFiles(cacheFolder);
    const computeRows = rowsOfPlans(parquet);
    const guest = isolatedVm(computeRows);
    const engines: Contestant[] = [await quickjs(computeRows), ...('run' in guest ? [guest] : [])];
    const csvHere = plainHere('plain, CSV', (name) =>
      pl.scanCSV(files[name === 'people' ? 'people' : 'large']),
    );
    const parquetHere = plainHere('plain, Parquet', (name) => pl.scanParquet(parquet.get(name)?.path ?? ''));
    const ours = sandboxed(sandbox);
    const spawned = plainSpawned(folder, files);
    const contestants = [csvHere, parquetHere, spawned, ours, ...engines];
    const times = await race(contestants, fast);
    for (const contestant of contestants) await contestant.close();
    const walls = await measureWalls(files, cacheFolder, fast ? 3 : 7);
    const goals = goalsOf(times, walls, {
      sandbox: ours.name,
      plainCsv: csvHere.name,
      plainParquet: parquetHere.name,
      spawned: spawned.name,
      engines: engines.map(({ name }) => name),
    });
    const absent = 'run' in guest ? [] : [`${guest.name}: ${guest.reason}`];
    return { rows, names: contestants.map(({ name }) => name), times, goals, registrationMs, absent };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Parquet files that the sandbox made of the CSV files, by dataset: the larger one is of the larger file. */
function convertedFiles(cacheFolder: string): Map<string, DatasetFile> {
  const paths = readdirSync(cacheFolder)
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => join(cacheFolder, file))
    .toSorted((left, right) => statSync(left).size - statSync(right).size);
  return new Map(['people', 'large'].map((name, index) => [name, { name, path: paths[index] ?? '' }]));
}
