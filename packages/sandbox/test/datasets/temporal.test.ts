import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { openSandbox, outputOf, rowsOf, suiteFolder } from '../process/harness.js';

const folder = suiteFolder();
const path = join(folder, 'visits.csv');
writeFileSync(path, 'at,opens,n\n2024-01-31T08:30:00+02:00,08:30,1\n2024-02-01T23:30:00Z,23:59:59.5,2\n');
const opened = openSandbox(folder, { poolSize: 1, datasets: [{ path }], limits: { wallMs: 60_000 } });

it.each([
  ["visits.filter(pl.col('opens').gt('12:00'))", [2]],
  ["visits.filter(pl.col('opens').isBetween('08:00', '08:30:00'))", [1]],
  ["visits.filter(pl.col('opens').isIn(['23:59:59.5', '01:00']))", [2]],
  ["visits.filter(pl.lit('09:00').gt(pl.col('opens')))", [1]],
  ["visits.filter(pl.col('opens').dt.hour().eq(8))", [1]],
  ["visits.filter(pl.col('at').gtEq('2024-01-31T06:30:00'))", [1, 2]],
  ["visits.filter(pl.col('at').gt('2024-01-31T06:30:00'))", [2]],
  ["visits.filter(pl.col('at').dt.date().eq('2024-02-01'))", [2]],
])('times and moments of a file compare with texts: %s', async (code, expected) => {
  const sandbox = await opened;
  const result = await sandbox.run(`const visits = pl.scan('visits');\n${code}.select('n')`);
  expect(rowsOf(outputOf(result).table).flat()).toEqual(expected);
});
