import { describe, expect, it } from 'vitest';

import { readCsv } from '../../src/datasets/csv.js';
import { inferTypes } from '../../src/datasets/infer.js';
import { readJson, readNdjson } from '../../src/datasets/json.js';
import { ProblemList } from '../../src/datasets/raw-columns.js';

/** Columns as `name:dtype`, values, and problems. Dates are shown as ISO texts. */
function infer(read: (problems: ProblemList) => ReturnType<typeof readCsv>): {
  types: string[];
  values: unknown[][];
  problems: ProblemList['kept'];
} {
  const problems = new ProblemList(50);
  const columns = inferTypes(read(problems), 0.01, problems);
  return {
    types: columns.map(({ name, dtype }) => `${name}:${dtype}`),
    values: columns.map(({ dtype, values }) =>
      values.map((value) =>
        dtype.startsWith('date') && typeof value === 'number'
          ? new Date(value).toISOString().slice(0, 19)
          : value,
      ),
    ),
    problems: problems.kept,
  };
}

const csv = (text: string): ReturnType<typeof infer> => infer((problems) => readCsv(text, problems));
const column = (...texts: string[]): ReturnType<typeof infer> =>
  csv(['x', ...texts.map((text) => `"${text}"`)].join('\n'));

describe('the type that a person would see in a column', () => {
  it.each([
    ['integers', ['1', '-20', '0'], 'i64', [1, -20, 0]],
    ['fractions', ['1', '2.5', '.5', '1e3'], 'f64', [1, 2.5, 0.5, 1000]],
    ['thousands separators', ['1,234', '12', '1,234,567'], 'i64', [1234, 12, 1_234_567]],
    ['thousands separators with fractions', ['1,234.50', '7.25'], 'f64', [1234.5, 7.25]],
    ['identifiers with leading zeros', ['007', '12', '0456'], 'str', ['007', '12', '0456']],
    ['telephone numbers', ['+4712345678', '+4787654321'], 'str', ['+4712345678', '+4787654321']],
    ['digits that no number can hold', ['12345678901234567890', '1'], 'str', ['12345678901234567890', '1']],
    ['a fraction below one', ['0.5', '0.25'], 'f64', [0.5, 0.25]],
    ['booleans', ['true', 'FALSE', 'True'], 'bool', [true, false, true]],
    ['yes and no', ['yes', 'No'], 'bool', [true, false]],
    ['zeros and ones', ['0', '1'], 'i64', [0, 1]],
    ['texts', ['a', '1'], 'str', ['a', '1']],
    [
      'null spellings among numbers',
      ['1', 'NA', 'null', 'None', '-', '3'],
      'i64',
      [1, null, null, null, null, 3],
    ],
    ['null spellings among texts', ['a', 'NA', 'N/A', 'None'], 'str', ['a', null, null, 'None']],
    ['NA among codes', ['NO', 'NA', 'SE'], 'str', ['NO', 'NA', 'SE']],
    ['ISO dates', ['2024-01-31', '1999-12-01'], 'date', ['2024-01-31T00:00:00', '1999-12-01T00:00:00']],
    ['dates with slashes, the year first', ['2024/01/31'], 'date', ['2024-01-31T00:00:00']],
    [
      'days before months',
      ['31/01/2024', '01/02/2024'],
      'date',
      ['2024-01-31T00:00:00', '2024-02-01T00:00:00'],
    ],
    [
      'months before days',
      ['01/31/2024', '02/01/2024'],
      'date',
      ['2024-01-31T00:00:00', '2024-02-01T00:00:00'],
    ],
    [
      'days and months that nothing tells apart',
      ['01/02/2024', '03/04/2024'],
      'str',
      ['01/02/2024', '03/04/2024'],
    ],
    ['days and months that contradict', ['31/01/2024', '01/31/2024'], 'str', ['31/01/2024', '01/31/2024']],
    ['dates with points', ['01.02.2024'], 'date', ['2024-02-01T00:00:00']],
    [
      'dates in words',
      ['Jan 5 2024', 'March 6, 2024'],
      'date',
      ['2024-01-05T00:00:00', '2024-03-06T00:00:00'],
    ],
    ['a day that does not exist', ['2023-02-29', '2023-03-01'], 'str', ['2023-02-29', '2023-03-01']],
    [
      'datetimes',
      ['2024-01-31 08:30:00', '2024-01-31T23:59'],
      'datetime',
      ['2024-01-31T08:30:00', '2024-01-31T23:59:00'],
    ],
    ['datetimes with a zone', ['2024-01-31T08:30:00+02:00'], 'datetime', ['2024-01-31T06:30:00']],
    ['datetimes that are all midnight', ['2024-01-31 00:00:00'], 'date', ['2024-01-31T00:00:00']],
    ['names that begin like months', ['Mayor 2020', 'Marcher 2021'], 'str', ['Mayor 2020', 'Marcher 2021']],
    ['nothing at all', ['', 'null'], 'str', [null, null]],
  ])('%s', (_title, texts, dtype, values) => {
    expect(column(...texts)).toMatchObject({ types: [`x:${dtype}`], values: [values], problems: [] });
  });

  it('gives up a word among many numbers, and says in which line it stood', () => {
    const texts = Array.from({ length: 300 }, (_, index) => (index === 122 ? 'unknown' : String(index)));
    const { types, values, problems } = column(...texts);
    expect(types).toEqual(['x:i64']);
    expect(values[0]?.[122]).toBeNull();
    expect(problems).toEqual([
      expect.objectContaining({ line: 124, column: 'x', message: expect.stringContaining('unknown') }),
    ]);
  });

  it('never gives up a value with a digit in it', () => {
    const texts = Array.from({ length: 300 }, (_, index) => (index === 122 ? '00122' : String(index)));
    expect(column(...texts)).toMatchObject({ types: ['x:str'], problems: [] });
  });
});

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

  it('reads on after a quote that is never closed, and says so', () => {
    const { values, problems } = csv('a,b\n1,"x\n2,y\n');
    expect(values[0]).toEqual([1, 2]);
    expect(problems[0]?.message).toContain('never closed');
  });
});

describe('JSON', () => {
  it.each([
    [
      'a list of records',
      '[{"a":1,"b":"x"},{"a":2.5}]',
      ['a:f64', 'b:str'],
      [
        [1, 2.5],
        ['x', null],
      ],
    ],
    ['records inside an object', '{"meta":1,"rows":[{"a":1}]}', ['a:i64'], [[1]]],
    ['dates', '[{"d":"2024-01-31"}]', ['d:date'], [['2024-01-31T00:00:00']]],
    ['texts that look like numbers', '[{"zip":"01234"},{"zip":"5"}]', ['zip:str'], [['01234', '5']]],
    ['lists and objects, as their text', '[{"a":[1,2]}]', ['a:str'], [['[1,2]']]],
    ['the name __proto__', '[{"__proto__":1}]', ['__proto__:i64'], [[1]]],
  ])('%s', (_title, text, types, values) => {
    expect(infer((problems) => readJson(text, problems))).toMatchObject({ types, values, problems: [] });
  });

  it('reports a broken line of JSON lines', () => {
    const { values, problems } = infer((list) => readNdjson('{"a":1}\n{"a":\n{"a":3}\n', list));
    expect(values).toEqual([[1, 3]]);
    expect(problems).toEqual([expect.objectContaining({ line: 2 })]);
  });
});
