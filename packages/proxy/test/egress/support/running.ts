import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { sallyportCommand } from '../../../src/index.js';

/** `sallyport run` as a process of its own. */
export interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  /** Waits for a line on standard error. */
  said(what: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Starts it at a free port, and waits until it listens. */
export async function startRun(
  home: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Running> {
  const child = spawn(process.execPath, [sallyportCommand, 'run', '--listen', '127.0.0.1:0', ...args], {
    cwd: home,
    env: { ...process.env, SALLYPORT_HOME: home, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = (what: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((line) => what.test(line));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      void ended.then(() =>
        reject(new Error(`it ended without saying ${String(what)}: ${lines.join('\n')}`)),
      );
      look();
    });
  const line = await said(/listening at/);
  return { port: Number(/:(\d+) \(/.exec(line)?.[1]), process: child, said, ended };
}
