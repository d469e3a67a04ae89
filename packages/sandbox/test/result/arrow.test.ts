import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataType, tableFromIPC, TimeUnit, type Table as ArrowTable } from 'apache-arrow';
import { describe, expect, it } from 'vitest';

import type { Cell, Output, Sandbox } from '../../src/index.js';
import { openSandbox, outputOf, suiteFolder } from '../process/harness.js';

const folder = suiteFolder();
const file = join(folder, 'values.ndjson');
writeFileSync(
  file,
  [
    '{"n":9007199254740993,"f":1.5,"s":"é","b":true,"d":"2024-02-29","t":"23:59:59.000000001","z":"2024-02-29T12:00:00.5+02:00","l":[1,null],"o":{"x":9007199254740993,"y":["a"]}}',
    '{"n":-9223372036854775808,"f":-0.25,"s":"","b":false,"d":"0001-01-01","t":"00:00","z":"1969-12-31T23:59:59Z","l":[],"o":{"x":null,"y":null}}',
    '{"n":null,"f":null,"s":null,"b":null,"d":null,"t":null,"z":null,"l":null,"o":null}',
  ].join('\n'),
);

/** A program's table in both forms. */
async function bothForms(
  sandbox: Sandbox,
  code: string,
): Promise<{ output: Extract<Output, { kind: 'table' }>; arrow: ArrowTable }> {
  const [output] = outputOf(await sandbox.run(code, { arrow: true })).outputs;
  if (output?.kind !== 'table' || output.arrow === undefined) throw new Error('There is no table.');
  return { output, arrow: tableFromIPC(output.arrow.data) };
}

const opened = openSandbox(folder, { poolSize: 1, datasets: [{ path: file }], limits: { wallMs: 60_000 } });

/** A value of Arrow as a cell is written. */
function cellOf(value: unknown, type: DataType): Cell {
  if (value === null || value === undefined) return null;
  const fields = (type.children ?? []) as { name: string; type: DataType }[];
  const [item] = fields;
  if (DataType.isStruct(type)) {
    const struct = value as Record<string, unknown>;
    return Object.fromEntries(fields.map((field) => [field.name, cellOf(struct[field.name], field.type)]));
  }
  if (item !== undefined) return Array.from(value as Iterable<unknown>, (part) => cellOf(part, item.type));
  if (DataType.isDate(type)) return new Date(Number(value)).toISOString().slice(0, 10);
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value as Cell;
}

/** The columns of a table in Arrow, with the raw integers of times, datetimes and durations. */
function columnsOf(table: ArrowTable): Cell[][] {
  return table.schema.fields.map((field, index) =>
    Array.from({ length: table.numRows }, (_, row) =>
      cellOf(table.getChildAt(index)?.get(row), field.type as DataType),
    ),
  );
}

describe('a frame as Arrow', () => {
  it('holds the same values as the table, exactly', async () => {
    const { output, arrow } = await bothForms(await opened, "pl.scan('values').drop('t', 'z')");
    expect(output.table.columns.map(({ dtype }) => dtype)).toEqual([
      'i64',
      'f64',
      'str',
      'bool',
      'date',
      'list[i64]',
      'struct',
    ]);
    expect(columnsOf(arrow)).toEqual(output.table.data);
    expect(output.table.data[0]).toEqual(['9007199254740993', '-9223372036854775808', null]);
  });

  it('keeps times, moments and durations with their units and zones', async () => {
    const code = "pl.scan('values').select('t', 'z', pl.col('z').sub(pl.col('z').min()).alias('since'))";
    const { output, arrow } = await bothForms(await opened, code);
    expect(output.table.data).toEqual([
      ['23:59:59.000000001', '00:00:00', null],
      ['2024-02-29T10:00:00.500+00:00', '1969-12-31T23:59:59+00:00', null],
      [expect.stringMatching(/^P\d+DT10H0?1?/), 'PT0S', null],
    ]);
    const [time, zoned, duration] = arrow.schema.fields.map(({ type }) => type as DataType);
    expect(DataType.isTime(time) && time.unit).toBe(TimeUnit.NANOSECOND);
    expect(DataType.isTimestamp(zoned) && zoned.timezone).toBe('UTC');
    expect(DataType.isDuration(duration)).toBe(true);
    expect(arrow.getChildAt(0)?.get(0)).toBe(86_399_000_000_001n);
  });

  it('tells null from NaN and from the infinities', async () => {
    const { output, arrow } = await bothForms(
      await opened,
      'pl.DataFrame({ x: [NaN, Infinity, -Infinity, null, 1] })',
    );
    expect(output.table.data).toEqual([['NaN', 'Infinity', '-Infinity', null, 1]]);
    const values = Array.from({ length: 5 }, (_, row) => arrow.getChildAt(0)?.get(row) as unknown);
    expect(values).toEqual([Number.NaN, Infinity, -Infinity, null, 1]);
  });

  it('has the rows that the table leaves out', async () => {
    const code = 'pl.DataFrame({ n: Array.from({ length: 50000 }, (_, n) => n) })';
    const { output, arrow } = await bothForms(await opened, code);
    expect(output.table).toMatchObject({ rowCount: 50_000, truncated: true });
    expect(output.table.data[0]).toHaveLength(1000);
    expect(output.arrow).toMatchObject({ rows: 50_000, rowCount: 50_000 });
    expect(arrow.getChildAt(0)?.get(49_999)).toBe(49_999n);
  });

  it('is cut to what fits, and says so', async () => {
    const small = await openSandbox(folder, { poolSize: 1, limits: { arrowBytes: 20_000, wallMs: 60_000 } });
    const frame = 'pl.DataFrame({ n: Array.from({ length: 5000 }, (_, n) => n) })';
    const { output, arrow } = await bothForms(small, frame);
    expect(output.arrow?.data.length).toBeLessThanOrEqual(20_000);
    expect(output.arrow?.rowCount).toBe(5000);
    expect(output.arrow?.rows).toBeGreaterThan(1000);
    expect(arrow.numRows).toBe(output.arrow?.rows);
    // All frames of a run share the bytes.
    const { outputs } = outputOf(await small.run(`[${frame}, ${frame}]`, { arrow: true }));
    const bytes = outputs.map((shown) => (shown.kind === 'table' ? (shown.arrow?.data.length ?? 0) : 0));
    expect(bytes.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(20_000);
  });

  it('comes only when it is asked for', async () => {
    const [output] = outputOf(await (await opened).run('pl.DataFrame({ n: [1] })')).outputs;
    expect(output).not.toHaveProperty('arrow');
  });
});
