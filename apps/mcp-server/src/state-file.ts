import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What other programs of this house read to find the server. */
export interface ServerState {
  pid: number;
  url: string;
  healthUrl: string;
  /** ISO 8601. */
  startedAt: string;
}

/** Writes the state file whole or not at all. */
export async function writeStateFile(path: string, state: ServerState): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  await rename(temporary, path);
}

/** Removes the state file, unless another server has written its own since. */
export async function removeStateFile(path: string): Promise<void> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (pidIn(content) === process.pid) await rm(path, { force: true });
}

/** The process that a state file names; undefined for a text that is no state file. */
function pidIn(content: string): unknown {
  try {
    const state: unknown = JSON.parse(content);
    return typeof state === 'object' && state !== null && 'pid' in state ? state.pid : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
