import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAuditLog } from '@sallyport/audit';
import { createGuard, createPinStore, type Policy } from '@sallyport/guard';
import { limits } from '../../limits.js';
import { printable, Relay } from '../../relay/relay.js';
import { LineSplitter } from '../../stdio/line-splitter.js';
import { LineWriter, pumpLines } from '../../stdio/pump.js';
import { serverEnvironment } from '../../stdio/server-environment.js';
import { ServerProcess } from '../../stdio/server-process.js';
import type { Command, Console } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { policyOf, policyOptions } from '../policy-options.js';
import { UsageError } from '../usage-error.js';

const help = `sallyport mcp proxy: a firewall before an MCP server

  sallyport mcp proxy -- npx -y @modelcontextprotocol/server-filesystem /tmp
                                            put this in place of the server's own command, in any client
  sallyport mcp proxy --preset strict --server files -- npx -y @modelcontextprotocol/server-filesystem /tmp
  sallyport mcp proxy --env GITHUB_TOKEN -- npx -y @modelcontextprotocol/server-github

  -p, --preset NAME    balanced (default), strict, audit, generic-agent or claude-code
  --server NAME        the server's name in the log and for its pins (default: its command line)
  --env K[=V]          a variable that the server gets besides the usual ones; may be repeated

Tools, and the server's instructions, are trusted as they are at the first use; what changes later is withheld.
What happens is told on standard error and recorded under SALLYPORT_HOME (~/.sallyport).

Exit codes: 0 fine, 2 wrong usage, 10 the server failed.
`;

interface Options {
  policy: Policy;
  server: string;
  command: string;
  args: readonly string[];
  environment: Record<string, string>;
}

/** `sallyport mcp proxy` */
export const proxyCommand: Command = {
  name: 'mcp proxy',
  summary: 'a firewall before an MCP server',
  help,
  run: (args, console) => runProxy(optionsOf(args), console),
};

function optionsOf(args: string[]): Options {
  const at = args.indexOf('--');
  const [command, ...rest] = at < 0 ? [] : args.slice(at + 1);
  if (command === undefined)
    throw new UsageError('Say what to start, after two dashes: sallyport mcp proxy -- COMMAND ARGS…');
  const { values } = parseArgs({
    args: args.slice(0, at),
    options: {
      ...policyOptions,
      server: { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
    },
  });
  return {
    policy: policyOf(values),
    server: values.server ?? [command, ...rest].join(' '),
    command,
    args: rest,
    environment: serverEnvironment(values.env, environment.all),
  };
}

async function runProxy(options: Options, { input, output, error }: Console): Promise<ExitCode> {
  const log = (text: string): void => void error.write(`sallyport: ${text}\n`);
  const audit = openAuditLog(join(environment.home, 'audit'));
  const guard = createGuard({
    policy: options.policy,
    audit,
    pins: createPinStore(join(environment.home, 'pins')),
    source: 'mcp-proxy',
    onEvent: ({ action, reason }) => log(`${action}: ${reason}`),
  });
  const relay = new Relay({ guard, server: options.server });
  log(`before ${options.command} with the preset ${options.policy.name}; log ${audit.file}`);
  const server = new ServerProcess(options);
  const client = new LineWriter(output);
  const toServer = new LineWriter(server.stdin);
  const stop = forwardSignals(server);
  const told = tellErrors(server, log);
  // Whatever ends the client's side (its end, an error) ends the server too.
  const fromClient = pumpLines(input, async (line) => {
    const { forward, reply, note } = relay.fromClient(line);
    if (note !== undefined) log(note);
    if (reply !== undefined) await client.write(reply);
    if (forward !== undefined) await toServer.write(forward);
  }).finally(() => server.end());
  const fromServer = pumpLines(server.stdout, async (line) => {
    const { forward, reply, note } = relay.fromServer(line);
    if (note !== undefined) log(note);
    if (reply !== undefined) await toServer.write(reply);
    if (forward !== undefined) await client.write(forward);
  });
  const end = await server.ended;
  await Promise.allSettled([fromServer, told]);
  for (const answer of relay.abandon(end.why)) await client.write(answer);
  stop();
  const failed = !end.isClean && !stop.wasAsked();
  if (failed)
    log(
      `the server failed: ${end.why}. Start it by itself to see why: ${options.command} ${options.args.join(' ')}`,
    );
  audit.close();
  // Reading the client's input would keep us alive when the server is gone.
  input.destroy();
  await fromClient.catch(() => undefined);
  return failed ? ExitCode.Wrapped : ExitCode.Fine;
}

/** Passes on what we are asked to do, until it is undone. */
function forwardSignals(server: ServerProcess): (() => void) & { wasAsked: () => boolean } {
  let isAsked = false;
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const handler = (): void => {
      isAsked = true;
      server.signal(name);
      server.end();
    };
    process.on(name, handler);
    return { name, handler };
  });
  const undo = (): void => {
    for (const { name, handler } of handlers) process.off(name, handler);
  };
  return Object.assign(undo, { wasAsked: () => isAsked });
}

/** Shows the server's error output line by line, with nothing in it that a terminal would act on. */
async function tellErrors(server: ServerProcess, log: (text: string) => void): Promise<void> {
  const splitter = new LineSplitter(limits.loggedCharacters, limits.loggedCharacters);
  const tell = (bytes: Buffer): void => log(`server: ${printable(bytes.toString('utf8'))}`);
  for await (const chunk of server.stderr as AsyncIterable<Buffer>) {
    for (const line of splitter.push(chunk)) tell(line.kind === 'line' ? line.bytes : line.prefix);
  }
  for (const line of splitter.end()) tell(line.kind === 'line' ? line.bytes : line.prefix);
}
