import { basename } from 'node:path';

import type { DatasetSource } from './types.js';

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
