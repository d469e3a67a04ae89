import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Rounds of looking for processes that were born while others were being stopped. */
const mostRounds = 50;

/** The process and what descends from it. On systems without `/proc` the process alone. */
export function processTree(pid: number): number[] {
  const found: number[] = [];
  let generation = [pid];
  while (generation.length > 0) {
    found.push(...generation);
    generation = generation.flatMap((parent) => childrenOf(parent));
  }
  return found;
}

/**
 * Kills the process and what descends from it. All of it is stopped first, until nothing new is found, so that nothing is
 * born meanwhile: a fork bomb would outrun its killer, and a jail whose outer process dies between making the inner one
 * and letting it go would leave that one waiting for ever.
 */
export function killTree(pid: number): void {
  const stopped = new Set<number>();
  for (let round = 0; round < mostRounds; round += 1) {
    const fresh = processTree(pid).filter((member) => !stopped.has(member));
    if (fresh.length === 0) break;
    for (const member of fresh) {
      signal(member, 'SIGSTOP');
      stopped.add(member);
    }
  }
  for (const member of [...stopped].toReversed()) signal(member, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Children of every thread: a process belongs to the thread that made it. */
function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) => {
    const text = readProcess(`/proc/${pid}/task/${thread}/children`);
    return text === undefined ? [] : text.split(' ').filter(Boolean).map(Number);
  });
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/**
 * Bytes of memory that these processes have for themselves: anonymous, shared and swapped. Pages of files do not count,
 * since the kernel takes them back when it needs them: a program that maps a large dataset is not a large program. Those
 * that have ended count nothing. Where there is no `/proc`, resident bytes.
 */
export async function ownBytes(pids: readonly number[]): Promise<number> {
  if (process.platform !== 'linux') return residentBytesByCommand(pids);
  let bytes = 0;
  for (const pid of pids) {
    const status = readProcess(`/proc/${pid}/status`) ?? '';
    for (const [, kibibytes] of status.matchAll(/^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$/gm)) {
      bytes += Number(kibibytes) * 1024;
    }
  }
  return bytes;
}

async function residentBytesByCommand(pids: readonly number[]): Promise<number> {
  try {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids.join(',')]);
    return stdout.split('\n').reduce((sum, line) => sum + (Number(line.trim()) || 0) * 1024, 0);
  } catch {
    // `ps` ends with an error when none of the processes is left.
    return 0;
  }
}

/** The text of a file under `/proc`; `undefined` when the process has ended. */
function readProcess(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return undefined;
  }
}
