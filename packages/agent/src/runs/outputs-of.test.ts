import { expect, it } from 'vitest';
import { outputsOf } from './outputs-of.js';
import type { Output } from './types.js';

const table = { columns: [{ name: 'n', dtype: 'i64' }], data: [[1]], rowCount: 1, truncated: false };
const chart = { spec: { mark: 'bar' } };

it('gives the single output of a result from the members that it has', () => {
  expect(outputsOf({ table, chart, value: 1 })).toEqual([{ kind: 'chart', chart, table }]);
  expect(outputsOf({ table })).toEqual([{ kind: 'table', table }]);
  expect(outputsOf({ value: 'a' })).toEqual([{ kind: 'text', text: 'a' }]);
  expect(outputsOf({ value: 0 })).toEqual([{ kind: 'value', value: 0 }]);
  expect(outputsOf({ logs: [] })).toEqual([]);
});

it('gives several outputs as they are', () => {
  const outputs: Output[] = [
    { kind: 'text', text: 'a' },
    { kind: 'table', title: 'T', table },
  ];
  expect(outputsOf({ outputs, table })).toEqual(outputs);
});
