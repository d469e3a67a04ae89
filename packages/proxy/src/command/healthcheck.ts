import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { limits } from '../limits.js';
import type { Command } from './command.js';
import { ExitCode } from './exit-code.js';
import { configOf } from './policy-options.js';
import { UsageError } from './usage-error.js';

const help = `sallyport healthcheck: whether a sallyport that listens is well

  sallyport healthcheck                        asks 127.0.0.1:8888
  sallyport healthcheck --config sallyport.yaml
                                               asks where the configuration says that it listens
  sallyport healthcheck --addr 127.0.0.1:9000

  --addr HOST:PORT     where it listens
  -c, --config FILE    the configuration that it runs with

Asks for http://HOST:PORT/health. Made for the healthcheck of a container.
Exit codes: 0 well, 1 not well or not there, 2 wrong usage.
`;

/** `sallyport healthcheck` */
export const healthcheckCommand: Command = {
  name: 'healthcheck',
  summary: 'whether a sallyport that listens is well',
  help,
  run: async (args, { output, error }) => {
    const { values } = parseArgs({
      args,
      options: { addr: { type: 'string' }, config: { type: 'string', short: 'c' } },
    });
    const asked = values.addr ?? reachable((await configOf(values)).egress.listen);
    const address = URL.canParse(`http://${asked}/health`) ? new URL(`http://${asked}/health`) : undefined;
    if (!address || address.pathname !== '/health' || address.username !== '') {
      throw new UsageError(`--addr is HOST:PORT, such as 127.0.0.1:8888, not ${JSON.stringify(asked)}.`);
    }
    const state = await ask(address);
    const isWell = state === 'status 200';
    (isWell ? output : error).write(
      isWell ? `${asked} is well\n` : `sallyport: ${asked} is not well: ${state}\n`,
    );
    return isWell ? ExitCode.Fine : ExitCode.Failure;
  },
};

/** Where a listener of this machine is asked: one that listens everywhere is here too. */
function reachable(listen: string): string {
  return listen.replace(/^(?:0\.0\.0\.0|\[::\])?:(?=\d+$)/, '127.0.0.1:');
}

/** The status of an address, or why there is none. */
function ask(address: URL): Promise<string> {
  return new Promise((resolve) => {
    const request = get(address, { agent: false }, (response) => {
      resolve(`status ${response.statusCode}`);
      response.destroy();
    });
    const timer = setTimeout(() => {
      resolve(`no answer within ${limits.healthMs} ms`);
      request.destroy();
    }, limits.healthMs);
    request.on('error', ({ message }) => resolve(message));
    request.on('close', () => clearTimeout(timer));
  });
}
