import { resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { Command, Console } from '../command.js';
import { ExitCode } from '../exit-code.js';
import { configOf, configOptions } from '../policy-options.js';
import { commandFile } from '../../places.js';
import { onOneLine } from '../report/printable.js';
import { UsageError } from '../usage-error.js';
import { backUp, latestBackup, readClientFile, replaceFile, type ClientFile } from './client-file.js';
import { parseJsonc, plainValue } from './jsonc.js';
import { unwrapText, wrapText, type Rewriting } from './rewrite.js';

const wrapHelp = `sallyport wrap: put the firewall before the servers of a client

  sallyport wrap .cursor/mcp.json                         Cursor
  sallyport wrap .vscode/mcp.json                         VS Code
  sallyport wrap .mcp.json                                Claude Code
  sallyport wrap ~/Library/Application\\ Support/Claude/claude_desktop_config.json
  sallyport wrap .mcp.json --config sallyport.yaml        with a configuration of yours
  sallyport wrap .mcp.json --only github --preset strict  one server
  sallyport wrap .mcp.json --dry-run                      only show what would be written

  -c, --config FILE    a configuration for every server
  -p, --preset NAME    or a preset
  --only NAME          only this server; may be repeated
  --as COMMAND         what starts sallyport, such as /opt/sallyport/bin/sallyport (default: this very program)
  --dry-run            write nothing; print the file as it would be

Servers that a command starts are wrapped, each under its own name, with the variables that the client sets for it; comments
and everything else stay as they are. A copy is kept beside the file. Running it twice changes nothing more.
sallyport unwrap FILE undoes it. Restart the client afterwards.
`;

const unwrapHelp = `sallyport unwrap: start the servers of a client as before sallyport wrap

  sallyport unwrap .cursor/mcp.json
  sallyport unwrap .mcp.json --only github
  sallyport unwrap .mcp.json --dry-run

  --only NAME          only this server; may be repeated
  --dry-run            write nothing; print the file as it would be
`;

const shared = {
  only: { type: 'string', multiple: true, default: [] as string[] },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** `sallyport wrap FILE` */
export const wrapCommand: Command = {
  name: 'wrap',
  summary: 'put the firewall before the servers in the file of a client',
  help: wrapHelp,
  run: async (args, console) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...configOptions, ...shared, as: { type: 'string' } },
    });
    // A configuration that cannot be used would keep every server from starting.
    await configOf(values);
    const file = readClientFile(fileOf(positionals));
    const rewriting = wrapText(file.text, {
      sallyport: values.as?.split(' ').filter((word) => word !== '') ?? thisProgram(),
      options: [
        ...(values.config === undefined ? [] : ['--config', resolve(values.config)]),
        ...(values.preset === undefined ? [] : ['--preset', values.preset]),
      ],
      only: values.only,
    });
    return finish(file, rewriting, 'wrapped', values['dry-run'], console);
  },
};

/** `sallyport unwrap FILE` */
export const unwrapCommand: Command = {
  name: 'unwrap',
  summary: 'undo sallyport wrap',
  help: unwrapHelp,
  run: async (args, console) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: shared });
    const file = readClientFile(fileOf(positionals));
    const rewriting = unwrapText(file.text, values.only);
    return finish(file, asBackedUp(file, rewriting), 'unwrapped', values['dry-run'], console);
  },
};

function fileOf([file, ...more]: readonly string[]): string {
  if (file !== undefined && more.length === 0) return file;
  throw new UsageError('Give one file: that in which the client keeps its MCP servers, such as .mcp.json');
}

/** The Node that runs this, and the file that it runs. */
function thisProgram(): string[] {
  return [process.execPath, commandFile];
}

/** The very bytes of the backup, where the file says the same again. */
function asBackedUp(file: ClientFile, { text, servers }: Rewriting): Rewriting {
  const backup = servers.some(({ isChanged }) => isChanged) ? latestBackup(file) : undefined;
  const isSame =
    backup !== undefined && isDeepStrictEqual(plainValue(parseJsonc(backup)), plainValue(parseJsonc(text)));
  return { text: isSame ? backup : text, servers };
}

function finish(
  file: ClientFile,
  { text, servers }: Rewriting,
  done: string,
  isDry: boolean,
  { output, error }: Console,
): ExitCode {
  if (servers.length === 0) {
    throw new UsageError(
      `${file.path} names no MCP servers: there is no "mcpServers" and no "servers" in it.`,
    );
  }
  for (const { name, isChanged, what } of servers) {
    error.write(`${onOneLine(name)}: ${isChanged ? `${done}: ` : ''}${onOneLine(what)}\n`);
  }
  if (isDry) output.write(text);
  if (isDry || !servers.some(({ isChanged }) => isChanged)) return ExitCode.Fine;
  const backup = backUp(file);
  replaceFile(file, text);
  error.write(`written: ${file.path} (before: ${backup}). Restart the client.\n`);
  return ExitCode.Fine;
}
