import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { repository } from './places.js';

const run = promisify(execFile);

/** How long a process may take to end after it was asked to, before it is killed. Milliseconds. */
const GRACE_MS = 8_000;
/** How much of a child's output is kept for an error report. Lines. */
const KEPT_LINES = 200;

/** A child process whose output is read line by line. */
export interface Child {
  process: ChildProcess;
  /** The last lines that it printed, oldest first. */
  lines: readonly string[];
  /** Settles with the exit code, or null after a signal, when the process has ended. */
  exited: Promise<number | null>;
  /** Calls back for each further line. */
  onLine(listener: (line: string) => void): void;
  /** Asks the process and its descendants to end, waits, and kills what is left. */
  stop(): Promise<void>;
}

/**
 * Starts a program in the repository and keeps its last lines. With `tied`, it gets a channel that closes when this
 * process is gone, however that happened: the MCP server ends itself then.
 */
export function start(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  { tied = false } = {},
): Child {
  const child = spawn(command, args, {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', ...(tied ? (['ipc'] as const) : [])],
    detached: true,
  });
  const lines: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  const take = (line: string): void => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    for (const listener of listeners) listener(line);
  };
  for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', take);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', (error) => {
      take(`${command}: ${error.message}`);
      resolve(127);
    });
  });
  return {
    process: child,
    lines,
    exited,
    onLine: (listener) => void listeners.push(listener),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const descendants = await descendantsOf(child.pid);
  const giveUp = new AbortController();
  const exit = once(child, 'exit');
  signal(child.pid, 'SIGTERM');
  await Promise.race([exit, after(GRACE_MS, giveUp.signal)]);
  giveUp.abort();
  const left = await stillRunning([child.pid, ...descendants], GRACE_MS / 4);
  for (const pid of left) signal(pid, 'SIGKILL');
}

/** Waits up to `patience` milliseconds for processes to end; gives those that have not. */
async function stillRunning(pids: readonly number[], patience: number): Promise<number[]> {
  const deadline = Date.now() + patience;
  let left = pids.filter(isRunning);
  while (left.length > 0 && Date.now() < deadline) {
    await after(50);
    left = left.filter(isRunning);
  }
  return left;
}

/** The process ids below `root`, children before grandchildren, by one look at the process table. */
async function descendantsOf(root: number): Promise<number[]> {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of await processTable())
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found: number[] = [];
  for (const queue = [root]; queue.length > 0;) {
    const below = children.get(queue.shift() ?? 0) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

/** Each process with its parent: from `/proc` where there is one (slim images have no `ps`), else from `ps`. */
async function processTable(): Promise<[pid: number, parent: number][]> {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const rows = await Promise.all(
    pids.map(async (pid) => [Number(pid), await parentOf(pid)] as [number, number]),
  );
  return rows.filter(([, parent]) => parent > 0);
}

/** The parent of a process, 0 where it has ended meanwhile. Its name, in parentheses, may hold anything. */
async function parentOf(pid: string): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function isRunning(pid: number): boolean {
  return signal(pid, 0);
}

/** Sends a signal; false where the process is gone. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** A promise that resolves after some milliseconds, or as soon as the signal fires. */
export async function after(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}
