import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { cacheHome } from './env.js';

/**
 * Where converted datasets are kept unless told: `$XDG_CACHE_HOME/sallyport/datasets`, or `~/.cache/sallyport/datasets`. By the XDG
 * base directory specification a path that is not absolute counts as none; `undefined` when there is no home either.
 */
export function userCacheFolder(): string | undefined {
  if (cacheHome !== undefined && isAbsolute(cacheHome)) return join(cacheHome, 'sallyport', 'datasets');
  const home = homedir();
  return isAbsolute(home) && home !== '/' ? join(home, '.cache', 'sallyport', 'datasets') : undefined;
}
