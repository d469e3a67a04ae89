import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** This process, in the column that says who runs a turn: host, process id, and a mark that no other process has. */
export const thisOwner = `${hostname()}:${process.pid}:${randomUUID()}`;

/** Whether the process that a turn was run by is known to be gone. Of another host's processes nothing is known. */
export function isGone(owner: string): boolean {
  if (owner === thisOwner) return false;
  const [mark, pid, ...host] = owner.split(':').reverse();
  if (!mark || host.reverse().join(':') !== hostname()) return false;
  const id = Number(pid);
  if (id === process.pid) return true;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    // EPERM: it is there, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
