import { expect, it } from 'vitest';
import { scanMessage } from '../src/index.js';

const card = '4111 1111 1111 1111';

it('tells of a value in every row that has it, though rows before were clean', () => {
  const rows = ['delivered', 'delivered', card, 'delivered', card].map((note) => ({ card_number: note }));
  const found = scanMessage(
    { method: 'tools/call', params: { name: 'save', arguments: { rows } } },
    { direction: 'client-to-server' },
  );
  expect(found.map(({ pointer }) => pointer)).toEqual([
    '/params/arguments/rows/2/card_number',
    '/params/arguments/rows/4/card_number',
  ]);
});

it('reads a value with its name, though it was clean under another', () => {
  const value = 'correct-horse-9-battery';
  const found = scanMessage(
    { method: 'tools/call', params: { name: 'save', arguments: { title: value, db_password: value } } },
    { direction: 'client-to-server' },
  );
  expect(found.map(({ pointer }) => pointer)).toEqual(['/params/arguments/db_password']);
});
