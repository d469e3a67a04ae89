import { createServer } from 'node:net';
import { after, type Child } from './processes.js';

/** Milliseconds between two looks at a health page. */
const POLL_MS = 150;

/** Throws, naming the variable to change, where a port of 127.0.0.1 is taken. Port 0 is always free. */
export async function assertPortFree(port: number, variable: string, what: string): Promise<void> {
  const server = createServer();
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
  if (taken) {
    throw new Error(
      `Port ${port} on 127.0.0.1, which ${what} would use, is taken. ` +
        `Stop the program that has it, or choose another: ${variable}=${port + 100} npx -y pnpm@10.34.9 dev`,
    );
  }
}

/**
 * Waits until a GET answers 200.
 *
 * @throws Error with the child's last lines, when the child ends first or `timeoutMs` passes
 */
export async function waitUntilHealthy(
  url: string,
  child: Child,
  what: string,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let ended = false;
  void child.exited.then(() => (ended = true));
  while (!(await answers(url))) {
    if (ended) throw new Error(`${what} ended before it was ready:\n${child.lines.join('\n')}`);
    if (Date.now() > deadline) {
      throw new Error(`${what} was not ready within ${timeoutMs / 1000} s:\n${child.lines.join('\n')}`);
    }
    await after(POLL_MS);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
