import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from './limits.js';

/** Stops a watch. */
export interface CertificateWatch {
  close(): void;
}

/**
 * Calls back when a certificate, key or list in the folder changed and the changes have come to rest. The system's
 * notifications make it quick; a look at the files each second makes it sure (network and container mounts have none).
 */
export function watchCertificates(folder: string, onChange: () => void): CertificateWatch {
  let closed = false;
  let known: string | undefined;
  let settle: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    const seen = await fingerprint(folder);
    if (closed || seen === known) return;
    const isFirst = known === undefined;
    known = seen;
    if (isFirst) return;
    clearTimeout(settle);
    settle = setTimeout(onChange, limits.watchSettleMs);
  };
  const poll = setInterval(() => void look(), limits.watchPollMs);
  poll.unref();
  void look();
  const watcher = notifier(folder, () => void look());
  return {
    close: () => {
      closed = true;
      clearInterval(poll);
      clearTimeout(settle);
      watcher?.close();
    },
  };
}

/** The system's notifications, where the platform has them for a tree of folders. */
function notifier(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, onEvent);
    // The poll goes on alone when notifications fail.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

/** Names, sizes and times of the PEM files; a folder that is not there has none. */
async function fingerprint(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const name of await pemFiles(folder)) {
    try {
      const { mtimeMs, size, ino } = await stat(join(folder, name));
      lines.push(`${name} ${ino} ${size} ${mtimeMs}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return lines.join('\n');
}

async function pemFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => name.endsWith('.pem')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
