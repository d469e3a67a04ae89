import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file that a command names, on a PATH or by itself; undefined where nothing there can be run. */
export function findProgram(name: string, path: string): string | undefined {
  if (name.includes('/')) return isExecutable(name) ? name : undefined;
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
