import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { limits } from '../limits.js';
import type { Command } from './command.js';
import { ExitCode } from './exit-code.js';
import { UsageError } from './usage-error.js';

const help = `sallyport healthcheck: whether a sallyport that listens is well

  sallyport healthcheck                        asks 127.0.0.1:8888
  sallyport healthcheck --addr 127.0.0.1:9000

  --addr HOST:PORT     where it listens (default 127.0.0.1:8888)

Asks for http://HOST:PORT/health. Made for the healthcheck of a container.
Exit codes: 0 well, 1 not well or not there, 2 wrong usage.
`;

/** `sallyport healthcheck` */
export const healthcheckCommand: Command = {
  name: 'healthcheck',
  summary: 'whether a sallyport that listens is well',
  help,
  run: async (args, { output, error }) => {
    const { values } = parseArgs({ args, options: { addr: { type: 'string', default: '127.0.0.1:8888' } } });
    const address = URL.canParse(`http://${values.addr}/health`)
      ? new URL(`http://${values.addr}/health`)
      : undefined;
    if (!address || address.pathname !== '/health' || address.username !== '') {
      throw new UsageError(
        `--addr is HOST:PORT, such as 127.0.0.1:8888, not ${JSON.stringify(values.addr)}.`,
      );
    }
    const state = await ask(address);
    const isWell = state === 'status 200';
    (isWell ? output : error).write(
      isWell ? `${values.addr} is well\n` : `sallyport: ${values.addr} is not well: ${state}\n`,
    );
    return isWell ? ExitCode.Fine : ExitCode.Failure;
  },
};

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
