import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { authorityFiles, writeAnchorBundle } from '../../egress/tls/index.js';
import { limits } from '../../limits.js';
import type { Command } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { configOf, configOptions } from '../policy-options.js';
import { UsageError } from '../usage-error.js';
import { coverageWarnings } from './coverage.js';
import { proxyVariables } from './variables.js';

const help = `sallyport exec: run a program that reaches the outside through sallyport run

  sallyport exec -- python agent.py
  sallyport exec --proxy http://127.0.0.1:9000 -- npm install
  sallyport exec --print                 only print the variables

  --proxy URL          where sallyport run listens (default http://127.0.0.1:8888, or as the configuration says)
  -c, --config FILE    the configuration of that sallyport run
  --no-proxy HOSTS     hosts that are reached without it (default: none)
  --print              print the variables as NAME=value lines, and run nothing
  --quiet              no warnings of what is not covered

Sets the variables that Node, Python, curl, Go, git, npm, pip, cargo and Java know, and where there is an interception
authority (sallyport tls init), those by which they trust it. Variables are a request: a program may go past them. Only a
network without another way out makes sure; see sallyport generate docker-compose.

Exit codes: that of the program; 1 it cannot be started, 2 wrong usage.
`;

/** `sallyport exec -- CMD` */
export const execCommand: Command = {
  name: 'exec',
  summary: 'run a program that reaches the outside through sallyport run',
  help,
  run: async (args, { output, error }) => {
    const at = args.includes('--') ? args.indexOf('--') : args.length;
    const command = args.slice(at + 1);
    const { values, positionals } = parseArgs({
      args: args.slice(0, at),
      allowPositionals: true,
      options: {
        ...configOptions,
        proxy: { type: 'string' },
        'no-proxy': { type: 'string', default: '' },
        print: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0)
      throw new UsageError('What is to be run stands after --: sallyport exec -- CMD.');
    const { egress } = await configOf(values);
    const proxy = addressOf(
      values.proxy ?? `http://${egress.listen.replace(/^(?:0\.0\.0\.0|\[::\])?:/, '127.0.0.1:')}`,
    );
    const files = authorityFiles(environment.home);
    const hasAuthority = existsSync(files.certificate);
    if (hasAuthority) writeAnchorBundle(files);
    const authority = hasAuthority ? files : undefined;
    const variables = proxyVariables({ proxy, authority, direct: values['no-proxy'] }, environment.all);
    if (values.print) {
      output.write(
        Object.entries(variables)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      );
      return ExitCode.Fine;
    }
    const [program, ...rest] = command;
    if (program === undefined) throw new UsageError('sallyport exec takes a program: sallyport exec -- CMD.');
    if (!values.quiet) {
      const told = coverageWarnings(command, { intercepts: hasAuthority, path: environment.all['PATH'] });
      if (!(await isThere(proxy))) told.unshift(`nothing answers at ${proxy}: start sallyport run first.`);
      for (const warning of told) error.write(`sallyport: ${warning}\n`);
    }
    return runProgram(program, rest, variables);
  },
};

function addressOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === 'http:' && url.pathname === '/' && url.username === '') return url.origin;
  throw new UsageError(`--proxy is http://HOST:PORT, not ${JSON.stringify(given)}.`);
}

/** Whether sallyport run answers there. */
function isThere(proxy: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${proxy}/health`, { agent: false, timeout: limits.healthMs }, (response) => {
      resolve(response.statusCode === 200);
      response.destroy();
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

/** Runs the program in our place: its streams are ours, signals go to it, and its exit code is given. */
function runProgram(
  program: string,
  args: readonly string[],
  variables: Record<string, string>,
): Promise<ExitCode> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...environment.all, ...variables } });
  const pass = (name: NodeJS.Signals): void => void child.kill(name);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, pass);
  return new Promise((resolve, reject) => {
    child.once('error', ({ message }) => reject(new Error(`${program} cannot be started: ${message}`)));
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      // The program's own exit code, as shells have it for signals.
      resolve((code ?? 128 + (signal ? constants.signals[signal] : 0)) as ExitCode);
    });
  });
}
