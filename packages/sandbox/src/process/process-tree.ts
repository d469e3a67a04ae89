import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

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
 * Kills the process and what descends from it. It is stopped first, so that nothing is born meanwhile: a jail whose
 * outer process dies between making the inner one and letting it go would leave that one waiting for ever.
 */
export function killTree(pid: number): void {
  signal(pid, 'SIGSTOP');
  for (const member of processTree(pid).toReversed()) signal(member, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function childrenOf(pid: number): number[] {
  const text = readProcess(`/proc/${pid}/task/${pid}/children`);
  return text === undefined ? [] : text.split(' ').filter(Boolean).map(Number);
}

/** Resident bytes of these processes together; those that have ended count nothing. */
export async function residentBytes(pids: readonly number[]): Promise<number> {
  if (process.platform !== 'linux') return residentBytesByCommand(pids);
  let bytes = 0;
  for (const pid of pids) {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProcess(`/proc/${pid}/status`) ?? '')?.[1];
    bytes += Number(kibibytes ?? 0) * 1024;
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
