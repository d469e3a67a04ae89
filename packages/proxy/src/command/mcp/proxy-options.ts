import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { GuardConfig } from '@sallyport/guard';
import type { ScanOptions } from '@sallyport/scanner';
import type { FrontOptions } from '../../http/front.js';
import type { TlsFiles } from '../../http/tls.js';
import { limits } from '../../limits.js';
import { defaultBudgets, type BudgetLimits } from '../../relay/budgets.js';
import type { BlockStyle } from '../../relay/refusal.js';
import { serverEnvironment } from '../../stdio/server-environment.js';
import type { ServerCommand } from '../../stdio/server-process.js';
import { environment } from '../env.js';
import { configOf, configOptions, scanOptionsOf } from '../policy-options.js';
import { UsageError } from '../usage-error.js';
import type { LogFormat } from './proxy-log.js';

/** A server that is reached over the network. */
export interface RemoteServer {
  url: URL;
  headers: Record<string, string>;
  tls: TlsFiles;
}

/** Where clients come in over HTTP. */
export type ListenOptions = Omit<FrontOptions, 'openSession' | 'isRemote'>;

/** What `sallyport mcp proxy` is told. */
export interface ProxyOptions {
  config: GuardConfig;
  /** What is looked for besides our rules. */
  scan: Omit<ScanOptions, 'direction'>;
  /** The server's name, in the log and for its pins. */
  server: string;
  /** What its pins hold the server by: its command line, or its address (its key is added when it shows it). */
  identity: string;
  target: ServerCommand | RemoteServer;
  /** Where to listen for clients over HTTP, instead of speaking with one over standard input and output. */
  listen: ListenOptions | undefined;
  blockStyle: BlockStyle;
  logFormat: LogFormat;
  /** Whether only decisions and failures are told. */
  isQuiet: boolean;
  budgets: BudgetLimits;
  /** Added to the context of every message. */
  context: Record<string, string>;
}

