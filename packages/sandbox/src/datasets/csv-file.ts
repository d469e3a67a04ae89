import { detectDialect, type CsvDialect } from './csv-dialect.js';
import { CsvRows } from './csv-rows.js';
import { uniqueNames } from './names.js';
import type { ProblemList } from './problem-list.js';
import { fileOf, type SourceFile } from './source-files.js';
import { detectEncoding, readTexts, type Encoding } from './text-source.js';

/** What was found out about one file before its rows are read. */
export interface CsvFile extends SourceFile {
  encoding: Encoding;
  dialect: CsvDialect;
  /** The fields of the first row, whether they are names or values. */
  first: string[];
  firstLine: number;
  /** Where each column stands in this file's rows. */
  places: number[];
}

/** Told of the rows after the first one. */
export type OnRow = (fields: string[], line: number) => void;

/** Looks at the beginning of a file. */
export function openFile(source: SourceFile, problems: ProblemList): CsvFile {
  const encoding = detectEncoding(source.path);
  if (encoding.note !== undefined) problems.add({ ...fileOf(source), message: encoding.note });
  const [head = ''] = readTexts(source.path, encoding);
  const dialect = detectDialect(head);
  const file: CsvFile = { ...source, encoding, dialect, first: [], firstLine: 0, places: [] };
  const rows = new CsvRows(
    dialect,
    {
      onRow: (fields, line) => {
        if (file.first.length > 0) return;
        file.first = dialect.unnamedFirst ? ['', ...fields] : fields;
        file.firstLine = line;
      },
      onOpenQuote: () => undefined,
    },
    1 + dialect.skippedLines,
  );
  rows.push(head.slice(dialect.skipped));
  rows.end();
  return file;
}

/** Finds a file's columns by their names in the first file; false where they are not the same ones. */
export function placeColumns(file: CsvFile, main: CsvFile): boolean {
  const own = uniqueNames(file.first);
  const places = uniqueNames(main.first).map((name) => own.indexOf(name));
  const isSame = own.length === places.length && !places.includes(-1);
  file.places = isSame ? places : own.map((_, index) => index);
  return isSame;
}

/** Reads the rows after the first one, and reports those of another length. */
export function readRows(file: CsvFile, problems: ProblemList, onRow: OnRow): void {
  const { dialect, encoding, first } = file;
  let isFirst = true;
  const rows = new CsvRows(
    dialect,
    {
      onRow: (fields, line) => {
        if (isFirst) {
          isFirst = false;
          return;
        }
        const surplus =
          fields.length > first.length && fields.slice(first.length).some((text) => text !== '');
        if (fields.length < first.length || surplus) {
          const message = `has ${fields.length} fields where the header has ${first.length}; ${surplus ? 'the further ones were left out' : 'the missing ones were read as no value'}`;
          problems.add({ ...fileOf(file), line, message });
        }
        onRow(fields, line);
      },
      onOpenQuote: (line) => {
        problems.add({
          ...fileOf(file),
          line,
          message: 'has a quote that is never closed; it was read as an ordinary character',
        });
      },
    },
    1 + dialect.skippedLines,
  );
  let toSkip = dialect.skipped;
  for (const text of readTexts(file.path, encoding)) {
    rows.push(toSkip === 0 ? text : text.slice(toSkip));
    toSkip = 0;
  }
  rows.end();
}
