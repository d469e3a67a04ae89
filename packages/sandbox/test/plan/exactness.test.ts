import pl, { DataType } from 'nodejs-polars';
import { afterAll, describe, expect, test } from 'vitest';
import { createPolarsGlobals } from '../../src/facade/index.js';
import { defaultLanguageLimits, GuestError, runProgram } from '../../src/language/index.js';
import type { Table } from '../../src/plan/index.js';
import { createWorkbench, type GuestProgram } from './harness.js';

const source = pl.DataFrame({
  text: ['9007199254740993', '-9223372036854775808', null],
  large: ['18446744073709551615', '0', null],
  money: ['0.10', '99999999999999999999999999999999999.99', null],
  stamp: ['2024-03-31T01:59:59.123456789', '1969-12-31T23:59:59.999999999', null],
  hex: ['ff00', '', null],
});

const exact = source.select(
  pl.col('text').cast(pl.Int64).alias('i64'),
  pl.col('large').cast(pl.UInt64).alias('u64'),
  pl.col('money').cast(DataType.Decimal(38, 2)).alias('decimal'),
);
const binary = source.select(pl.col('hex').str.decode('hex', true).alias('bytes'));
const awkwardNames = [
  '__proto__',
  'constructor',
  'then',
  'toJSON',
  '$',
  '$f',
  'hasOwnProperty',
  '',
  'a"b',
  'ä',
];
const awkward = pl.DataFrame(Object.fromEntries(awkwardNames.map((_, index) => [`c${index}`, [index]])));
awkward.columns = awkwardNames;

const bench = createWorkbench({ exact, binary, awkward, stamps: source.select('stamp') });
afterAll(() => bench.close());

function column(program: GuestProgram): unknown[] | undefined {
  return (bench.run(program) as Table).data[0];
}

/** The value of a program in the interpreter. */
function evaluate(code: string): unknown {
  const outcome = runProgram(code, {
    globals: createPolarsGlobals(bench.host),
    limits: defaultLanguageLimits,
  });
  return outcome.status === 'ok' ? outcome.value : outcome.error;
}

describe('a number keeps its value', () => {
  test('as an i64 beyond 2^53, alone, in lists and in structs', () => {
    expect(column(({ pl }) => pl.scan('exact').select('i64'))).toEqual([
      '9007199254740993',
      '-9223372036854775808',
      null,
    ]);
    expect(column(({ pl }) => pl.scan('exact').select(pl.col('i64').implode()))).toEqual([
      ['9007199254740993', '-9223372036854775808', null],
    ]);
    expect(column(({ pl }) => pl.scan('exact').select(pl.struct('i64', 'u64')).head(1))).toEqual([
      { i64: '9007199254740993', u64: '18446744073709551615' },
    ]);
  });

  test('as a u64', () => {
    expect(column(({ pl }) => pl.scan('exact').select('u64'))).toEqual(['18446744073709551615', 0, null]);
  });

  test('as a decimal, alone, in lists and in sums', () => {
    const cells = [0.1, '99999999999999999999999999999999999.99', null];
    expect(column(({ pl }) => pl.scan('exact').select('decimal'))).toEqual(cells);
    expect(column(({ pl }) => pl.scan('exact').select(pl.col('decimal').implode()))).toEqual([cells]);
    expect(column(({ pl }) => pl.scan('exact').select(pl.col('decimal').sum()))).toEqual([
      '100000000000000000000000000000000000.09',
    ]);
  });

  test('when a text becomes one', () => {
    const texts = "pl.DataFrame({ t: [' 9007199254740993 ', '12.0', '7'] })";
    expect(evaluate(`${texts}.select(pl.col('t').cast(pl.Int64)).getColumn('t')`)).toEqual([
      '9007199254740993',
      12,
      7,
    ]);
    expect(evaluate(`${texts}.select(pl.col('t').str.toInteger().sum()).item()`)).toBe('9007199254741000');
  });

  test('null, NaN, the infinities and -0 stay apart', () => {
    const values = 'pl.DataFrame({ x: [null, 0 / 0, 1 / 0, -1 / 0, -0, 0.5] })';
    expect(
      (bench.run(({ pl }) => pl.DataFrame({ x: [null, Number.NaN, Infinity, -Infinity, -0, 0.5] })) as Table)
        .data[0],
    ).toEqual([null, 'NaN', 'Infinity', '-Infinity', -0, 0.5]);
    expect(
      evaluate(
        `${values}.getColumn('x').map((x) => x === null ? 'null' : Object.is(x, -0) ? '-0' : String(x))`,
      ),
    ).toEqual(['null', 'NaN', 'Infinity', '-Infinity', '-0', '0.5']);
    expect(
      evaluate(`${values}.select(pl.col('x').isNull().sum(), pl.col('x').isNan().sum().alias('n')).rows()`),
    ).toEqual([[1, 1]]);
  });
});

