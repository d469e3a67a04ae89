import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the command reads of its environment. The only place of this package that does. */
export const environment = {
  /** Where pins and the audit log lie: `SALLYPORT_HOME`, or `~/.sallyport`. */
  home: process.env['SALLYPORT_HOME'] ?? join(homedir(), '.sallyport'),
  /** Where what can be made again is kept: `XDG_CACHE_HOME`, or `~/.cache`. */
  cache: join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sallyport'),
  /** All of it, for `--env`. */
  all: process.env,
};
