import { describe, expect, it } from 'vitest';

import { csv, ingested } from './ingested.js';

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
