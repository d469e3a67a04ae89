import pl from 'nodejs-polars';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSandbox, type Sandbox } from '../../src/index.js';
import type { RunDataset } from '../../src/process/protocol.js';
import { here } from './contestant.js';
import { goalsOf, type Goal } from './goals.js';
import { guestNames, openGuest } from './guests.js';
import { inChild } from './in-child.js';
import { plainHere, plainSpawned } from './plain.js';
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
 * The sandbox beside plain polars, a spawned script and other engines: the same work in turns, in one run. The engines have a
 * fresh guest for each program and our own plans as their way to polars. They run in a warm child of their own, as a server
 * that must survive them would have it, and once more in this very process, beside our interpreter alone.
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
    const datasets = convertedDatasets(sandbox, cacheFolder);
    const guests = await Promise.all(guestNames.map((name) => openGuest(name, datasets)));
    const present = guests.filter((guest) => 'evaluate' in guest);
    const others = present.filter(({ name }) => name !== 'our interpreter');
    const pathOf = (name: string): string => datasets.find((dataset) => dataset.name === name)?.path ?? '';
    const csvHere = plainHere('plain, CSV', (name) =>
      pl.scanCSV(files[name === 'people' ? 'people' : 'large']),
    );
    const parquetHere = plainHere('plain, Parquet', (name) => pl.scanParquet(pathOf(name)));
    const ours = sandboxed(sandbox);
    const spawned = plainSpawned(folder, files);
    const served = await Promise.all(others.map(({ name }) => inChild(name, datasets)));
    const inline = present.map((guest) => here(guest));
    const contestants = [csvHere, parquetHere, spawned, ours, ...served, ...inline];
    const times = await race(contestants, fast);
    for (const contestant of contestants) await contestant.close();
    const walls = await measureWalls(files, cacheFolder, fast ? 3 : 7);
    const goals = goalsOf(times, walls, {
      sandbox: ours.name,
      plainCsv: csvHere.name,
      plainParquet: parquetHere.name,
      served: [...served.map(({ name }) => name), spawned.name],
      inline: inline.map(({ name }) => name),
    });
    const absent = guests.flatMap((guest) => ('reason' in guest ? [`${guest.name}: ${guest.reason}`] : []));
    return { rows, names: contestants.map(({ name }) => name), times, goals, registrationMs, absent };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The datasets with their Parquet files: the larger one is of the larger file. */
function convertedDatasets(sandbox: Sandbox, cacheFolder: string): RunDataset[] {
  const paths = readdirSync(cacheFolder)
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => join(cacheFolder, file))
    .toSorted((left, right) => statSync(left).size - statSync(right).size);
  return sandbox
    .datasets()
    .toSorted((left, right) => left.rows - right.rows)
    .map(({ name, rows, columns }, index) => ({ name, rows, columns, path: paths[index] ?? '' }));
}
