import { expect, it } from 'vitest';
import { compareCells } from './table-model';

it('sorts numbers by size and text as people do, empty cells last', () => {
  expect([10, null, '9007199254740993', 9].sort((a, b) => compareCells(a, b, 'i64'))).toEqual([
    9,
    10,
    '9007199254740993',
    null,
  ]);
  expect(['item 10', 'item 9', null, 'Äpfel', 'b'].sort((a, b) => compareCells(a, b, 'str'))).toEqual([
    'Äpfel',
    'b',
    'item 9',
    'item 10',
    null,
  ]);
});
