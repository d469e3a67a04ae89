import { afterAll, describe, expect, test } from 'vitest';
import { createPolarsGlobals, FrameCapability } from '../../src/facade/index.js';
import {
  checkProgram,
  defaultLanguageLimits,
  runProgram,
  type ProgramError,
} from '../../src/language/index.js';
import { smallDatasets } from '../plan/fixtures.js';
import { rowsOf } from '../plan/harness.js';

const bench = smallDatasets();
afterAll(() => bench.close());

function run(code: string): ReturnType<typeof runProgram> {
  return runProgram(code, { globals: createPolarsGlobals(bench.host), limits: defaultLanguageLimits });
}

/** What a program yields: the rows of a frame, or a plain value. */
function result(code: string): unknown {
  const outcome = run(code);
  if (outcome.status !== 'ok') throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value instanceof FrameCapability ? rowsOf(outcome.value.collect()) : outcome.value;
}

function failure(code: string): ProgramError {
  const outcome = run(code);
  if (outcome.status === 'ok') throw new Error('the program did not fail');
  return outcome.error;
}

const staff = "pl.scan('staff')";

describe('what nodejs-polars gets wrong or lacks is hidden:', () => {
  test("col('x').eq('text') takes the text for a column", () => {
    expect(result(`${staff}.filter(pl.col('department').eq('Engineering')).getColumn('name')`)).toEqual([
      'Ann',
      'Cid',
    ]);
    expect(result(`${staff}.select(pl.col('name').add('name')).row(0)`)).toEqual(['Annname']);
    expect(result(`${staff}.select(pl.col('department').fillNull('none').last()).item()`)).toBe('none');
  });

  test('a lazy groupBy takes its second column for an option', () => {
    const rows = [['Engineering', true, 1]];
    for (const by of [
      "'department', 'remote'",
      "['department', 'remote']",
      "pl.col('department'), 'remote'",
    ]) {
      expect(result(`${staff}.lazy().groupBy(${by}).len().head(1)`)).toEqual(rows);
      expect(result(`${staff}.collect().groupBy(${by}).agg(pl.count().alias('len')).head(1)`)).toEqual(rows);
    }
  });

  test('dates are read with one option name by readCSV and another by scanCSV', () => {
    for (const read of [
      "scanCSV('staff.csv', { tryParseDates: true })",
      "readCSV('staff.csv', { parseDates: true })",
      "read_csv('staff')",
    ]) {
      expect(result(`pl.${read}.schema.hired`)).toBe('date');
    }
  });

  test('readCSV takes a text without .csv for the data themselves', () => {
    expect(failure("pl.readCSV('a,b\\n1,2')")).toMatchObject({ code: 'dataset-unknown' });
    expect(failure("pl.readCSV('/etc/passwd')")).toMatchObject({ code: 'dataset-unknown' });
  });

  test('SQLContext.execute returns its error', () => {
    expect(failure("pl.SQLContext({}).execute('select 1')")).toMatchObject({ code: 'argument-invalid' });
  });

  test('collect() is a promise, of which a failing one ends the process', () => {
    expect(result(`const df = await ${staff}.collect(); df.height`)).toBe(6);
    expect(result(`${staff}.collectSync().height`)).toBe(6);
    expect(failure(`${staff}.select(pl.col('name').cast(pl.Int64)).collect().rows()`)).toMatchObject({
      code: 'data-invalid',
    });
  });

  test('describe() fails on dates', () => {
    expect(result(`${staff}.select('hired').describe().getColumn('hired')`)).toContain('2024-12-31');
  });

  test('toJSON is missing on a DataFrame', () => {
    expect(result(`JSON.stringify(${staff}.head(1).select('name', 'salary').toJSON())`)).toBe(
      '[{"name":"Ann","salary":100}]',
    );
  });

  test('a column of mixed types becomes null', () => {
    expect(failure("pl.DataFrame({ a: [1, 'x'] })")).toMatchObject({ code: 'argument-invalid' });
    expect(failure('pl.DataFrame([{ a: true }, { a: 1 }])').message).toMatch(/mixes boolean and number/);
  });

  test('a conversion and a date that do not fit become null unasked', () => {
    const texts = "pl.DataFrame({ d: ['2024-01-31', 'x'] })";
    expect(failure(`${texts}.select(pl.col('d').cast(pl.Int64)).rows()`).hint).toMatch(/strict: false/);
    expect(result(`${texts}.select(pl.col('d').cast(pl.Int64, { strict: false })).rows()`)).toEqual([
      [null],
      [null],
    ]);
    expect(result(`${texts}.select(pl.col('d').str.toDate('%Y-%m-%d')).rows()`)).toEqual([
      ['2024-01-31'],
      [null],
    ]);
    expect(
      failure(`${texts}.select(pl.col('d').str.strptime(pl.Date, '%Y-%m-%d', { strict: true })).rows()`),
    ).toMatchObject({
      code: 'data-invalid',
    });
  });

  test('dateRange is missing', () => {
    expect(result("pl.select(pl.date_range('2024-01-31', '2024-04-30', '1mo')).rows().flat()")).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
  });

  test('dt.quarter is missing', () => {
    expect(result(`${staff}.select(pl.col('hired').dt.quarter()).rows().flat()`)).toEqual([
      1,
      2,
      1,
      3,
      4,
      null,
    ]);
  });

  test('cut and qcut are missing', () => {
    expect(result(`${staff}.select(pl.col('salary').cut([60, 100])).rows().flat()`)).toEqual([
      '(60, 100]',
      '(-inf, 60]',
      '(100, inf]',
      '(60, 100]',
      '(-inf, 60]',
      null,
    ]);
    expect(
      result(`${staff}.select(pl.col('salary').qcut(2, { labels: ['low', 'high'] })).rows().flat()`),
    ).toEqual(['high', 'low', 'high', 'low', 'low', null]);
  });

  test('corr is missing, apart from pearsonCorr', () => {
    const frame = 'pl.DataFrame({ a: [1, 2, 3], b: [2, 4, 6], c: [3, 1, 2] })';
    expect(result(`${frame}.select(pl.corr('a', 'b')).item()`)).toBeCloseTo(1);
    expect(
      result(`${frame}.select(pl.col('a').corr(pl.col('c'), { method: 'spearman' })).item()`),
    ).toBeCloseTo(-0.5);
    expect(result(`${frame}.corr().getColumn('column')`)).toEqual(['a', 'b', 'c']);
  });

  test('a lazy group has no aggregates of its own', () => {
    expect(result(`${staff}.lazy().groupBy('department').mean('salary').head(1)`)).toEqual([
      ['Engineering', 120],
    ]);
    expect(result(`${staff}.groupBy('department').agg({ salary: ['min', 'max'] }).head(1)`)).toEqual([
      ['Engineering', 100, 140],
    ]);
  });

  test('isBetween, sqrt and len are missing on expressions', () => {
    expect(result(`${staff}.select(pl.col('salary').isBetween(60, 100)).rows().flat()`)).toEqual([
      true,
      false,
      false,
      true,
      true,
      null,
    ]);
    expect(
      result(`${staff}.select(pl.col('salary').sqrt().first(), pl.col('salary').len().alias('n')).row(0)`),
    ).toEqual([10, 6]);
  });

  test('str.contains takes a pattern for a literal, or a literal for a pattern', () => {
    const names = (argument: string): string =>
      `${staff}.filter(pl.col('name').str.contains(${argument})).getColumn('name')`;
    expect(result(names("'^[A-C]'"))).toEqual(['Ann', 'Bob', 'Cid']);
    expect(result(names("'^[A-C]', { literal: true }"))).toEqual([]);
    expect(result(names("'(?i)E'"))).toEqual(['Dee', 'Eve']);
  });

  test('a column called __proto__ disappears from records', () => {
    expect(
      result('Object.keys(pl.DataFrame([JSON.parse(\'{"__proto__": 1, "a": 2}\')]).toRecords()[0])'),
    ).toEqual(['__proto__', 'a']);
  });

  test('a column can shadow the members of a frame, or make it thenable', () => {
    const frame = 'pl.DataFrame({ then: [1], filter: [2], toJSON: [3] })';
    expect(result(`(await ${frame}).filter(pl.col('then').eq(1)).height`)).toBe(1);
    expect(result(`${frame}.getColumn('filter')`)).toEqual([2]);
  });

  test('a very deep expression ends the process', () => {
    const deep = "let e = pl.col('salary'); for (let i = 0; i < 100000; i += 1) e = e.add(1); e";
    expect(failure(deep)).toMatchObject({ code: 'plan-too-large' });
  });

  test('errors carry the resolved plan', () => {
    const error = failure(`${staff}.select('salry')`);
    expect(error).toMatchObject({ code: 'column-unknown', didYouMean: ['salary'] });
    expect(error.message).not.toMatch(/Resolved plan|FAILED HERE/);
  });

  test('texts in select, groupBy, sort, over and join are columns, as they are meant', () => {
    const code = `${staff}.select('name', 'salary', pl.col('salary').max().over('department').alias('top')).sort('salary', { descending: true }).head(1)`;
    expect(result(code)).toEqual([['Cid', 140, 140]]);
  });
});

test('the programs above pass the static checks as well', () => {
  const outcome = checkProgram(`${staff}.group_by('department').agg(pl.col('salary').mean())`, {
    globals: createPolarsGlobals(bench.host),
    limits: defaultLanguageLimits,
  });
  expect(outcome.ok).toBe(true);
});
