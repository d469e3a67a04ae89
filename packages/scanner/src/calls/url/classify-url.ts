import { callLimits } from '../../limits.js';
import { classifyHost, type HostClass } from './classify-host.js';

/** What {@link classifyUrl} makes of a URL. */
export interface UrlClass {
  /** Lower case, without the colon. */
  scheme: string;
  /** How harmful it is that somebody fetches such a scheme: `none` for what the web is made of. */
  schemeHarm: 'none' | 'some' | 'much';
  /** Absent for schemes without one. */
  host?: HostClass;
  port?: number;
  /** From the first slash on, query and fragment included. */
  path: string;
  /** Whether something stands before an `@` in front of the host. */
  hasUserinfo: boolean;
  /** A second host that other readers of URLs would connect to. */
  ambiguous?: HostClass;
}

const schemeHarms: Readonly<Record<string, 'some' | 'much'>> = {
  file: 'some',
  ftp: 'some',
  sftp: 'some',
  ssh: 'some',
  smb: 'much',
  javascript: 'some',
  vbscript: 'much',
  gopher: 'much',
  dict: 'much',
  ldap: 'much',
  ldaps: 'much',
  rmi: 'much',
  jar: 'much',
  netdoc: 'much',
  tftp: 'much',
  php: 'much',
  phar: 'much',
  expect: 'much',
  zip: 'some',
  ogg: 'much',
  glob: 'much',
  view_source: 'some',
  'compress.zlib': 'much',
  'compress.bzip2': 'much',
  'ms-msdt': 'much',
  'search-ms': 'much',
};
/** Schemes with an authority after `//`, where backslashes count as slashes. */
const webSchemes = new Set(['http', 'https', 'ws', 'wss', 'ftp']);

/**
 * Takes a URL apart as a browser would, and says where its host is. Nothing is resolved or fetched. Undefined where
 * the text is no URL; a text that begins with `//` is taken for one of the web.
 */
export function classifyUrl(text: string): UrlClass | undefined {
  // What a browser drops: blanks around it, tabs and line ends in it.
  const trimmed = text
    .slice(0, callLimits.address)
    .replaceAll(/[\u0000-\u001f]/g, '')
    .trim();
  const [, named] = /^(?:url:|view-source:)?([a-z][a-z0-9+._-]{0,40}):/i.exec(trimmed) ?? [];
  const isRelative = named === undefined && /^[\\/]{2}/.test(trimmed);
  if (named === undefined && !isRelative) return undefined;
  const scheme = named?.toLowerCase() ?? 'https';
  const after =
    named === undefined
      ? trimmed
      : trimmed.slice(trimmed.indexOf(':', trimmed.toLowerCase().indexOf(scheme)) + 1);
  const schemeHarm: UrlClass['schemeHarm'] = Object.hasOwn(schemeHarms, scheme)
    ? (schemeHarms[scheme] ?? 'none')
    : 'none';
  const slashes = /^[\\/]*/.exec(after)?.[0].length ?? 0;
  const isWeb = webSchemes.has(scheme);
  if (!isWeb && slashes < 2) return { scheme, schemeHarm, path: after, hasUserinfo: false };
  const rest = after.slice(isWeb ? slashes : 2);
  const end = rest.search(isWeb ? /[\\/?#]/ : /[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const path = end < 0 ? '' : rest.slice(end);
  const at = authority.lastIndexOf('@');
  const { host, port } = splitPort(authority.slice(at + 1));
  const base = { scheme, schemeHarm, path, hasUserinfo: at >= 0, ...(port === undefined ? {} : { port }) };
  if (host === '') return base;
  const ambiguous = otherHost(rest, authority, at);
  return { ...base, host: classifyHost(host), ...(ambiguous ? { ambiguous } : {}) };
}

function splitPort(authority: string): { host: string; port?: number } {
  const match = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(authority);
  const [, host = '', port = ''] = match ?? [];
  return match ? { host, port: Number(port) } : { host: authority.replace(/:$/, '') };
}

/** `http://a.test\@127.0.0.1/` and `http://127.0.0.1#@a.test/`: readers of URLs do not agree on the host. */
function otherHost(rest: string, authority: string, at: number): HostClass | undefined {
  const [beforeSlash = ''] = rest.split('/');
  const last = beforeSlash.lastIndexOf('@');
  if (last > authority.length) {
    const { host } = splitPort(beforeSlash.slice(last + 1).split(/[?#\\]/)[0] ?? '');
    return host === '' ? undefined : classifyHost(host);
  }
  if (at <= 0) return undefined;
  const before = authority.slice(0, at);
  const inner = before.includes('@') ? before.slice(before.indexOf('@') + 1) : before;
  const { host } = splitPort(inner);
  return /^[\d.a-fx]+$/i.test(host) && host.includes('.') ? classifyHost(host) : undefined;
}
