import { limits } from '../limits';

/** Behind TLS: `__Host-` binds the cookie to this very host, and to TLS. */
const secureName = '__Host-sallyport';
const plainName = 'sallyport';

/** The session that a Cookie header names; undefined where it names none. */
export function sessionOf(cookieHeader: string | null): string | undefined {
  const cookies = new Map<string, string>();
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name = '', value = ''] = part.trim().split('=', 2);
    // The first of a name counts: browsers send the most specific one first.
    if (!cookies.has(name)) cookies.set(name, value);
  }
  const value = cookies.get(secureName) ?? cookies.get(plainName);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** The Set-Cookie header of a session. `origin` is the page's own, which the browser states. */
export function sessionCookie(session: string, origin: string | null): string {
  return cookie(session, origin, Math.floor(limits.sessionMs / 1_000));
}

/** The Set-Cookie headers that let a browser forget its session. */
export function forgottenCookies(): string[] {
  return [cookie('', 'https://', 0), cookie('', 'http://', 0)];
}

function cookie(value: string, origin: string | null, seconds: number): string {
  const isSecure = origin?.startsWith('https://') ?? false;
  const attributes = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
  return isSecure ? `${secureName}=${value}; ${attributes}; Secure` : `${plainName}=${value}; ${attributes}`;
}
