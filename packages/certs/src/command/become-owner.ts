import { mkdir, stat } from 'node:fs/promises';

/**
 * Lets a process of root become the owner of a folder, so that what it writes there belongs to whoever mounted it. Any
 * other process stays what it is.
 */
export async function becomeOwner(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = await stat(folder);
  if (uid === 0) return;
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
