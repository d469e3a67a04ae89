import { mkdirSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import type { GuardErrorCode } from '@sallyport/guard';
import type { Console } from './command.js';
import { commands, type CommandEntry } from './commands.js';
import { environment } from './env.js';
import { ExitCode } from './exit-code.js';
import { UsageError } from './usage-error.js';

const console: Console = { input: process.stdin, output: process.stdout, error: process.stderr };

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands
    .map(({ name, summary }) => `  sallyport ${name.padEnd(width)}  ${summary}\n`)
    .join('');
  return `sallyport: a firewall before any MCP server\n\n${list}\n  sallyport COMMAND --help tells more of each.\n`;
}

/** The command that the first words name, and what follows them. */
function find(args: readonly string[]): { command: CommandEntry; rest: string[] } | undefined {
  for (const command of commands) {
    const words = command.name.split(' ');
    if (words.every((word, index) => args[index] === word))
      return { command, rest: args.slice(words.length) };
  }
  return undefined;
}

async function main(args: string[]): Promise<ExitCode> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    (first === undefined ? console.error : console.output).write(overview());
    return first === undefined ? ExitCode.Usage : ExitCode.Fine;
  }
  const found = find(first === '--version' ? ['version'] : args);
  if (!found) throw new UsageError(`There is no command ${JSON.stringify(args.slice(0, 2).join(' '))}.`);
  const { rest } = found;
  const command = await found.command.load();
  // What follows `--` belongs to the wrapped command.
  const own = new Set(rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length));
  if (own.has('--help') || own.has('-h')) {
    console.output.write(command.help);
    return ExitCode.Fine;
  }
  return command.run(rest, console);
}

/** Code that starts without being compiled anew, in a folder of this user alone. */
function keepCompiledCode(enable: (folder: string) => unknown, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    enable(folder);
  } catch {
    // Without a folder to write to, the command starts as well, and more slowly.
  }
}

function failed(error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  if ((error as { code?: unknown }).code === ('config-invalid' satisfies `${GuardErrorCode}`)) {
    console.error.write(`sallyport: ${message}\n`);
    return ExitCode.Usage;
  }
  const isUsage =
    error instanceof UsageError ||
    (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error.write(`sallyport: ${message}\n${isUsage ? '  See: sallyport --help\n' : ''}`);
  return isUsage ? ExitCode.Usage : ExitCode.Failure;
}

// Compiled code is kept where nobody else may write: a later start loads it (Node 22 and later).
const { enableCompileCache } = module as typeof module & { enableCompileCache?: (folder: string) => unknown };
if (enableCompileCache) keepCompiledCode(enableCompileCache, join(environment.cache, 'compiled'));

// Whoever reads us may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch(failed);
