import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCsv } from '../../src/datasets/csv.js';
import { inferTypes } from '../../src/datasets/infer.js';
import { ProblemList, uniqueNames } from '../../src/datasets/raw-columns.js';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('CSV', () => {
  it('gives back every text that was quoted', () => {
    const cell = fc
      .string({ unit: 'grapheme' })
      .filter((text) => text.trim() === text && !text.includes('\r'));
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(rows, (cells) => {
        const header = cells[0]?.map((_, index) => `c${index}`) ?? [];
        const problems = new ProblemList(10);
        const text = [header, ...cells].map((row) => row.map((item) => quoted(item)).join(',')).join('\n');
        const { names, values } = readCsv(text, problems);
        expect(names).toEqual(header);
        expect(values).toEqual(header.map((_, index) => cells.map((row) => row[index])));
        expect(problems.count).toBe(0);
      }),
    );
  });

  it('reads any text without failing, with columns of one length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', ' ', '.') }),
        (text) => {
          const problems = new ProblemList(1000);
          const columns = inferTypes(readCsv(text, problems), 0.01, problems);
          expect(new Set(columns.map(({ values }) => values.length)).size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('keeps every whole number and every fraction', () => {
    const numbers = fc.array(
      fc.oneof(
        fc.maxSafeInteger().filter((value) => Math.abs(value) < 1e15),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(numbers, (list) => {
        const problems = new ProblemList(10);
        const [column] = inferTypes(readCsv(`x\n${list.join('\n')}\n`, problems), 0.01, problems);
        expect(column?.values.map((value) => Number(value))).toEqual(
          list.map((value) => Number(String(value))),
        );
        expect(column?.dtype).toMatch(/^[if]64$/);
      }),
    );
  });

  it('gives each column a name of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (names) => {
        const unique = uniqueNames(names);
        expect(new Set(unique).size).toBe(names.length);
        expect(unique.every((name) => name.trim() !== '')).toBe(true);
      }),
    );
  });
});
