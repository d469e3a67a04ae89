import { parseArgs } from 'node:util';

import { SandboxError } from '../../errors.js';
import { startSandboxHost } from './start-host.js';

const HELP = `Has the children of a sandbox pool, which connects to a unix socket. Meant to be all that a locked container runs.

  node main.js --socket PATH --cache FOLDER [--source FOLDER]… [--group ID] [--children N]

  --socket   where to listen; whoever may connect may run programs in the sandbox
  --cache    the folder of converted datasets, shared with the pool
  --source   a folder of data files that may be converted
  --group    the number of a group whose members may connect, beside this user
  --children how many there may be at a time: each pool that connects keeps one more than this machine has cores

SALLYPORT_SANDBOX_JAIL=container says that the container is the jail, where bubblewrap does not work.
`;

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      socket: { type: 'string' },
      cache: { type: 'string' },
      source: { type: 'string', multiple: true, default: [] },
      group: { type: 'string' },
      children: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { socket, cache, source, group, children } = values;
  if (
    values.help ||
    socket === undefined ||
    cache === undefined ||
    [group, children].some((number) => number !== undefined && !/^\d+$/.test(number))
  ) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const host = await startSandboxHost({
    socketPath: socket,
    cacheFolder: cache,
    sourceFolders: source,
    ...(group === undefined ? {} : { group: Number(group) }),
    ...(children === undefined ? {} : { limits: { hostChildren: Number(children) } }),
  });
  const missing = host.report.layers.filter(({ active }) => !active);
  say(`The sandbox host listens at ${socket}. Jail: ${host.report.kind}.`);
  for (const { name, why, advice } of missing) say(`  ${name} is not there: ${why}. ${advice ?? ''}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)));
  }
}

try {
  await main();
} catch (error) {
  say(error instanceof SandboxError || error instanceof TypeError ? error.message : String(error));
  process.exitCode = 1;
}
