import { afterAll, describe, expect, test } from 'vitest';
import { GuestError } from '../../src/language/index.js';
import { executePlan } from '../../src/plan/index.js';
import { smallDatasets } from './fixtures.js';
import type { GuestProgram } from './harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

function failure(program: GuestProgram): GuestError {
  try {
    bench.run(program);
  } catch (error) {
    if (error instanceof GuestError) return error;
    throw error;
  }
  throw new Error('the program did not fail');
}

describe('an error says what to do', () => {
  const cases: readonly (readonly [string, GuestProgram, string, RegExp, RegExp])[] = [
    [
      'unknown dataset',
      ({ pl }) => pl.scan('stuff'),
      'dataset-unknown',
      /no dataset called "stuff"/,
      /staff, sales, heads/,
    ],
    ['a path', ({ pl }) => pl.readCSV('/etc/passwd'), 'dataset-unknown', /"passwd"/, /datasets are/],
    [
      'an address',
      ({ pl }) => pl.scan('http://169.254.169.254/'),
      'dataset-unknown',
      /no dataset/,
      /datasets are/,
    ],
    [
      'unknown column',
      ({ pl }) => pl.scan('staff').filter(pl.col('salry').gt(1)),
      'column-unknown',
      /no column "salry"/,
      /"name", "department", "salary"/,
    ],
    ['unknown column to drop', ({ pl }) => pl.scan('staff').drop('nme'), 'column-unknown', /"nme"/, /"name"/],
    [
      'a callback',
      ({ pl }) => pl.col('salary').map(() => 1),
      'argument-invalid',
      /map is not available/,
      /expression/,
    ],
    [
      'writing',
      ({ pl }) => pl.scan('staff').writeCSV('x.csv'),
      'argument-invalid',
      /not available/,
      /last expression/,
    ],
    ['SQL', ({ pl }) => pl.SQLContext(), 'argument-invalid', /not available/, /pl\.scan/],
    [
      'a wrong argument',
      ({ pl }) => pl.scan('staff').head('ten'),
      'argument-invalid',
      /head: n must be a whole number, not the text "ten"/,
      /df\.head\(10\)/,
    ],
    [
      'a missing argument',
      ({ pl }) => pl.scan('staff').filter(),
      'argument-invalid',
      /filter needs predicates/,
      /df\.filter/,
    ],
    [
      'undefined',
      ({ pl }) => pl.col('salary').gt(undefined),
      'argument-invalid',
      /gt needs other/,
      /Example/,
    ],
    [
      'an unknown option',
      ({ pl }) => pl.scan('staff').sort('salary', { descendin: true }),
      'argument-invalid',
      /sort: by must be|no option "descendin"/,
      /descending/,
    ],
    [
      'an object among the keys of a sort that is no order',
      ({ pl }) => pl.scan('staff').sort([{ descending: true }, 'salary']),
      'argument-invalid',
      /must be \{ by, descending \}/,
      /by: 'count'/,
    ],
    [
      'a wrong choice',
      ({ pl }) => pl.scan('staff').join(pl.scan('heads'), { on: 'department', how: 'sideways' }),
      'argument-invalid',
      /one of 'inner', 'left'/,
      /Example/,
    ],
    [
      'a text column with a number',
      ({ pl }) => pl.scan('staff').filter(pl.col('name').gt(5)),
      'data-invalid',
      /compare/,
      /cast/,
    ],
    [
      'a conversion that fails',
      ({ pl }) => pl.scan('staff').select(pl.col('name').cast(pl.Int64)),
      'data-invalid',
      /conversion/,
      /strict: false/,
    ],
    [
      'two columns of one name',
      ({ pl }) => pl.scan('staff').select(pl.col('salary'), pl.col('salary').mul(2)),
      'data-invalid',
      /duplicate/,
      /alias/,
    ],
    [
      'columns of different lengths',
      ({ pl }) => pl.DataFrame({ a: [1], b: [1, 2] }),
      'argument-invalid',
      /different lengths/,
      /^$/,
    ],
    [
      'a mixed column',
      ({ pl }) => pl.DataFrame({ a: [1, 'x'] }),
      'argument-invalid',
      /mixes number and text/,
      /one type/,
    ],
    [
      'a pivot that is ambiguous',
      ({ pl }) => pl.scan('sales').pivot({ on: 'product', index: 'region', values: 'quantity' }),
      'argument-invalid',
      /combine/,
      /aggregate/,
    ],
    [
      'item of many',
      ({ pl }) => pl.scan('staff').item(),
      'argument-invalid',
      /6 rows and 6 columns/,
      /item\(0/,
    ],
    [
      'a function as a value',
      ({ pl }) => pl.scan('staff').filter(pl.col),
      'argument-invalid',
      /filter: predicates must be expressions/,
      /Example/,
    ],
  ];

  test.each(cases)('%s', (_title, program, code, message, hint) => {
    const error = failure(program);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.hint ?? '').toMatch(hint);
    expect(error.message).not.toMatch(/\/tmp|Resolved plan|parquet/);
  });

  test('near names are offered', () => {
    expect(failure(({ pl }) => pl.scan('stafff')).didYouMean).toEqual(['staff']);
    expect(failure(({ pl }) => pl.scan('staff').select('salry')).didYouMean).toEqual(['salary']);
  });
});

describe('a cross join', () => {
  test('is refused when a side is too large', () => {
    const scan = { op: 'pl.scan', args: { name: 'staff' } };
    const plan = { op: 'frame.join', input: scan, args: { other: scan, how: 'cross' } };
    const run = (): unknown => executePlan(plan, { datasets: bench.datasets, limits: { crossJoinRows: 5 } });
    expect(run).toThrow(/at most 5 rows/);
  });
});

describe('a plan that grows without end', () => {
  test('is refused while it is built', () => {
    const error = failure(({ pl }) => {
      let expression = pl.col('salary');
      for (let index = 0; index < 100; index += 1) expression = expression.add(expression);
      return pl.scan('staff').select(expression);
    });
    expect(error.code).toBe('plan-too-large');
  });
});