/** Reads the command line. @throws UsageError where it says nothing that can be done. */
export async function proxyOptionsOf(args: string[]): Promise<ProxyOptions> {
  const at = args.indexOf('--');
  const { values } = parseArgs({
    args: at < 0 ? args : args.slice(0, at),
    options: {
      ...configOptions,
      server: { type: 'string' },
      identity: { type: 'string' },
      agent: { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
      upstream: { type: 'string' },
      ca: { type: 'string' },
      cert: { type: 'string' },
      key: { type: 'string' },
      header: { type: 'string', multiple: true, default: [] },
      listen: { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      'session-idle': { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'client-ca': { type: 'string' },
      'block-style': { type: 'string' },
      'log-format': { type: 'string' },
      quiet: { type: 'boolean', default: false },
      'max-calls': { type: 'string' },
      'max-bytes': { type: 'string' },
      'max-identical-calls': { type: 'string' },
    },
  });
  const [command, ...rest] = at < 0 ? [] : args.slice(at + 1);
  if ((command === undefined) === (values.upstream === undefined))
    throw new UsageError(
      'Say what to start, after two dashes, or what to call: sallyport mcp proxy -- COMMAND ARGS… or --upstream URL',
    );
  const reached = values.upstream ?? [command, ...rest].join(' ');
  const target =
    command === undefined
      ? remoteServerOf(values)
      : { command, args: rest, environment: serverEnvironment(values.env, environment.all) };
  const session = environment.all['SALLYPORT_SESSION'];
  const config = await configOf(values);
  return {
    config,
    scan: scanOptionsOf(config),
    server: values.server ?? reached,
    identity: values.identity ?? reached,
    target,
    listen: values.listen === undefined ? undefined : listenOptionsOf(values.listen, values),
    blockStyle: oneOf('--block-style', values['block-style'] ?? config.blockStyle, ['error', 'result']),
    logFormat: oneOf('--log-format', values['log-format'] ?? config.logFormat, ['text', 'json']),
    isQuiet: values.quiet,
    budgets: {
      calls: countOf('--max-calls', values['max-calls'], config.budgets.calls ?? defaultBudgets.calls),
      callsPerMinute: config.budgets.callsPerMinute ?? defaultBudgets.callsPerMinute,
      bytes: countOf('--max-bytes', values['max-bytes'], config.budgets.bytes ?? defaultBudgets.bytes),
      identicalCalls: countOf(
        '--max-identical-calls',
        values['max-identical-calls'],
        config.budgets.identicalCalls ?? defaultBudgets.identicalCalls,
      ),
    },
    context: {
      ...(values.agent === undefined ? {} : { identity: values.agent }),
      ...(session === undefined || session === '' ? {} : { session }),
    },
  };
}

interface ListenFlags {
  'session-idle'?: string | undefined;
  'allow-host': string[];
  'tls-cert'?: string | undefined;
  'tls-key'?: string | undefined;
  'client-ca'?: string | undefined;
}

/** `PORT` or `HOST:PORT`; the loopback interface unless told otherwise. */
function listenOptionsOf(given: string, flags: ListenFlags): ListenOptions {
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(given) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new UsageError(`--listen is a port, or an address and a port, not ${JSON.stringify(given)}.`);
  const cert = fileOf('--tls-cert', flags['tls-cert']);
  const key = fileOf('--tls-key', flags['tls-key']);
  const ca = fileOf('--client-ca', flags['client-ca']);
  if ((cert === undefined) !== (key === undefined) || (ca !== undefined && cert === undefined))
    throw new UsageError('--tls-cert and --tls-key belong together, and --client-ca needs both.');
  return {
    host,
    port: Number(port),
    allowedHosts: flags['allow-host'],
    sessionIdleMs: countOf('--session-idle', flags['session-idle'], limits.sessionIdleMs / 1000) * 1000,
    ...(cert && key ? { tls: { cert, key, ca } } : {}),
  };
}

interface RemoteFlags {
  upstream?: string | undefined;
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  header: string[];
}

function remoteServerOf({ upstream = '', ca, cert, key, header }: RemoteFlags): RemoteServer {
  if (!/^https?:\/\//.test(upstream) || !URL.canParse(upstream))
    throw new UsageError(
      `--upstream is an address that begins with https:// or http://, not ${JSON.stringify(upstream)}.`,
    );
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key belong together.');
  const url = new URL(upstream);
  if (url.protocol === 'http:' && (ca ?? cert) !== undefined)
    throw new UsageError('--ca, --cert and --key are for addresses that begin with https://.');
  const tls = { ca: fileOf('--ca', ca), cert: fileOf('--cert', cert), key: fileOf('--key', key) };
  return { url, tls, headers: Object.fromEntries(header.map((one) => headerOf(one))) };
}

/** `NAME: VALUE`, where `$NAME` in the value stands for a variable, so that no secret is seen in a list of processes. */
function headerOf(given: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(given) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError('--header is written as "NAME: VALUE".');
  const filled = value.replaceAll(/\$(\w+)/g, (_, variable: string) => {
    const set = environment.all[variable];
    if (set === undefined) throw new UsageError(`--header ${name}: the variable ${variable} is not set.`);
    return set;
  });
  return [name.toLowerCase(), filled];
}

function fileOf(flag: string, path: string | undefined): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(
      `${flag} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function oneOf<const T extends string>(flag: string, given: string, known: readonly T[]): T {
  const found = known.find((one) => one === given);
  if (found === undefined)
    throw new UsageError(`${flag} is ${known.join(' or ')}, not ${JSON.stringify(given)}.`);
  return found;
}

function countOf(flag: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const count = Number(given);
  if (!Number.isSafeInteger(count) || count < 0)
    throw new UsageError(`${flag} is a number, 0 or more, not ${JSON.stringify(given)}.`);
  return count;
}