describe('a moment keeps its value', () => {
  const stamp =
    (dtype: string): GuestProgram =>
    ({ pl }) =>
      pl.scan('stamps').select(pl.col('stamp').str.toDatetime('%Y-%m-%dT%H:%M:%S%.f').cast(dtype));

  test('in milliseconds and microseconds', () => {
    expect(column(stamp('datetime[ms]'))?.[0]).toBe('2024-03-31T01:59:59.123');
    expect(column(stamp('datetime[us]'))?.[0]).toBe('2024-03-31T01:59:59.123456');
  });

  test('in nanoseconds', () => {
    const nanoseconds = pl
      .DataFrame({ n: ['1711850399123456789', '-1', null] })
      .withColumns(pl.col('n').cast(pl.Int64).cast(pl.Datetime('ns')));
    const workbench = createWorkbench({ nanoseconds });
    const table = workbench.run(({ pl }) => pl.scan('nanoseconds')) as Table;
    expect(table.data[0]).toEqual(['2024-03-31T01:59:59.123456789', '1969-12-31T23:59:59.999999999', null]);
    workbench.close();
  });

  test('on both sides of a change of clocks', () => {
    const cells = column(({ pl }) =>
      pl.select(
        pl
          .Series('t', [
            '2024-03-31T00:30:00',
            '2024-03-31T01:30:00',
            '2024-10-27T00:30:00',
            '2024-10-27T01:30:00',
          ])
          .str.toDatetime()
          .dt.convertTimeZone('Europe/Oslo'),
      ),
    );
    expect(cells).toEqual([
      '2024-03-31T01:30:00+01:00',
      '2024-03-31T03:30:00+02:00',
      '2024-10-27T02:30:00+02:00',
      '2024-10-27T02:30:00+01:00',
    ]);
  });

  test('as a date far away, a time of day and a duration of either sign', () => {
    expect(column(({ pl }) => pl.select(pl.date(1, 1, 1)))).toEqual(['0001-01-01']);
    expect(column(({ pl }) => pl.select(pl.date(9999, 12, 31)))).toEqual(['9999-12-31']);
    expect(column(({ pl }) => pl.select(pl.time(23, 59, 59, 999_999)))).toEqual(['23:59:59.999999']);
    expect(column(({ pl }) => pl.select(pl.duration({ days: -1, seconds: -1.5 })))).toEqual(['-P1DT1.5S']);
  });
});

describe('a frame keeps its shape', () => {
  test('when it is empty', () => {
    const table = bench.run(({ pl }) => pl.scan('exact').filter(pl.lit(false))) as Table;
    expect(table).toEqual({
      columns: [
        { name: 'i64', dtype: 'i64' },
        { name: 'u64', dtype: 'u64' },
        { name: 'decimal', dtype: 'decimal' },
      ],
      data: [[], [], []],
      rowCount: 0,
      truncated: false,
    });
  });

  test('with names of an object’s machinery, in tables, records and by name', () => {
    const table = bench.run(({ pl }) => pl.scan('awkward')) as Table;
    expect(table.columns.map(({ name }) => name)).toEqual(awkwardNames);
    for (const [index, name] of awkwardNames.entries()) {
      const quoted = JSON.stringify(name);
      expect(evaluate(`pl.scan('awkward').select(pl.col(${quoted}).add(1)).item()`)).toBe(index + 1);
      expect(evaluate(`pl.scan('awkward').getColumn(${quoted})`)).toEqual([index]);
      expect(evaluate(`pl.scan('awkward').groupBy(${quoted}).len().rows()`)).toEqual([[index, 1]]);
    }
    expect(evaluate(`Object.keys(pl.scan('awkward').toRecords()[0])`)).toEqual(awkwardNames);
  });

  test('with lists and objects, nested and empty', () => {
    const rows =
      "[{ tags: ['a', null], at: { x: 1, y: [1.5] } }, { tags: [], at: null }, { tags: null, at: { x: null, y: [] } }]";
    const table = bench.run(({ pl }) =>
      pl.DataFrame([
        { tags: ['a', null], at: { x: 1, y: [1.5] } },
        { tags: [], at: null },
        { tags: null, at: { x: null, y: [] } },
      ]),
    ) as Table;
    expect(table.columns).toEqual([
      { name: 'tags', dtype: 'list[str]' },
      { name: 'at', dtype: 'struct' },
    ]);
    expect(JSON.parse(JSON.stringify(table.data))).toEqual([
      [['a', null], [], null],
      [{ x: 1, y: [1.5] }, null, { x: null, y: [] }],
    ]);
    expect(JSON.parse(JSON.stringify(evaluate(`pl.DataFrame(${rows}).toRecords()[2]`)))).toEqual({
      tags: null,
      at: { x: null, y: [] },
    });
  });

  test('but not with a name twice', () => {
    expect(evaluate("pl.scan('exact').select('i64', pl.col('i64').mul(2))")).toMatchObject({
      code: 'data-invalid',
      hint: expect.stringContaining('alias') as unknown,
    });
    expect(
      evaluate("pl.concat([pl.scan('exact'), pl.scan('exact')], { how: 'horizontal' }).height"),
    ).toMatchObject({
      code: 'data-invalid',
    });
  });

  test('but not with binary values', () => {
    expect(() => bench.run(({ pl }) => pl.scan('binary'))).toThrow(GuestError);
    expect(() => bench.run(({ pl }) => pl.scan('binary'))).toThrow(/"bytes" holds binary values/);
    expect((bench.run(({ pl }) => pl.scan('binary').select(pl.len())) as Table).data).toEqual([[3]]);
  });
});
