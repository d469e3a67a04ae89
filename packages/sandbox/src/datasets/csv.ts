import { statSync } from 'node:fs';

import type { SandboxLimits } from '../limits.js';
import { readingSink } from './column-sinks.js';
import { openFile, placeColumns, readRows, type CsvFile, type OnRow } from './csv-file.js';
import { ColumnEvidence, habitsOf, isAbsent, type ColumnDecision } from './evidence.js';
import { uniqueNames } from './names.js';
import { ParquetWriter } from './parquet-writer.js';
import { ProblemList } from './problem-list.js';
import { fileOf, type SourceFile } from './source-files.js';
import { UnreadableError } from './unreadable-error.js';

/** What the columns of a text file turned out to be. */
export interface TextColumns {
  /** Units of columns whose figures carried one. */
  units: ReadonlyMap<string, string>;
}

/**
 * Converts comma-, semicolon-, tab- or bar-separated files of one shape to Parquet. They are read twice: once to see
 * what each column holds, once to write it, so that a file of any size is read alike. What does not fit is reported
 * with its line: a row that is too short is filled with nulls, and what a row has too much is left out.
 *
 * @throws UnreadableError where the files have no columns, or not the same ones.
 */
export function convertCsv(
  sources: readonly SourceFile[],
  target: string,
  limits: SandboxLimits,
  problems: ProblemList,
): TextColumns {
  const files = sources.map((source) => openFile(source, problems));
  const [main] = files;
  if (main === undefined || main.first.length === 0) throw new UnreadableError('it holds no columns');
  const width = main.first.length;
  if (width > limits.columns) {
    throw new UnreadableError(`it has ${width} columns; ${limits.columns} are the most`);
  }
  const isNamed = files.every((file) => placeColumns(file, main));
  const bytes = sources.reduce((sum, { path }) => sum + statSync(path).size, 0);
  const evidence = main.first.map(
    () => new ColumnEvidence(true, limits.misfitShare, Math.ceil(bytes / width) + 1),
  );
  for (const file of files) {
    readRows(file, problems, (fields) => {
      for (let index = 0; index < width; index += 1) {
        const text = fields[file.places[index] ?? index];
        if (text !== undefined && text !== '') evidence[index]?.observe(text);
      }
    });
  }
  const habits = habitsOf(evidence, main.dialect.delimiter);
  const decide = (): ColumnDecision[] => evidence.map((column) => column.decide(habits));
  const isHeaderless = isAllData(files, decide());
  if (isHeaderless) {
    for (const { first } of files)
      for (const [index, text] of first.entries()) evidence[index]?.observe(text);
    problems.add({ message: 'it has no line of column names; the columns are called column_1, column_2, …' });
  } else if (!isNamed) {
    throw new UnreadableError(shapesDiffer(files, main));
  }
  const names = uniqueNames(isHeaderless ? main.first.map(() => '') : main.first);
  const decisions = decide();
  noteDecisions(names, decisions, problems);
  writeColumns(files, names, decisions, isHeaderless, target, problems);
  return {
    units: new Map(
      decisions.flatMap(({ unit }, index) => (unit === undefined ? [] : [[names[index] ?? '', unit]])),
    ),
  };
}

function shapesDiffer(files: readonly CsvFile[], main: CsvFile): string {
  const names = new Set(uniqueNames(main.first));
  const other = files.find((file) => !sameNames(uniqueNames(file.first), names));
  const found = other === undefined ? [] : uniqueNames(other.first).slice(0, 10);
  return `its files do not have the same columns: ${other?.label ?? 'one'} begins with ${found.join(', ')}; ${main.label ?? 'the first'} with ${[...names].slice(0, 10).join(', ')}`;
}

function sameNames(names: readonly string[], expected: ReadonlySet<string>): boolean {
  return names.length === expected.size && names.every((name) => expected.has(name));
}

/**
 * Whether the first rows are data, too: each fits every column that is not text. Years are an exception, of which
 * many a table has columns named so.
 */
function isAllData(files: readonly CsvFile[], decisions: readonly ColumnDecision[]): boolean {
  const typed = decisions.flatMap((decision, index) =>
    decision.type === 'str' ? [] : [{ decision, index }],
  );
  if (typed.length === 0) return false;
  return files.every(({ first }) => {
    const cells = typed.map(({ index }) => first[index] ?? '');
    if (new Set(cells).size === cells.length && cells.every((text) => /^(?:1[5-9]|2[01])\d\d$/.test(text)))
      return false;
    if (cells.every((text, index) => text === String(Number(cells[0]) + index)) && cells.length > 2)
      return false;
    return typed.every(({ decision, index }) => {
      const text = first[index] ?? '';
      return !isAbsent(text, decision) && decision.reading?.read(text) !== undefined;
    });
  });
}

function noteDecisions(
  names: readonly string[],
  decisions: readonly ColumnDecision[],
  problems: ProblemList,
): void {
  for (const [index, { note }] of decisions.entries()) {
    if (note !== undefined) problems.add({ column: names[index] ?? '', message: note });
  }
}

function writeColumns(
  files: readonly CsvFile[],
  names: readonly string[],
  decisions: readonly ColumnDecision[],
  isHeaderless: boolean,
  target: string,
  problems: ProblemList,
): void {
  const sinks = decisions.map((decision, index) => readingSink(names[index] ?? '', decision));
  const writer = new ParquetWriter(target, sinks);
  // The shape of the rows was reported when they were read for the first time.
  const known = new ProblemList(0);
  try {
    for (const file of files) {
      const write: OnRow = (fields, line) => {
        for (let index = 0; index < sinks.length; index += 1) {
          const text = fields[file.places[index] ?? index] ?? '';
          if (sinks[index]?.push(text) !== false) continue;
          const message = `${JSON.stringify(text.slice(0, 100))} is not a ${personName(decisions[index])}; it was read as no value`;
          problems.add({ ...fileOf(file), line, column: names[index] ?? '', message });
        }
        writer.endRow();
      };
      if (isHeaderless) write(file.first, file.firstLine);
      readRows(file, known, write);
    }
    writer.end();
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** What a person calls a value of a column. */
export function personName(decision: ColumnDecision | undefined): string {
  switch (decision?.type) {
    case 'i64':
    case 'f64': {
      return 'number';
    }
    case 'bool': {
      return 'yes or no';
    }
    case 'time': {
      return 'time';
    }
    case 'date':
    case 'datetime': {
      return 'date';
    }
    default: {
      return 'text';
    }
  }
}
