import { afterAll, describe, expect, test } from 'vitest';
import { languageReference } from '../../src/facade/index.js';
import { memberNamesOf, operationOf } from '../../src/facade/members.js';
import { methods } from '../../src/facade/methods/index.js';
import { operations, toSnakeCase } from '../../src/facade/spec/index.js';
import { isExecutable } from '../../src/plan/operations/index.js';
import { smallDatasets } from './fixtures.js';

const bench = smallDatasets();
afterAll(() => bench.close());
const reference = languageReference();

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  test('is whole', () => {
    expect(operation.doc).toMatch(/^[^\s].*[.)]$/);
    expect(operation.example).not.toBe('');
    const isPlan = operation.form === 'plan' || operation.form === 'internal';
    expect(isExecutable(operation.id)).toBe(isPlan);
    expect(Object.hasOwn(methods, operation.id)).toBe(!isPlan);
  });

  test('can be found by each of its names and told to a model', () => {
    const isVisible = operation.form !== 'internal';
    expect(memberNamesOf(operation.receiver).includes(operation.name)).toBe(isVisible);
    expect(operationOf(operation.receiver, operation.name)?.id).toBe(isVisible ? operation.id : undefined);
    if (!isVisible) return;
    expect(operationOf(operation.receiver, toSnakeCase(operation.name))).toBe(operation);
    expect(reference).toMatch(new RegExp(`[ ./]${operation.name}\\b`));
  });
});

describe('the specification', () => {
  test('has no id twice and no alias that hides a name', () => {
    expect(new Set(operations.map((operation) => operation.id)).size).toBe(operations.length);
    for (const operation of operations.filter((item) => item.form !== 'internal')) {
      expect(operationOf(operation.receiver, operation.name)).toBe(operation);
      for (const alias of operation.aliases)
        expect([operation.id, alias, operationOf(operation.receiver, alias)?.id]).toEqual([
          operation.id,
          alias,
          operation.id,
        ]);
    }
  });

  test('fits into a prompt', () => {
    expect(reference.length).toBeLessThan(8000);
  });
});

describe('the example in the reference', () => {
  test('runs', () => {
    const rows = bench.rows(({ pl }) =>
      pl
        .scan('sales')
        .filter(pl.col('region').eq('North'), pl.col('at').isBetween('2024-01-01', '2024-03-31'))
        .withColumns({ revenue: pl.col('price').mul(pl.col('quantity')) })
        .groupBy('product')
        .agg(pl.col('revenue').sum().alias('total'), pl.len().alias('orders'))
        .sort('total', { descending: true })
        .head(10),
    );
    expect(rows).toEqual([
      ['ink', 30, 1],
      ['pen', 1.5, 1],
    ]);
  });
});
