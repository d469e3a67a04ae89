import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { GuardError, GuardErrorCode } from '../errors.js';
import { limits } from '../limits.js';

/**
 * Runs `work` while no other process that asks for the same lock does. The lock is a file that holds its owner's
 * process id and a token; one that a dead process left behind is taken away.
 * @throws {GuardError} `pins-locked` when it cannot be had in {@link limits.lockWait}.
 */
export function withFileLock<T>(path: string, work: () => T): T {
  const token = `${process.pid} ${randomBytes(8).toString('hex')}`;
  const deadline = Date.now() + limits.lockWait;
  while (!tryLock(path, token)) {
    removeStale(path);
    if (Date.now() > deadline) {
      const message = `Another process holds ${path}. If none does, remove that file.`;
      throw new GuardError(GuardErrorCode.PinsLocked, message);
    }
    pause(2 + Math.random() * 8);
  }
  try {
    return work();
  } finally {
    if (readOwner(path) === token) unlinkSync(path);
  }
}

/** Makes the lock with its content in one step: nobody can ever see it empty. */
function tryLock(path: string, token: string): boolean {
  const draft = `${path}.${token.replace(' ', '-')}`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, token);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
}

/** Takes a lock of a dead process away; by a rename first, so that only one of several takes that very lock. */
function removeStale(path: string): void {
  const owner = readOwner(path);
  if (owner === undefined || !isStale(path, owner)) return;
  const aside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.stale`;
  try {
    renameSync(path, aside);
    // Another process may have replaced the lock in between: then what was moved is its lock, and goes back.
    if (readOwner(aside) !== owner) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isStale(path: string, owner: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs > limits.lockAge) return true;
    process.kill(Number(owner.split(' ')[0]), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Blocks the thread: the store is synchronous, and a holder needs a millisecond or two. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
