import { describe, expect, it } from 'vitest';
import { guardFormula, toCsv, toTsv } from './csv';

const table = {
  columns: [
    { name: 'name', dtype: 'str' },
    { name: '=cmd', dtype: 'f64' },
    { name: 'big', dtype: 'i64' },
  ],
  data: [
    ['=1+1', 'a "b", c', '-5', '\tx', null],
    [-3.5, 0, 1e21, null, 2],
    ['9007199254740993', '-9007199254740993', '=1', 4, null],
  ],
  rowCount: 5,
  truncated: false,
};

describe('toCsv', () => {
  it('quotes, keeps numbers, and disarms text that a spreadsheet would run', () => {
    expect(toCsv(table).split('\r\n')).toEqual([
      "name,'=cmd,big",
      "'=1+1,-3.5,9007199254740993",
      '"a ""b"", c",0,-9007199254740993',
      "'-5,1e+21,'=1",
      "'\tx,,4",
      ',2,',
      '',
    ]);
  });

  it('disarms nested text too', () => {
    const nested = { ...table, columns: [{ name: 'x', dtype: 'list[str]' }], data: [[['=1', 'b']]] };
    expect(toCsv(nested)).toBe('x\r\n"[""=1"",""b""]"\r\n');
  });
});

it('guards every sign that begins a formula', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '＝'])
    expect(guardFormula(`${sign}x`)).toBe(`'${sign}x`);
  expect(guardFormula('plain - text')).toBe('plain - text');
});

it('keeps one row on one line for the clipboard', () => {
  const lines = { ...table, columns: [{ name: 'x', dtype: 'str' }], data: [['a\nb\tc']] };
  expect(toTsv(lines)).toBe('x\na b c\n');
});
