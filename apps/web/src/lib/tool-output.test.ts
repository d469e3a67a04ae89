import { expect, it } from 'vitest';
import { readToolOutput } from './tool-output';

const table = { columns: [{ name: 'n', dtype: 'i64' }], data: [[1]], rowCount: 1, truncated: false };
const chart = { spec: { mark: 'bar', data: { values: [] } } };

it('reads a single output from the members of the result', () => {
  expect(readToolOutput({ table, chart, logs: [] }).outputs).toEqual([
    { key: '0', kind: 'chart', spec: chart.spec, table },
  ]);
  expect(readToolOutput({ table }).outputs).toEqual([{ key: '0', kind: 'table', table }]);
  expect(readToolOutput({ value: 0 }).outputs).toEqual([{ key: '0', kind: 'value', value: 0 }]);
  expect(readToolOutput({ value: null }).outputs).toEqual([]);
});

it('reads several outputs in order, with their titles', () => {
  const outputs = [
    { kind: 'text', text: 'a note' },
    { kind: 'table', title: 'First', table },
    { kind: 'chart', title: 'Drawn', chart, table },
    { kind: 'value', value: { total: 3 } },
  ];
  expect(readToolOutput({ outputs, table, chart }).outputs).toEqual([
    { key: '0', kind: 'value', value: 'a note' },
    { key: '1', title: 'First', kind: 'table', table },
    { key: '2', title: 'Drawn', kind: 'chart', spec: chart.spec, table },
    { key: '3', kind: 'value', value: { total: 3 } },
  ]);
});

it('survives outputs of any shape', () => {
  const outputs = [
    null,
    3,
    { kind: 'table', table: { columns: 'x' } },
    { kind: 'chart', chart: [] },
    { title: 5, value: 1 },
  ];
  expect(readToolOutput({ outputs }).outputs).toEqual([{ key: '4', kind: 'value', value: 1 }]);
});
