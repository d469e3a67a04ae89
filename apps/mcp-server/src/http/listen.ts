import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { StartError } from '../errors.js';

/** Listens and gives the port. Throws a {@link StartError} that names the variable to change when the port is taken. */
export async function listen(server: Server, port: number, host: string, variable: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE';
    throw new StartError(
      isTaken
        ? `Port ${port} on ${host} is taken by another program.`
        : `Port ${port} on ${host} cannot be listened on (${code ?? 'unknown'}).`,
      `End that program, or set ${variable} to a free port (0 finds one).`,
      { cause },
    );
  }
  return (server.address() as AddressInfo).port;
}
