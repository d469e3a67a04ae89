import { writeFileSync } from 'node:fs';
import type { Console } from '../command.js';
import { UsageError } from '../usage-error.js';

/**
 * Prints a text, or writes it to a file that only its owner may read.
 * @throws UsageError where the file is there already and is not to be replaced.
 */
export function writeOutput(
  text: string,
  { output: file, force }: { output?: string | undefined; force: boolean },
  { output, error }: Console,
): boolean {
  if (file === undefined) {
    output.write(text);
    return false;
  }
  try {
    writeFileSync(file, text, { mode: 0o600, flag: force ? 'w' : 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new UsageError(`${file} is there already. Name another file, or replace it with --force.`);
  }
  error.write(`written: ${file}\n`);
  return true;
}

/** The options of every command that writes a file. */
export const outputOptions = {
  output: { type: 'string', short: 'o' },
  force: { type: 'boolean', default: false },
} as const;
