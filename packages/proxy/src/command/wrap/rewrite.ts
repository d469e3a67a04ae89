import { serverEnvironment } from '../../stdio/server-environment.js';
import { UsageError } from '../usage-error.js';
import { serversIn, type ClientServer } from './client-servers.js';
import { parseJsonc } from './jsonc.js';

/** What became of one server of a file. */
export interface Rewritten {
  name: string;
  isChanged: boolean;
  /** What was done, or why nothing was. */
  what: string;
}

/** A file with other commands in it, and every other byte as it was. */
export interface Rewriting {
  text: string;
  servers: Rewritten[];
}

/** How servers are wrapped. */
export interface WrapOptions {
  /** The words that start `sallyport`. */
  sallyport: readonly string[];
  /** Options of `mcp proxy` for every server. */
  options: readonly string[];
  /** The servers that are meant; all where it is empty. */
  only: readonly string[];
}

interface Launch {
  command: string;
  args: string[];
}

/** The file with every stdio server behind `sallyport mcp proxy`. */
export function wrapText(text: string, { sallyport, options, only }: WrapOptions): Rewriting {
  return rewrite(text, only, ({ name, launch, variables }) => {
    if (!launch) return 'left as it is: it is not started by a command';
    if (unwrapped(launch)) return 'is wrapped already';
    const refused = refusalOf(variables);
    if (refused !== undefined) return `left as it is: ${refused}`;
    const [command = 'sallyport', ...first] = sallyport;
    const passed = variables.flatMap((variable) => ['--env', variable]);
    const own = ['mcp', 'proxy', ...options, '--server', name, ...passed];
    return { command, args: [...first, ...own, '--', launch.command, ...launch.args] };
  });
}

/** The file with every server started as before it was wrapped. */
export function unwrapText(text: string, only: readonly string[]): Rewriting {
  return rewrite(text, only, ({ launch }) => (launch && unwrapped(launch)) ?? 'is not wrapped');
}

function rewrite(
  text: string,
  only: readonly string[],
  change: (server: ClientServer) => Launch | string,
): Rewriting {
  const found = serversIn(parseJsonc(text));
  for (const name of only) {
    if (found.some((server) => server.name === name)) continue;
    const names = found.map((server) => JSON.stringify(server.name)).join(', ');
    throw new UsageError(`The file has no server ${JSON.stringify(name)}. It has ${names || 'none'}.`);
  }
  const meant = found.filter(({ name }) => only.length === 0 || only.includes(name));
  const edits: Edit[] = [];
  const servers = meant.map((server) => {
    const next = change(server);
    if (typeof next === 'string') return { name: server.name, isChanged: false, what: next };
    edits.push(...editsFor(server, next));
    return { name: server.name, isChanged: true, what: [next.command, ...next.args].join(' ') };
  });
  return { text: applied(text, edits), servers };
}

/** What a wrapped server was started by; undefined for one that is not wrapped. */
function unwrapped({ command, args }: Launch): Launch | undefined {
  const words = [command, ...args];
  const at = words.findIndex((word, index) => word === 'mcp' && words[index + 1] === 'proxy');
  const isOurs = words.slice(0, Math.max(at, 0)).some((word) => ours.test(word));
  const dashes = words.indexOf('--', at);
  const [before, ...rest] = isOurs && dashes > 0 ? words.slice(dashes + 1) : [];
  return before === undefined ? undefined : { command: before, args: rest };
}

/** `sallyport`, `/usr/bin/sallyport`, `…/bin/sallyport.js`, `sallyport@1.2.3`. */
const ours = /(?:^|[\\/])sallyport(?:\.(?:js|cmd|exe))?(?:@[\w.-]+)?$/;

/** Why the proxy would not pass these variables on. */
function refusalOf(variables: readonly string[]): string | undefined {
  try {
    serverEnvironment(variables, Object.fromEntries(variables.map((name) => [name, ''])));
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

function editsFor({ launch }: ClientServer, { command, args }: Launch): Edit[] {
  if (!launch) return [];
  const { commandNode, argsNode } = launch;
  const list = `[${args.map((arg) => JSON.stringify(arg)).join(', ')}]`;
  const { start, end } = commandNode;
  if (argsNode) {
    return [
      { start, end, text: JSON.stringify(command) },
      { start: argsNode.start, end: argsNode.end, text: list },
    ];
  }
  return [{ start, end, text: `${JSON.stringify(command)}, "args": ${list}` }];
}

function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end, text: put }) => rest.slice(0, start) + put + rest.slice(end), text);
}
