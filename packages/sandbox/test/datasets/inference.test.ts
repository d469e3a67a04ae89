import { describe, expect, it } from 'vitest';

import { column, csv, ingested } from './ingested.js';

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
    ['ISO dates', ['2024-01-31', '1999-12-01'], 'date', ['2024-01-31', '1999-12-01']],
    ['dates with slashes, the year first', ['2024/01/31'], 'date', ['2024-01-31']],
    ['days before months', ['31/01/2024', '01/02/2024'], 'date', ['2024-01-31', '2024-02-01']],
    ['months before days', ['01/31/2024', '02/01/2024'], 'date', ['2024-01-31', '2024-02-01']],
    ['days and months that contradict', ['31/01/2024', '01/31/2024'], 'str', ['31/01/2024', '01/31/2024']],
    ['dates with points', ['01.02.2024'], 'date', ['2024-02-01']],
    ['dates in words', ['Jan 5 2024', 'March 6, 2024'], 'date', ['2024-01-05', '2024-03-06']],
    ['a day that does not exist', ['2023-02-29', '2023-03-01'], 'str', ['2023-02-29', '2023-03-01']],
    [
      'datetimes',
      ['2024-01-31 08:30:00', '2024-01-31T23:59'],
      'datetime',
      ['2024-01-31T08:30:00', '2024-01-31T23:59:00'],
    ],
    [
      'datetimes with a zone',
      ['2024-01-31T08:30:00+02:00', '2024-01-31T08:30:00Z'],
      'datetime',
      ['2024-01-31T06:30:00+00:00', '2024-01-31T08:30:00+00:00'],
    ],
    [
      'datetimes to the microsecond',
      ['2024-01-31 08:30:00.123456', '1969-12-31 23:59:59.000001'],
      'datetime',
      ['2024-01-31T08:30:00.123456', '1969-12-31T23:59:59.000001'],
    ],
    [
      'datetimes to the nanosecond',
      ['2024-01-31T08:30:00.123456789'],
      'datetime',
      ['2024-01-31T08:30:00.123456789'],
    ],
    [
      'datetimes of half days',
      ['1/31/2024 12:05 AM', '2/1/2024 1:30 PM'],
      'datetime',
      ['2024-01-31T00:05:00', '2024-02-01T13:30:00'],
    ],
    [
      'dates as mail writes them',
      ['Sat, 20 Jan 2024 10:00:00 +0100', 'Sun, 21 Jan 2024 00:00:00 GMT'],
      'datetime',
      ['2024-01-20T09:00:00+00:00', '2024-01-21T00:00:00+00:00'],
    ],
    ['short dates in words', ['05-Jan-24', '31-Dec-99'], 'date', ['2024-01-05', '1999-12-31']],
    ['versions', ['1.2.10', '1.10.12'], 'str', ['1.2.10', '1.10.12']],
    ['times of day', ['08:30', '23:59:59.5', '8:30 PM'], 'time', ['08:30:00', '23:59:59.500', '20:30:00']],
    ['durations beyond a day', ['36:00', '12:30'], 'str', ['36:00', '12:30']],
    ['one letter for yes and no', ['t', 'F', 'T'], 'bool', [true, false, true]],
    ['one letter that is a code', ['F', 'F', 'F'], 'str', ['F', 'F', 'F']],
    ['letters for directions', ['N', 'S', 'Y'], 'str', ['N', 'S', 'Y']],
    [
      'integers of 64 bits',
      ['9007199254740993', '-9223372036854775808'],
      'i64',
      ['9007199254740993', '-9223372036854775808'],
    ],
    ['big integers among fractions', ['9007199254740993', '1.5'], 'str', ['9007199254740993', '1.5']],
    ['decimal commas', ['1,5', '12,75', '1.234,5'], 'f64', [1.5, 12.75, 1234.5]],
    ['groups with spaces', ['1 234', '12\u00A0345', '7'], 'i64', [1234, 12_345, 7]],
    ['telephone numbers in groups', ['555 123 456', '555 987 654'], 'str', ['555 123 456', '555 987 654']],
    ['Swiss thousands', ["1'234.50", "12'000.00"], 'f64', [1234.5, 12_000]],
    ['addresses of machines', ['10.0.0.1', '192.168.100.200'], 'str', ['10.0.0.1', '192.168.100.200']],
    ['per cent', ['12%', '7.5 %'], 'f64', [12, 7.5]],
    ['one currency', ['$1,234.50', '-$3', '($12)'], 'f64', [1234.5, -3, -12]],
    ['a currency in letters', ['12 EUR', '1.250 EUR', '0,50 EUR'], 'f64', [12, 1250, 0.5]],
    ['two currencies', ['$12', '€13'], 'str', ['$12', '€13']],
    ['amounts with and without a currency', ['$12', '13'], 'str', ['$12', '13']],
    ['postcodes with letters', ['1A2', '2B3'], 'str', ['1A2', '2B3']],
    ['database nulls', ['1', '\\N'], 'i64', [1, null]],
    ['faults of a spreadsheet', ['1', '#DIV/0!', '3'], 'i64', [1, null, 3]],
    ['datetimes that are all midnight', ['2024-01-31 00:00:00'], 'date', ['2024-01-31']],
    ['names that begin like months', ['Mayor 2020', 'Marcher 2021'], 'str', ['Mayor 2020', 'Marcher 2021']],
    ['nothing at all', ['', 'null'], 'str', [null, null]],
  ])('%s', (_title, texts, dtype, values) => {
    expect(column(...texts)).toMatchObject({ types: [`x:${dtype}`], values: [values], problems: [] });
  });

  it('leaves dates as text where nothing tells the day from the month, and says so', () => {
    expect(column('01/02/2024', '03/04/2024')).toMatchObject({
      types: ['x:str'],
      values: [['01/02/2024', '03/04/2024']],
      problems: [{ column: 'x', message: expect.stringContaining('the day or the month') }],
    });
  });

  it('tells the day from the month by another column, or by the decimal comma', () => {
    expect(csv('a,b\n01/02/2024,31/12/2024\n')).toMatchObject({ values: [['2024-02-01'], ['2024-12-31']] });
    expect(csv('a,b\n01/02/2024,12/31/2024\n')).toMatchObject({ values: [['2024-01-02'], ['2024-12-31']] });
    expect(csv('a;b\n01/02/2024;1,5\n')).toMatchObject({ values: [['2024-02-01'], [1.5]] });
  });

  it('reads an ambiguous group of three by the marks of the other columns', () => {
    expect(csv('a;b\n1.234;0,5\n')).toMatchObject({ values: [[1234], [0.5]] });
    expect(csv('a;b\n1.234;0.5\n')).toMatchObject({ values: [[1.234], [0.5]] });
  });

  it('leaves datetimes with and without a zone as text, and says so', () => {
    expect(column('2024-01-31 08:00', '2024-01-31T08:00Z')).toMatchObject({
      types: ['x:str'],
      problems: [{ message: expect.stringContaining('time zone') }],
    });
  });

  it('keeps the unit of figures in the profile', () => {
    expect(csv('a,b\n12%,5 €\n').columns).toMatchObject([{ unit: '%' }, { unit: '€' }]);
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
    ['dates', '[{"d":"2024-01-31"}]', ['d:date'], [['2024-01-31']]],
    ['texts that look like numbers', '[{"zip":"01234"},{"zip":"5"}]', ['zip:str'], [['01234', '5']]],
    ['lists', '[{"a":[1,2]},{"a":[]},{"a":null},{"a":[2.5]}]', ['a:list[f64]'], [[[1, 2], [], null, [2.5]]]],
    [
      'objects',
      '[{"a":{"x":1}},{"a":{"y":["z"]}}]',
      ['a:struct'],
      [
        [
          { x: 1, y: null },
          { x: null, y: ['z'] },
        ],
      ],
    ],
    [
      'values of no common shape, as their text',
      '[{"a":[1]},{"a":{"b":2}},{"a":"c"}]',
      ['a:str'],
      [['[1]', '{"b":2}', 'c']],
    ],
    ['integers of 64 bits', '[{"a":9007199254740993},{"a":1}]', ['a:i64'], [['9007199254740993', 1]]],
    [
      'integers of 64 bits inside lists',
      '[{"a":[9007199254740993]}]',
      ['a:list[i64]'],
      [[['9007199254740993']]],
    ],
    [
      'long digits in texts',
      '[{"a":"9007199254740993, \\"1234567890123456\\""}]',
      ['a:str'],
      [['9007199254740993, "1234567890123456"']],
    ],
    ['objects line by line in spite of the name', '{"a":1}\n{"a":2}\n', ['a:i64'], [[1, 2]]],
    ['the name __proto__', '[{"__proto__":1}]', ['__proto__:i64'], [[1]]],
  ])('%s', (_title, text, types, values) => {
    expect(ingested('json', [text])).toMatchObject({ types, values, problems: [] });
  });

  it('reports a broken line of JSON lines', () => {
    const { values, problems } = ingested('ndjson', ['{"a":1}\n{"a":\n{"a":3}\n']);
    expect(values).toEqual([[1, 3]]);
    expect(problems).toEqual([expect.objectContaining({ line: 2 })]);
  });
});

