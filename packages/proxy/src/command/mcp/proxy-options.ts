import { parseArgs } from 'node:util';
import { knownSecretsOf, type GuardConfig } from '@sallyport/guard';
import { compileKnownSecrets, type KnownSecrets } from '@sallyport/scanner';
import { defaultBudgets, type BudgetLimits } from '../../relay/budgets.js';
import type { BlockStyle } from '../../relay/refusal.js';
import { serverEnvironment } from '../../stdio/server-environment.js';
import type { ServerCommand } from '../../stdio/server-process.js';
import { environment } from '../env.js';
import { configOf, configOptions } from '../policy-options.js';
import { UsageError } from '../usage-error.js';
import type { LogFormat } from './proxy-log.js';

/** What `sallyport mcp proxy` is told. */
export interface ProxyOptions {
  config: GuardConfig;
  /** What must not leave, by value. */
  knownSecrets: KnownSecrets;
  /** The server's name, in the log and for its pins. */
  server: string;
  /** What its pins hold the server by: its command line. */
  identity: string;
  target: ServerCommand;
  blockStyle: BlockStyle;
  logFormat: LogFormat;
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
      agent: { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
      'block-style': { type: 'string' },
      'log-format': { type: 'string' },
      'max-calls': { type: 'string' },
      'max-bytes': { type: 'string' },
      'max-identical-calls': { type: 'string' },
    },
  });
  const [command, ...rest] = at < 0 ? [] : args.slice(at + 1);
  if (command === undefined)
    throw new UsageError('Say what to start, after two dashes: sallyport mcp proxy -- COMMAND ARGS…');
  const identity = [command, ...rest].join(' ');
  const session = environment.all['SALLYPORT_SESSION'];
  const config = await configOf(values);
  return {
    config,
    knownSecrets: compileKnownSecrets(knownSecretsOf(config.protect, environment.all)),
    server: values.server ?? identity,
    identity,
    target: { command, args: rest, environment: serverEnvironment(values.env, environment.all) },
    blockStyle: oneOf('--block-style', values['block-style'] ?? config.blockStyle, ['error', 'result']),
    logFormat: oneOf('--log-format', values['log-format'] ?? config.logFormat, ['text', 'json']),
    budgets: {
      calls: countOf('--max-calls', values['max-calls'], config.budgets.calls ?? defaultBudgets.calls),
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
