import { afterAll, describe, expect, test } from 'vitest';
import { createPolarsGlobals, FrameCapability } from '../../src/facade/index.js';
import { defaultLanguageLimits, runProgram } from '../../src/language/index.js';
import { createWorkbench } from '../plan/harness.js';

const many = Array.from({ length: 5000 }, (_, index) => index);
const bench = createWorkbench({
  many: { n: many, text: many.map(String), day: many.map((day) => new Date(day * 86_400_000)) },
});
afterAll(() => bench.close());

/** The code of the error that a program ends in, or `computed`. */
function codeOf(program: string): string {
  const outcome = runProgram(program, {
    globals: createPolarsGlobals(bench.host),
    limits: defaultLanguageLimits,
  });
  if (outcome.status !== 'ok') return outcome.error.code;
  if (!(outcome.value instanceof FrameCapability)) return 'computed';
  try {
    outcome.value.collect(10);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'computed';
}

/** Programs that would grow without a bound, each with the largest of its kind that is allowed. */
const cases: readonly (readonly [what: string, refused: string, code: string, allowed: string])[] = [
  [
    'a cross join',
    "const m = pl.concat([pl.scan('many'), pl.scan('many'), pl.scan('many')]); m.join(m, { how: 'cross' })",
    'result-too-large',
    "pl.scan('many').head(100).join(pl.scan('many').head(100), { how: 'cross' })",
  ],
  [
    'a doubling concat',
    'let f = pl.DataFrame({ a: [1] }); for (let i = 0; i < 20; i += 1) f = pl.concat([f, f]); f',
    'plan-too-large',
    'let f = pl.DataFrame({ a: [1] }); for (let i = 0; i < 9; i += 1) f = pl.concat([f, f]); f',
  ],
  [
    'a pivot of many values',
    "pl.scan('many').pivot({ on: 'text', index: 'day', values: 'n' })",
    'result-too-large',
    "pl.scan('many').head(200).pivot({ on: 'text', index: 'day', values: 'n' })",
  ],
  [
    'a transposition',
    "pl.scan('many').transpose()",
    'result-too-large',
    "pl.scan('many').select('n').head(200).transpose()",
  ],
  [
    'dummies of many values',
    "pl.scan('many').select('text').toDummies()",
    'result-too-large',
    "pl.scan('many').head(150).select('text').toDummies()",
  ],
  [
    'partitions',
    "pl.scan('many').partitionBy('n').length",
    'result-too-large',
    "pl.scan('many').head(100).partitionBy('n').length",
  ],
  [
    'an upsampling',
    "pl.scan('many').select('day').upsample('day', { every: '1m' })",
    'result-too-large',
    "pl.scan('many').select('day').upsample('day', { every: '12h' })",
  ],
  [
    'a range of dates',
    "pl.select(pl.datetimeRange('1970-01-01', '2024-01-01', '1s'))",
    'result-too-large',
    "pl.select(pl.dateRange('1970-01-01', '2024-01-01'))",
  ],
  [
    'a range of numbers',
    'pl.select(pl.intRange(0, 10000000))',
    'result-too-large',
    'pl.select(pl.intRange(0, 1000000))',
  ],
  [
    'a range to a sum',
    "pl.scan('many').select(pl.intRange(0, pl.col('n').sum()))",
    'argument-invalid',
    "pl.scan('many').select(pl.intRange(0, pl.len()))",
  ],
  ['a repetition', "pl.select(pl.repeat('x', 1e9))", 'argument-invalid', "pl.select(pl.repeat('x', 100000))"],
  [
    'a padding',
    "pl.select(pl.lit('x').str.padStart(1e9))",
    'argument-invalid',
    "pl.select(pl.lit('x').str.padStart(1000))",
  ],
  [
    'bins',
    "pl.scan('many').histogram('n', { bins: 1e6 })",
    'argument-invalid',
    "pl.scan('many').histogram('n', { bins: 1000 })",
  ],
  [
    'quantile bins',
    "pl.scan('many').select(pl.col('n').qcut(5000))",
    'argument-invalid',
    "pl.scan('many').select(pl.col('n').qcut(50))",
  ],
  [
    'a sample with replacement',
    "pl.scan('many').sample({ n: 1e9, withReplacement: true })",
    'result-too-large',
    "pl.scan('many').sample({ n: 10000, withReplacement: true })",
  ],
  [
    'a wide selection',
    "pl.scan('many').select(Array.from({ length: 100000 }, (_, i) => pl.lit(i).alias('c' + i)))",
    'plan-too-large',
    "pl.scan('many').select(Array.from({ length: 1000 }, (_, i) => pl.lit(i).alias('c' + i)))",
  ],
  [
    'a long chain of conditions',
    "let w = pl.when(pl.col('n').eq(0)).then(0); for (let i = 1; i < 5000; i += 1) w = w.when(pl.col('n').eq(i)).then(i); pl.scan('many').select(w.otherwise(-1))",
    'plan-too-large',
    "let w = pl.when(pl.col('n').eq(0)).then(0); for (let i = 1; i < 60; i += 1) w = w.when(pl.col('n').eq(i)).then(i); pl.scan('many').select(w.otherwise(-1))",
  ],
  [
    'a doubling expression',
    "let e = pl.col('text'); for (let i = 0; i < 40; i += 1) e = e.add(e); pl.scan('many').select(e)",
    'plan-too-large',
    "let e = pl.col('text'); for (let i = 0; i < 8; i += 1) e = e.add(e); pl.scan('many').select(e)",
  ],
  [
    'a pattern that compiles to megabytes',
    "pl.scan('many').filter(pl.col('text').str.contains('(a{1000}){1000}{1000}'))",
    'data-invalid',
    "pl.scan('many').filter(pl.col('text').str.contains('(a{10}){10}'))",
  ],
  [
    'a long list of choices',
    "pl.scan('many').filter(pl.col('n').isIn(Array.from({ length: 50000 }, (_, i) => i)))",
    'plan-too-large',
    "pl.scan('many').filter(pl.col('n').isIn(Array.from({ length: 10000 }, (_, i) => i)))",
  ],
  [
    'a frame written out',
    'pl.DataFrame({ a: Array.from({ length: 200000 }, (_, i) => i) })',
    'plan-too-large',
    'pl.DataFrame({ a: Array.from({ length: 100000 }, (_, i) => i) })',
  ],
  [
    'cells nested deeply',
    'let v = 1; for (let i = 0; i < 50; i += 1) v = [v]; pl.DataFrame({ a: [v] })',
    'argument-invalid',
    'pl.DataFrame({ a: [[[[1]]]] })',
  ],
  [
    'correlations of many columns',
    "pl.scan('many').select(Array.from({ length: 100 }, (_, i) => pl.col('n').alias('c' + i))).corr()",
    'result-too-large',
    "pl.scan('many').select(Array.from({ length: 20 }, (_, i) => pl.col('n').alias('c' + i))).corr()",
  ],
];

describe('is bounded:', () => {
  test.each(cases)('%s', (_what, refused, code, allowed) => {
    expect(codeOf(refused)).toBe(code);
    expect(codeOf(allowed)).toBe('computed');
  });

  test('what a program may read of a frame at once', () => {
    expect(
      codeOf("const m = pl.scan('many'); pl.concat(Array.from({ length: 11 }, () => m)).toRecords().length"),
    ).toBe('result-too-large');
  });
});
