import { callLimits } from '../../limits.js';

/** A path as the rules compare it. */
export interface NormalPath {
  /** Lower case, forward slashes, `~` for any home folder, `c:` for a drive, no `.` and `..` in the middle. */
  path: string;
  /** Folders that it climbs above where it starts. */
  climbs: number;
  /** Whether it climbs out of the folder that it names first, as in `/srv/app/../../etc`. */
  leaves: boolean;
  /** How `..` or the end was hidden. */
  disguise: string | undefined;
}

const homeVariables =
  /^(?:\$home|\$\{home\}|\$env:(?:userprofile|home)|%userprofile%|%homedrive%%homepath%|\$\{?userprofile\}?)(?=\/|$)/;
const homeFolders =
  /^(?:\/root|\/home\/[^/]+|\/users\/[^/]+|c:\/(?:users|documents and settings)\/[^/]+|~[a-z0-9_-]*)(?=\/|$)/;
const windowsFolders: readonly (readonly [RegExp, string])[] = [
  [/^(?:%appdata%|\$env:appdata)(?=\/|$)/, '~/appdata/roaming'],
  [/^(?:%localappdata%|\$env:localappdata)(?=\/|$)/, '~/appdata/local'],
  [/^(?:%systemroot%|%windir%|\$env:(?:systemroot|windir))(?=\/|$)/, 'c:/windows'],
  [/^(?:%programdata%|\$env:programdata)(?=\/|$)/, 'c:/programdata'],
  [/^%systemdrive%(?=\/|$)/, 'c:'],
];
/** Folders whose names tell that a path which climbed on and on has come to the root. */
const rootFolders = /^(?:etc|root|home|proc|var|usr|windows|winnt|users|boot|dev|sys|opt|private)(?:\/|$)/;

/** Writes a path in the one way in which the rules know it. Pure text: nothing is looked up. */
export function normalizePath(text: string): NormalPath {
  let disguise: string | undefined;
  let path = text
    .slice(0, callLimits.address)
    .trim()
    .replace(/^["']+|(?<!["'])["']+$/g, '');
  path = path.replace(/^(?:file|vscode-file|local):(?:\/\/(?:localhost)?(?=[\\/]|[a-z]:))?/i, '');
  for (let round = 0; round < 3 && /%(?:[0-9a-f]{2}|u[0-9a-f]{4})/i.test(path); round++) {
    const decoded = decodeOnce(path);
    if (/(?:\.|%2e|%252e|%c0%ae){2}(?:\/|\\|%)|%2f|%5c|%c0|%00|%u/i.test(path) && /\.\.|\0/.test(decoded))
      disguise = 'percent-encoded';
    path = decoded;
  }
  const end = path.indexOf('\0');
  if (end >= 0) {
    disguise = 'cut off by a null byte';
    path = path.slice(0, end);
  }
  const folded = path.normalize('NFKC');
  if (folded !== path && folded.includes('..') && !path.includes('..'))
    disguise = 'written in letters that only look so';
  path = folded.replaceAll('\\', '/').toLowerCase();
  if (/\.{4}\/\/|\.\.;\/|(?<!\.)\.{3,}\/\.{3,}\//.test(path)) {
    disguise = 'written so that one removal of ".." leaves another';
    path = path
      .replaceAll(/\.{4}\/\//g, '../')
      .replaceAll('..;/', '../')
      .replaceAll(/(?<!\.)\.{3,}\//g, '../');
  }
  return { ...resolve(atHome(path)), disguise };
}

function decodeOnce(path: string): string {
  return path
    .replaceAll(/%c0%(?:ae|2e)/gi, '.')
    .replaceAll(/%c0%af|%c1%9c/gi, '/')
    .replaceAll(/%u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function atHome(path: string): string {
  let known = path
    .replace(/^\/\/[?.]\/(?:unc\/)?/, '')
    // A share of the very machine, and its administrative shares: `//localhost/c$/…`.
    .replace(/^\/\/[^/]+\/([a-z])\$(?=\/|$)/, '$1:')
    .replace(/^\/+([a-z]:)/, '$1')
    .replace(/^\/(?:mnt|cygdrive)\/([a-z])(?=\/)/, '$1:')
    .replace(/::\$data$/, '');
  for (const [variable, folder] of windowsFolders) known = known.replace(variable, folder);
  return known.replace(homeVariables, '~');
}

function resolve(path: string): Pick<NormalPath, 'path' | 'climbs' | 'leaves'> {
  const isAbsolute = /^(?:\/|~|[a-z]:\/)/.test(path);
  const kept: string[] = [];
  let climbs = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0) {
      kept.pop();
      lowest = Math.min(lowest, kept.length);
    } else climbs++;
  }
  const joined = kept.join('/');
  const hasReachedRoot = climbs >= 2 && rootFolders.test(joined);
  let full = path.startsWith('/') || hasReachedRoot ? `/${joined}` : joined;
  full = full
    .replace(/^\/(?:proc\/(?:self|thread-self|\d+|\*|\$\$)\/root|private(?=\/(?:etc|var|tmp)))(?=\/)/, '')
    .replace(/^\/proc\/(?:\d+|\*|\$\$|\uFFFC|thread-self|curproc)(?=\/)/, '/proc/self')
    .replace(/^\/(?=windows\/|winnt\/)/, 'c:/')
    .replace(homeFolders, '~');
  return { path: full, climbs: isAbsolute ? 0 : climbs, leaves: isAbsolute && lowest <= 1 };
}
