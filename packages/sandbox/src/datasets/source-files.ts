import { basename } from 'node:path';

import type { DatasetSource } from './types.js';

/** A file of a dataset, as a child sees it. */
export interface SourceFile {
  path: string;
  /** What problems call it; absent where the dataset has no other file. */
  label?: string;
}

/** Files that a list names one by one; of more, it says how many. */
const namedFiles = 3;

/** The paths of a source. */
export function pathsOf({ path }: DatasetSource): readonly string[] {
  return typeof path === 'string' ? [path] : path;
}

/** What a person calls the files of a source, without their folder. */
export function fileNameOf(source: DatasetSource): string {
  const names = pathsOf(source).map((path) => basename(path));
  const listed = names.slice(0, namedFiles).join(', ');
  return names.length > namedFiles ? `${listed} and ${names.length - namedFiles} more` : listed;
}

/** The part of a problem that names its file. */
export function fileOf({ label }: SourceFile): { file?: string } {
  return label === undefined ? {} : { file: label };
}
