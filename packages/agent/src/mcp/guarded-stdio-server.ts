import { isAbsolute, resolve } from 'node:path';
import { MCPServerStdio } from '@openai/agents';
import type { PresetName } from '@sallyport/guard';
import { sallyportCommand } from '@sallyport/proxy';
import { limits } from '../limits.js';
import { AgentError } from '../errors.js';
import { RunErrorCode } from '../runs/run-error.js';
import { isSecretName } from './secrets-of.js';

type SdkOptions = ConstructorParameters<typeof MCPServerStdio>[0];

/** What {@link guardedStdioServer} is told. */
export interface GuardedStdioOptions {
  /** The server's name: for the model's tools, in events, and for its pins. Unique among an agent's servers. */
  name: string;
  /** The server's own command. */
  command: string;
  args?: readonly string[];
  /**
   * What the server is pinned as. Default: its command line, so that any change of that waits to be approved, as of the path of Node
   * or of this project.
   */
  identity?: string;
  /** The folder in which the server starts. */
  cwd?: string;
  /** Variables for the server itself. It gets nothing else of this process but PATH, HOME and the like. */
  env?: Readonly<Record<string, string>>;
  /** The guard's preset. Default `strict`. */
  preset?: PresetName;
  /** A configuration file, which goes over the preset. */
  config?: string;
  /**
   * Secrets that must not reach the server, by name: `{ OPENAI_API_KEY: process.env.OPENAI_API_KEY }`. The proxy gets
   * them in its environment, never on a command line, and passes none of them on. An absent value is left out.
   */
  protect?: Readonly<Record<string, string | undefined>>;
  /** What is done over several servers belongs together when they have the same session. */
  session?: string;
  /** On whose behalf the messages travel, for the audit log. */
  agent?: string;
  /** Whether the proxy tells only decisions and failures on standard error, not that it starts. Default false. */
  quiet?: boolean;
  /** Where pins and the audit log lie. Default: the proxy's own, `~/.sallyport`. */
  home?: string;
  /** Seconds to start, and for each answer. Default 30: the server starts twice, for the SDK asks a probe first. */
  timeoutSeconds?: number;
  /** Passed on to the SDK. */
  sdk?: Omit<Partial<SdkOptions>, 'command' | 'args' | 'fullCommand' | 'env' | 'cwd' | 'name'>;
}

/**
 * An MCP server on standard input and output, with the `sallyport` proxy before it: every message is scanned both ways,
 * its tools are pinned, and what is decided is in the audit log. Blocked calls are answered with a failed result that a
 * model can read.
 *
 * @throws {AgentError} `configuration-invalid` for a name that no variable can have, or a secret too short to look for.
 */
export function guardedStdioServer(options: GuardedStdioOptions): MCPServerStdio {
  const { name, command, args = [], env = {}, timeoutSeconds = limits.stdioStartSeconds } = options;
  return new MCPServerStdio({
    clientSessionTimeoutSeconds: timeoutSeconds,
    timeout: limits.mcpCallMs,
    ...options.sdk,
    name,
    command: process.execPath,
    args: [sallyportCommand, 'mcp', 'proxy', ...proxyFlags(options, env), '--', command, ...args],
    env: proxyEnvironment(options, env),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}

function proxyFlags(options: GuardedStdioOptions, env: Readonly<Record<string, string>>): string[] {
  const { name, identity, preset, config, agent, quiet = false } = options;
  const isPreset = preset !== undefined || config === undefined;
  return [
    '--server',
    name,
    ...(identity === undefined ? [] : ['--identity', identity]),
    '--block-style',
    'result',
    ...(quiet ? ['--quiet'] : []),
    ...(isPreset ? ['--preset', preset ?? 'strict'] : []),
    ...(config === undefined ? [] : ['--config', isAbsolute(config) ? config : resolve(config)]),
    ...(agent === undefined ? [] : ['--agent', agent]),
    // Names alone: whoever lists processes reads command lines.
    ...Object.keys(env).flatMap((variable) => ['--env', variable]),
  ];
}

function proxyEnvironment(
  { protect = {}, session, home }: GuardedStdioOptions,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const secrets = Object.entries(protect).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[secretName(name), checkedSecret(name, value)] as const],
  );
  return {
    ...Object.fromEntries(secrets),
    ...env,
    ...(session === undefined ? {} : { SALLYPORT_SESSION: session }),
    ...(home === undefined ? {} : { SALLYPORT_HOME: resolve(home) }),
  };
}

/** The guard finds secrets of its environment by their names; another name gets an ending that says what it is. */
function secretName(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new AgentError(
      RunErrorCode.configurationInvalid,
      `${JSON.stringify(name)} is not the name of a variable.`,
      'Name what is to be protected with letters, digits and underscores.',
    );
  return isSecretName(name) ? name : `${name}_SECRET`;
}

function checkedSecret(name: string, value: string): string {
  if (value.length >= limits.secretLength) return value;
  throw new AgentError(
    RunErrorCode.configurationInvalid,
    `${name} is shorter than ${limits.secretLength} characters: looking for it would find it everywhere.`,
    'Protect longer values, or leave it out.',
  );
}
