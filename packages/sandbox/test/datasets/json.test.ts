import { describe, expect, it } from 'vitest';

import { ingested } from './ingested.js';

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
