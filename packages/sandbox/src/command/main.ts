import { readFileSync } from 'node:fs';

import { SandboxError } from '../errors.js';
import { apiPage, languageReference, typeDeclarations } from '../facade/index.js';
import { doctorCommand } from './doctor.js';
import { ExitCode } from './exit-code.js';
import { help } from './help.js';
import { parseCommandLine, type ReferenceForm } from './options.js';
import { checkCommand, runCommand, type CommandOutput } from './run.js';
import { UsageError } from './usage-error.js';

const references: Readonly<Record<ReferenceForm, () => string>> = {
  markdown: apiPage,
  dts: typeDeclarations,
  prompt: languageReference,
};

/** The `sallyport-sandbox` command. */
async function main(args: string[]): Promise<CommandOutput> {
  const line = parseCommandLine(args);
  if (line.help) return printed(help);
  switch (line.command) {
    case 'run':
      return runCommand(line);
    case 'check':
      return checkCommand(line);
    case 'api':
      return printed(`${references[line.form]().trimEnd()}\n`);
    case 'doctor':
      return doctorCommand(line);
    case 'version':
      return printed(`${version()}\n`);
    case undefined:
      return { out: '', error: help, exitCode: ExitCode.Usage };
    default:
      throw new UsageError(`There is no command ${JSON.stringify(line.command)}.`);
  }
}

function printed(out: string): CommandOutput {
  return { out, error: '', exitCode: ExitCode.Fine };
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function failed(error: unknown): CommandOutput {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
    return usage(`sallyport-sandbox: ${message}\n  See: sallyport-sandbox --help\n`);
  }
  const code = SandboxError.isInstance(error) ? `${error.code}: ` : '';
  return { out: '', error: `sallyport-sandbox: ${code}${message}\n`, exitCode: ExitCode.Failure };
}

function usage(error: string): CommandOutput {
  return { out: '', error, exitCode: ExitCode.Usage };
}

// Whoever reads us may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const output = await main(process.argv.slice(2)).catch(failed);
process.stdout.write(output.out);
process.stderr.write(output.error);
process.exitCode = output.exitCode;
