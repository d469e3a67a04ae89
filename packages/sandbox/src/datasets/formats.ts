import { extname } from 'node:path';

/** The kinds of file that a dataset may come from. */
export type FileFormat = 'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow';

const formats: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
  '.arrow': 'arrow',
  '.feather': 'arrow',
  '.ipc': 'arrow',
};

/** The format that a file's name tells; undefined where it is no data file. */
export function formatOf(file: string): FileFormat | undefined {
  const extension = extname(file).toLowerCase();
  return Object.hasOwn(formats, extension) ? formats[extension] : undefined;
}

/** A dataset's name: the file's without its extension. */
export function nameOf(file: string): string {
  return file.slice(0, file.length - extname(file).length).normalize('NFC');
}
