import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { cacheHome } from './env.js';

/** A folder for converted datasets, and what is to be done when the command ends. */
export interface CacheFolder {
  path: string;
  release(): Promise<void>;
}

/**
 * The folder that was asked for; otherwise `$XDG_CACHE_HOME/sallyport/datasets` or `~/.cache/sallyport/datasets`, so that
 * a file is converted once; and without data or a home, a temporary folder that goes when the command ends.
 */
export async function cacheFolder(asked: string | undefined, hasData: boolean): Promise<CacheFolder> {
  if (asked !== undefined) return { path: asked, release: () => Promise.resolve() };
  const kept = hasData ? userCache(homedir()) : undefined;
  if (kept !== undefined) return { path: kept, release: () => Promise.resolve() };
  const path = await mkdtemp(join(tmpdir(), 'sallyport-sandbox-'));
  return { path, release: () => rm(path, { recursive: true, force: true }) };
}

/** By the XDG base directory specification a path that is not absolute counts as none. */
function userCache(home: string): string | undefined {
  if (cacheHome !== undefined && isAbsolute(cacheHome)) return join(cacheHome, 'sallyport', 'datasets');
  return isAbsolute(home) && home !== '/' ? join(home, '.cache', 'sallyport', 'datasets') : undefined;
}
