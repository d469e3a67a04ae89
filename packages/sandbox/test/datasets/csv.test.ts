import { describe, expect, it } from 'vitest';

import { csv } from './ingested.js';

describe('CSV as people write it', () => {
  it('keeps rows that are too short or too long, and reports their lines', () => {
    const { values, problems } = csv('a,b\n1,2\n3\n4,5,6\n7,8\n');
    expect(values).toEqual([
      [1, 3, 4, 7],
      [2, null, 5, 8],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 4]);
  });

  it.each([
    [
      'semicolons and decimal commas',
      'a;b\n1,5;x\n2.000,25;y\n',
      ['a:f64', 'b:str'],
      [
        [1.5, 2000.25],
        ['x', 'y'],
      ],
    ],
    ['tabs', 'a\tb\n1\tx\n', ['a:i64', 'b:str'], [[1], ['x']]],
    ['bars', 'a|b\n1|x\n', ['a:i64', 'b:str'], [[1], ['x']]],
    ['CRLF line ends', 'a,b\r\n1,x\r\n', ['a:i64', 'b:str'], [[1], ['x']]],
    [
      'quotes, delimiters and line ends inside quotes',
      'a,b\n"say ""hi"", you","x\ny"\n',
      ['a:str', 'b:str'],
      [['say "hi", you'], ['x\ny']],
    ],
    [
      'old Macintosh line ends',
      'a,b\r1,x\r2,y',
      ['a:i64', 'b:str'],
      [
        [1, 2],
        ['x', 'y'],
      ],
    ],
    ['the separator that Excel declares', 'sep=;\r\na;b\r\n1;2\r\n', ['a:i64', 'b:i64'], [[1], [2]]],
    ['any other separator that is declared', 'sep=^\na^b\n1^ 2\n', ['a:i64', 'b:i64'], [[1], [2]]],
    [
      'semicolons beside a decimal comma in every row',
      'a;b\n1,5;2,5\n3,5;4,5\n',
      ['a:f64', 'b:f64'],
      [
        [1.5, 3.5],
        [2.5, 4.5],
      ],
    ],
    [
      'row names as R writes them',
      'a,b\nx,1,2\ny,3,4\n',
      ['column_1:str', 'a:i64', 'b:i64'],
      [
        ['x', 'y'],
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'a delimiter at the end of each row',
      'a,b\n1,2,\n3,4,\n',
      ['a:i64', 'b:i64'],
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'years as names',
      'country,1990,1991\nNorway,1,2\n',
      ['country:str', '1990:i64', '1991:i64'],
      [['Norway'], [1], [2]],
    ],
    ['quotes inside a field', 'a,b\n5" pipe,"x "y" z"\n', ['a:str', 'b:str'], [['5" pipe'], ['x "y" z']]],
    ['a header alone', 'a,b\n', ['a:str', 'b:str'], [[], []]],
    [
      'names that repeat or are missing',
      'a,a,,A\n1,2,3,4\n',
      ['a:i64', 'a_2:i64', 'column_3:i64', 'A:i64'],
      [[1], [2], [3], [4]],
    ],
    [
      'names of all kinds',
      'Größe (cm),__proto__,constructor\n1,2,3\n',
      ['Größe (cm):i64', '__proto__:i64', 'constructor:i64'],
      [[1], [2], [3]],
    ],
  ])('%s', (_title, text, types, values) => {
    expect(csv(text)).toMatchObject({ types, values, problems: [] });
  });

  it.each([
    ['at the end', 'a,b\n1,"x\n2,y\n', ['"x', 'y']],
    ['before another one', 'a,b\n1,"x\n2,"y"\n', ['"x', 'y']],
  ])('reads on after a quote that is never closed, %s, and says so', (_title, text, second) => {
    const { values, problems } = csv(text);
    expect(values).toEqual([[1, 2], second]);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining('never closed') }]);
  });

  it('names the columns of a file without a header, and says so', () => {
    expect(csv('5.1,x,2024-01-01\n4.9,y,2024-01-02\n')).toMatchObject({
      types: ['column_1:f64', 'column_2:str', 'column_3:date'],
      values: [
        [5.1, 4.9],
        ['x', 'y'],
        ['2024-01-01', '2024-01-02'],
      ],
      problems: [{ message: expect.stringContaining('column names') }],
    });
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFa,b\n1,é\n')],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,é\n', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\uFEFFa,b\n1,é\n', 'utf16le').swap16()],
  ])('%s', (_title, bytes) => {
    expect(csv(bytes)).toMatchObject({ types: ['a:i64', 'b:str'], values: [[1], ['é']], problems: [] });
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from('a,b\n1,é\n', 'utf16le'), 'UTF-16'],
    ['Latin-1', Buffer.from('a,b\n1,é\n', 'latin1'), 'Windows-1252'],
  ])('%s, with a note', (_title, bytes, note) => {
    const { values, problems } = csv(bytes);
    expect(values).toEqual([[1], ['é']]);
    expect(problems).toEqual([{ message: expect.stringContaining(note) }]);
  });

  it('counts lines inside quotes when it tells where a problem is', () => {
    const { problems } = csv('a,b\n"x\ny",1\n\nz\n');
    expect(problems).toEqual([{ line: 5, message: expect.stringContaining('1 fields') }]);
  });
});
