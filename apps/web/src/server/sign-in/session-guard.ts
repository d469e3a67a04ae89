import { sessionOf } from './cookie';
import { door } from './door';

/** What anyone may ask for: the sign-in itself, its looks, and whether the page is up. */
const publicPaths = new Set(['/sign-in', '/api/sign-in', '/api/health', '/icon.svg', '/favicon.ico']);
const publicFolder = '/_next/static/';

/** Whether a request goes on, by its session. Where no password is set, all do. */
export function judgeSession(path: string, cookieHeader: string | null): 'go-on' | 'refuse' | 'show-sign-in' {
  const guarded = door();
  if (!guarded || publicPaths.has(path) || path.startsWith(publicFolder)) return 'go-on';
  const session = sessionOf(cookieHeader);
  if (session !== undefined && guarded.sessions.has(session)) return 'go-on';
  return path === '/' || path.startsWith('/c/') ? 'show-sign-in' : 'refuse';
}
