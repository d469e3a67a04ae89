import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const shell = '/bin/sh';
/** Reads the group to watch over. If no further line comes before the end, whoever wrote it was killed. */
const script = 'read -r group || exit 0; read -r done || kill -s KILL -- "-$group"';

/** Ends a process group when this process is gone without having called it off: even after a SIGKILL. */
export interface Watchdog {
  watch(group: number): void;
  callOff(): void;
}

/**
 * Starts a small shell that waits for the end of its input, in a session of its own so that what ends us spares it.
 * Started before the server, so that there is no moment in which the server is not watched. Where there is no shell
 * (Windows) nothing is watched.
 */
export function startWatchdog(): Watchdog {
  if (process.platform === 'win32' || !existsSync(shell))
    return { watch: () => undefined, callOff: () => undefined };
  const child = spawn(shell, ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  child.unref();
  // A watchdog that is gone watches nothing; the server is still ended whenever we end in order.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return {
    watch: (group) => void child.stdin.write(`${group}\n`),
    callOff: () => void child.stdin.end('done\n'),
  };
}
