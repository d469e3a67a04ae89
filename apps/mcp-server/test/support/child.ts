import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built server as a process of its own. */
export interface ServerProcess {
  child: ChildProcess;
  /** The first line of standard output, or undefined where the process ended without one. */
  firstLine: Promise<string | undefined>;
  exited: Promise<number | null>;
  /** What it wrote to standard error so far. */
  errors(): string;
}

/** Starts `main.js`; what is left of it is killed when the test ends. */
export function startProcess(environment: Record<string, string>): ServerProcess {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('a child without its pipes');
  stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const lines = createInterface(stdout);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    exited,
    errors: () => errors,
    firstLine: new Promise((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(undefined));
    }),
  };
}

/** The processes that descend from one. */
export function descendantsOf(pid: number): number[] {
  const all = processes();
  const found = [pid];
  // The list grows while it is walked, so that children of children are found too.
  for (const ancestor of found) {
    for (const { id, parent } of all) if (parent === ancestor) found.push(id);
  }
  return found.slice(1);
}

/** Those of some processes that are alive; one that has ended but was not yet reaped is not. */
export function alive(pids: readonly number[]): number[] {
  return processes()
    .filter(({ id, state }) => pids.includes(id) && state !== 'Z')
    .map(({ id }) => id);
}

function processes(): { id: number; state: string; parent: number }[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return names.flatMap((name) => {
    try {
      const [state = '', parent] =
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
      return [{ id: Number(name), state, parent: Number(parent) }];
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  });
}
