import { lstatSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';

import type { Mounted } from '../../datasets/convert.js';

/** A folder that the cache makes to convert into. */
const stagingName = /^staging-[0-9a-f-]{1,64}$/;

/**
 * What a child for files may see of what a pool asks for: sources inside the folders given, and one staging folder of the
 * cache. Or what is wrong with the wish.
 */
export function grantFiles(
  sources: readonly string[],
  target: string,
  { sourceFolders, cacheFolder }: { sourceFolders: readonly string[]; cacheFolder: string },
): Mounted | string {
  const staging = join(cacheFolder, target);
  if (!stagingName.test(target) || !isFolder(staging)) {
    return `there is no folder ${JSON.stringify(target.slice(0, 100))} to convert into; do both sides share the cache folder?`;
  }
  const roots = sourceFolders.flatMap((folder) => realPath(folder) ?? []);
  const granted: Mounted = { sources: [], target: { from: staging, to: '/target' } };
  for (const [index, source] of sources.entries()) {
    const real = isAbsolute(source) ? realPath(source) : undefined;
    if (real === undefined || !roots.some((root) => isInside(real, root))) {
      return `${JSON.stringify(source.slice(0, 200))} is not in a folder that this sandbox host reads files from`;
    }
    granted.sources.push({ from: real, to: `/source/${index}/${basename(source)}` });
  }
  return granted;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith('../') && !isAbsolute(way);
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
