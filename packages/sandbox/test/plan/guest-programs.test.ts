import { afterAll, describe, expect, test } from 'vitest';
import { ChartCapability, createPolarsGlobals, FrameCapability } from '../../src/facade/index.js';
import { defaultLanguageLimits, runProgram, type ProgramOutcome } from '../../src/language/index.js';
import { smallDatasets } from './fixtures.js';
import { rowsOf } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

function run(source: string): ProgramOutcome {
  return runProgram(source, { globals: createPolarsGlobals(bench.host), limits: defaultLanguageLimits });
}

/** What a program yields: the rows of a frame, or a plain value. */
function result(source: string): unknown {
  const outcome = run(source);
  if (outcome.status !== 'ok') throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value instanceof FrameCapability ? rowsOf(outcome.value.collect()) : outcome.value;
}

describe('a program of a model', () => {
  const programs: readonly (readonly [string, string, unknown])[] = [
    [
      'in the style of nodejs-polars',
      `import pl from 'nodejs-polars';
       const df = pl.readCSV('staff.csv', { tryParseDates: true });
       const result = df
         .filter(pl.col('salary').isNotNull())
         .groupBy('department')
         .agg(pl.col('salary').mean().alias('mean'), pl.count().alias('n'))
         .sort('mean', true);
       result`,
      [
        ['Engineering', 120, 2],
        ['Sales', 60, 2],
        ['Marketing', 60, 1],
      ],
    ],
    [
      'in the style of py-polars',
      `const out = pl.scan_csv("sales.csv")
         .with_columns([(pl.col("price").mul(pl.col("quantity"))).alias("revenue")])
         .group_by(["region"])
         .agg([pl.col("revenue").sum().alias("total"), pl.col("revenue").n_unique().alias("kinds")])
         .sort("total", { descending: true })
         .collect();
       out`,
      [
        ['South', 43, 2],
        ['North', 41.5, 3],
        ['East', 12, 1],
      ],
    ],
    [
      'with a column as an array',
      `const quantities = pl.scan('sales').getColumn('quantity').toArray();
       const again = quantities.toList();
       [quantities.length === again.length, again.reduce((total, value) => total + (value ?? 0), 0) > 0]`,
      [true, true],
    ],
    [
      'with plain JavaScript on records',
      `const rows = pl.scan('staff').toRecords();
       const byDepartment = new Map();
       for (const row of rows) {
         if (row.salary === null) continue;
         const key = row.department ?? 'none';
         byDepartment.set(key, (byDepartment.get(key) ?? 0) + row.salary);
       }
       return [...byDepartment.entries()].sort((a, b) => b[1] - a[1]);`,
      [
        ['Engineering', 240],
        ['Sales', 120],
        ['Marketing', 60],
      ],
    ],
    [
      'with types and a function',
      `function top(frame: DataFrame, column: string, n: number = 1) {
         return frame.sort(column, { descending: true }).head(n).select('name', column);
       }
       top(pl.scan('staff'), 'salary', 2)`,
      [
        ['Cid', 140],
        ['Ann', 100],
      ],
    ],
    [
      'about a quarter',
      `const q1 = pl.scan('sales').filter(pl.col('at').dt.year().eq(2024).and(pl.col('at').dt.quarter().eq(1)));
       const total = q1.select(pl.col('price').mul(pl.col('quantity')).sum().alias('total')).item();
       ({ total, orders: q1.height })`,
      { total: 34.5, orders: 3 },
    ],
    [
      'with a share of the total',
      `pl.scan('sales').groupBy('region').agg({ q: pl.col('quantity').sum() })
         .withColumns(pl.col('q').div(pl.col('q').sum()).mul(100).round(1).alias('share')).sort('region')`,
      [
        ['East', 6, 28.6],
        ['North', 9, 42.9],
        ['South', 6, 28.6],
      ],
    ],
    [
      'with dates as JavaScript has them',
      `pl.scan('staff').filter(pl.col('hired').gtEq(new Date('2024-01-01'))).select(pl.len()).item()`,
      3,
    ],
    [
      'with a regular expression',
      `pl.scan('staff').filter(pl.col('name').str.contains(/^[a-c]/i)).getColumn('name').join(',')`,
      'Ann,Bob,Cid',
    ],
    [
      'with a window',
      `pl.scan('sales').withColumns(pl.col('quantity').rank({ method: 'ordinal', descending: true }).over('region').alias('r'))
         .filter(pl.col('r').eq(1)).select('region', 'quantity').sort('region')`,
      [
        ['East', 6],
        ['North', 5],
        ['South', 4],
      ],
    ],
  ];

  test.each(programs)('%s runs', (_title, source, expected) => {
    expect(result(source)).toEqual(expected);
  });

  test('makes a chart', () => {
    const outcome = run(
      `chart(pl.scan('sales').groupBy('region').sum('quantity'), { mark: 'bar', x: 'region', y: 'quantity' })`,
    );
    expect(outcome).toMatchObject({ status: 'ok', value: expect.any(ChartCapability) as unknown });
  });
});

test('a shape is a list, and has the names that nodejs-polars gives its parts', () => {
  expect(result(`const { height, width } = pl.scan('staff').shape; [height, width]`)).toEqual([6, 6]);
  expect(
    result(`const shape = pl.scan('staff').select('name').shape; [shape.height, shape.width, shape[1]]`),
  ).toEqual([6, 1, 1]);
  expect(
    result(`const [rows] = pl.scan('staff').shape; [rows, JSON.stringify(pl.scan('staff').shape)]`),
  ).toEqual([6, '[6,6]']);
});

describe('an error of pl', () => {
  test.each(["pl.Enum(['low', 'high'])", "pl.col('size').cast(pl.Enum(['low', 'high']))"])(
    'tells what to write instead of %s',
    (source) => {
      expect(run(source)).toMatchObject({
        status: 'failed',
        error: {
          message: 'Enum is not available here.',
          hint: expect.stringContaining('replaceStrict') as unknown,
        },
      });
    },
  );

  test('is reported where it was made', () => {
    const outcome = run(
      `const df = pl.scan('staff');\nconst high = df.filter(pl.col('salry').gt(1));\nhigh.head(1)`,
    );
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'column-unknown', line: 2, didYouMean: ['salary'] },
    });
  });

  test('names a member that is near', () => {
    const outcome = run(`pl.scan('staff').grupBy('department')`);
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'member-unknown', didYouMean: expect.arrayContaining(['groupBy']) as unknown },
    });
  });

  test('can be caught by the program', () => {
    expect(result(`try { pl.scan('nothing') } catch (error) { error.message }`)).toMatch(
      /no dataset called "nothing"/,
    );
  });
});
