import { CsvError, parse, type Info } from 'csv-parse/sync';

import { uniqueNames, type ProblemList, type RawColumns } from './raw-columns.js';

/** Marks that may stand between the fields of a line. */
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Reads comma-, semicolon-, tab- or bar-separated text with a header line. A row that is too short is filled with
 * nulls, what a row has too much is left out, and both are reported with their line.
 */
export function readCsv(text: string, problems: ProblemList): RawColumns {
  const delimiter = delimiterOf(text);
  const rows = parseRows(text, delimiter, problems);
  const [header, ...body] = rows;
  const names = uniqueNames(header?.record ?? []);
  const values: string[][] = names.map(() => []);
  const lines: number[] = [];
  for (const { record, info } of body) {
    if (record.length !== names.length) {
      problems.add({
        line: info.lines,
        message: `has ${record.length} fields where the header has ${names.length}`,
      });
    }
    lines.push(info.lines);
    for (const [index, column] of values.entries()) column.push(record[index] ?? '');
  }
  return {
    names,
    values,
    lines,
    textual: true,
    decimalMark: delimiter === ';' ? decimalMarkOf(values) : '.',
  };
}

interface Row {
  record: string[];
  info: Info;
}

/** A quote that is never closed would swallow the rest of the file: then quotes are taken as ordinary characters. */
function parseRows(text: string, delimiter: string, problems: ProblemList): Row[] {
  const options = {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  } as const;
  try {
    return parse(text, options) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add({
      message: `quotes were read as ordinary characters, because one is never closed (${error.message})`,
    });
    return parse(text, { ...options, quote: null }) as unknown as Row[];
  }
}

/** The delimiter that occurs most often in the header, outside of quotes. */
export function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = (end < 0 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Files with semicolons are written where the comma is the decimal mark; a look at the values tells. */
function decimalMarkOf(values: readonly (readonly string[])[]): '.' | ',' {
  const isCommaNumber = (text: string): boolean => /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+$/.test(text);
  const isPointNumber = (text: string): boolean => /^[+-]?\d+\.\d+$/.test(text);
  const sample = values.flatMap((column) => column.slice(0, 200));
  return sample.filter(isCommaNumber).length > sample.filter(isPointNumber).length ? ',' : '.';
}
