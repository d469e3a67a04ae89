import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pl from 'nodejs-polars';
import { afterAll, bench, describe } from 'vitest';
import { createSandbox } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
const csv = join(folder, 'people.csv');
const rows = Array.from({ length: 15 }, (_, row) => `person ${row},team ${row % 3},${1000 + row * 10}`);
writeFileSync(csv, `name,team,salary\n${rows.join('\n')}\n`);
const sandbox = await createSandbox({
  datasets: [{ path: csv }],
  cacheFolder: join(folder, 'cache'),
  poolSize: 1,
});

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(code: string): Promise<void> {
  const result = await sandbox.run(code);
  if (result.status !== 'ok') throw new Error(result.error.message);
}

describe('a group-by over 15 rows', () => {
  bench('plain nodejs-polars in this process', () => {
    pl.readCSV(csv).groupBy('team').agg(pl.col('salary').mean().alias('mean')).sort('mean').toRecords();
  });
  bench('a program in the jailed child', async () => {
    await run("pl.scan('people').groupBy('team').agg(pl.col('salary').mean().alias('mean')).sort('mean')");
  });
});

describe('a program that computes 1 + 1', () => {
  bench('in the jailed child', () => run('1 + 1'));
});
