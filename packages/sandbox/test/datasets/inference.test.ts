import { describe, expect, it } from 'vitest';

import { column, csv } from './ingested.js';

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