describe('several files of one shape', () => {
  it('are one table, typed as a whole', () => {
    expect(ingested('csv', ['a,d\n1,01/02/2024\n', 'd,a\n31/01/2024,2.5\n'])).toMatchObject({
      types: ['a:f64', 'd:date'],
      values: [
        [1, 2.5],
        ['2024-02-01', '2024-01-31'],
      ],
      problems: [],
    });
    expect(ingested('ndjson', ['{"a":1}\n', '{"a":2}\n'])).toMatchObject({
      types: ['a:i64'],
      values: [[1, 2]],
    });
  });

  it('name the file of a problem', () => {
    expect(ingested('csv', ['a,b\n1,2\n', 'a,b\n3\n']).problems).toEqual([
      { file: 'part-2.csv', line: 2, message: expect.any(String) },
    ]);
  });

  it.each([
    ['csv', ['a,b\n1,2\n', 'a,c\n3,4\n']],
    ['ndjson', ['{"a":1}\n', '{"b":2}\n']],
  ] as const)('are refused as %s where their shapes differ', (format, contents) => {
    expect(() => ingested(format, contents)).toThrow(/part-2/);
  });
});

describe('files of many parts', () => {
  it('are typed as a whole and lose no value', () => {
    const rows = Array.from(
      { length: 260_000 },
      (_, index) => `${index === 259_999 ? '0.5' : index},0${index}`,
    );
    const { columns } = csv(`n,code\n${rows.join('\n')}\n`);
    expect(columns).toMatchObject([
      { name: 'n', dtype: 'f64', nulls: 0, distinct: 260_000, min: 0, max: 259_998 },
      { name: 'code', dtype: 'str', nulls: 0, distinct: 260_000 },
    ]);
  });
});
