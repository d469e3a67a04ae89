import { afterAll, describe, expect, test } from 'vitest';
import { cellForms } from '../../src/facade/cell-forms.js';
import { operations, type Operation } from '../../src/facade/spec/index.js';
import type { Table } from '../../src/plan/index.js';
import { exampleData, runExample } from './example-data.js';

const bench = exampleData();
afterAll(() => bench.close());

/** An example as a program that ends in a value: what it makes is brought to a frame. */
function program({ example, receiver, result, returns }: Operation): string {
  if (result === 'frame' || example.startsWith('df.') || example.startsWith('a.')) {
    return result === 'groupBy' && !example.includes('.agg(') ? `${example}.len()` : example;
  }
  const isExpression =
    result === 'expression' || result === 'when' || result === 'then' || returns === 'Expression';
  if (!isExpression) return example;
  return receiver === 'pl' && example.startsWith('pl.select') ? example : `df.select(${example})`;
}

describe('the example of', () => {
  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s runs',
    (_id, operation) => {
      const value = runExample(bench, program(operation));
      expect(value).toBeDefined();
      if (typeof value !== 'object' || value === null || !('rowCount' in value)) return;
      const table = value as unknown as Table;
      expect(table.rowCount).toBeGreaterThan(0);
      expect(table.columns.length).toBeGreaterThan(0);
      expect(table.data.flat().some((cell) => cell !== null)).toBe(true);
    },
  );

  test('each operation names the operation', () => {
    for (const { id, name, form, example } of operations) {
      if (form === 'internal') continue;
      expect([id, example]).toEqual([id, expect.stringMatching(new RegExp(`\\b${name}\\b`))]);
    }
  });
});

describe('a cell', () => {
  test.each(cellForms.map((form) => [form.dtype, form] as const))(
    'of %s looks as described',
    (dtype, form) => {
      const table = runExample(bench, `pl.select(${form.expression})`) as Table;
      expect(table.columns[0]?.dtype).toBe(dtype);
      expect(table.data[0]).toEqual([form.example]);
    },
  );
});
