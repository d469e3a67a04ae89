import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { limits } from './limits.js';

/** Permissions of keys: the owner alone. */
export const secretMode = 0o600;
/** Permissions of certificates and lists. */
export const publicMode = 0o644;

/** Writes a file whole or not at all: to a temporary name first, flushed, then renamed over. */
export async function writeAtomically(path: string, content: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Reads a file, or undefined where there is none. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Runs `work` while this process alone holds the lock file. A lock whose process is gone is taken over.
 *
 * @throws CertificateError `locked` where another process holds it for longer than the limit
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const deadline = Date.now() + limits.lockWaitMs;
  while (!(await takeLock(path))) {
    if (Date.now() > deadline) {
      throw new CertificateError(
        CertificateErrorCode.Locked,
        `Another process has been writing certificates for over ${limits.lockWaitMs / 1000} s.`,
        `If none is running, remove ${path}`,
      );
    }
    await sleep(25 + Math.random() * 50);
  }
  try {
    return await work();
  } finally {
    await unlink(path);
  }
}

/** Tells this process from an earlier one with the same id: in a container, every first process has the id 1. */
const processMark = randomBytes(8).toString('hex');

/** Creates the lock with this process's id in it; `link` fails where it exists, so it is never seen empty. */
async function takeLock(path: string): Promise<boolean> {
  const candidate = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(candidate, 'wx', secretMode);
  try {
    await file.writeFile(`${process.pid} ${processMark}`);
  } finally {
    await file.close();
  }
  try {
    await link(candidate, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await breakAbandonedLock(path);
    return false;
  } finally {
    await unlink(candidate);
  }
}

async function breakAbandonedLock(path: string): Promise<void> {
  const [pid, mark] = String(await readIfPresent(path)).split(' ');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0) return;
  if (holder === process.pid ? mark === processMark : isAlive(holder)) return;
  // Renaming first lets only one of several waiters remove it.
  const abandoned = `${path}.abandoned.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, abandoned);
    await unlink(abandoned);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
