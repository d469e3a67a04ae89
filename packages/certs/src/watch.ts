import { readdirSync, statSync, watch, type FSWatcher, type Stats } from 'node:fs';
import { join } from 'node:path';
import { limits } from './limits.js';
import { authorityFiles } from './places.js';

/** Stops a watch. */
export interface CertificateWatch {
  close(): void;
}

/**
 * Calls back when a certificate, key or list in the folder changed and the changes have come to rest. What changes
 * after this returns is not missed. The system's notifications make it quick; a look at the files each second makes it
 * sure (network and container mounts have none).
 */
export function watchCertificates(folder: string, onChange: () => void): CertificateWatch {
  let known = fingerprint(folder);
  let settle: NodeJS.Timeout | undefined;

  const look = (): void => {
    const seen = fingerprint(folder);
    if (seen === known) return;
    known = seen;
    clearTimeout(settle);
    settle = setTimeout(onChange, limits.watchSettleMs);
  };
  const poll = setInterval(look, limits.watchPollMs);
  poll.unref();
  const watcher = notifier(folder, look);
  return {
    close: () => {
      clearInterval(poll);
      clearTimeout(settle);
      watcher?.close();
    },
  };
}

/**
 * What tells one published revocation list from another without reading it: it costs microseconds, so that it can be
 * asked at each request. Undefined where there is no list.
 */
export function revocationListStamp(folder: string): string | undefined {
  try {
    return stampOf(statSync(authorityFiles(folder).revocationList));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : `unreadable: ${code}`;
  }
}

function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
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

/** Names, sizes and times of the PEM files: a dozen, so that looking without waiting costs nothing. */
function fingerprint(folder: string): string {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const lines = names
      .filter((name) => name.endsWith('.pem'))
      .sort()
      .map((name) => `${name} ${stampOf(statSync(join(folder, name)))}`);
    return lines.join('\n');
  } catch (error) {
    // A folder that is not there, or is being replaced: another state of it, told apart by the next look.
    return `unreadable: ${(error as NodeJS.ErrnoException).code}`;
  }
}
