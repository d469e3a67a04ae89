import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../places.js';
import type { Command } from './command.js';
import { ExitCode } from './exit-code.js';

/** The version in this package's `package.json`. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** `sallyport version` */
export const versionCommand: Command = {
  name: 'version',
  summary: 'the version of this command, and of Node',
  help: 'sallyport version\n\nPrints the version of sallyport and of the Node that runs it.\n',
  run: (_args, { output }) => {
    output.write(`sallyport ${packageVersion()}\n  node: ${process.versions.node}\n`);
    return Promise.resolve(ExitCode.Fine);
  },
};
