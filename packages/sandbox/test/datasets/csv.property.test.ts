import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CsvRows, type CsvLayout } from '../../src/datasets/csv-rows.js';
import { uniqueNames } from '../../src/datasets/names.js';
import { csv } from './ingested.js';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The rows of a text that arrives in these pieces, with the line of each. */
function rowsOf(
  pieces: readonly string[],
  layout: CsvLayout,
): { rows: [string[], number][]; openQuotes: number[] } {
  const rows: [string[], number][] = [];
  const openQuotes: number[] = [];
  const reader = new CsvRows(layout, {
    onRow: (fields, line) => void rows.push([fields, line]),
    onOpenQuote: (line) => void openQuotes.push(line),
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return { rows, openQuotes };
}

const layouts = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n' as const, '\r' as const),
});

describe('the rows of a CSV file', () => {
  it('give back every text that was quoted, however the file is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', 'é') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, layouts, fc.array(fc.nat(200)), (cells, layout, cuts) => {
        const text = cells
          .map((row) => row.map((item) => quoted(item)).join(layout.delimiter))
          .join(layout.newline === '\n' ? '\r\n' : '\r');
        const places = [0, ...cuts.toSorted((left, right) => left - right), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        const { rows, openQuotes } = rowsOf(pieces, layout);
        expect(rows.map(([fields]) => fields)).toEqual(cells);
        expect(openQuotes).toEqual([]);
      }),
    );
  });

  it('are the same whether the file comes whole or in pieces, whatever it holds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', ' ', '.') });
    fc.assert(
      fc.property(text, layouts, fc.nat(20), (content, layout, cut) => {
        expect(rowsOf([content.slice(0, cut), content.slice(cut)], layout)).toEqual(
          rowsOf([content], layout),
        );
      }),
    );
  });
});

describe('a CSV file', () => {
  it('keeps every whole number and every fraction', () => {
    const numbers = fc.array(
      fc.oneof(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(numbers, (list) => {
        const texts = list.map(String);
        const { types, values } = csv(`x\n${texts.join('\n')}\n`);
        const read = (values[0] ?? []).map(String);
        // What no one type holds exactly is left as it was written.
        const expected =
          types[0] === 'x:str'
            ? texts
            : list.map((value) => String(typeof value === 'bigint' ? value : Number(String(value))));
        expect(read).toEqual(expected);
      }),
      { numRuns: 60 },
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
