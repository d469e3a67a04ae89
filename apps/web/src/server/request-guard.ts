/** Why a request is refused before any handler sees it. */
export type RefusalCode = 'host-refused' | 'origin-missing' | 'origin-refused';

/** What {@link guardRequest} looks at. */
export interface GuardedRequest {
  method: string;
  host: string | null;
  origin: string | null;
  /** The browser's own `Sec-Fetch-Site`, absent from other clients. */
  fetchSite: string | null;
  /** The browser's own `Sec-Fetch-Mode`. */
  fetchMode: string | null;
}

/** The guard's answer: a refusal carries what to tell the caller. */
export type GuardResult = { ok: true } | { ok: false; code: RefusalCode; message: string; remedy: string };

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const safeMethods = new Set(['GET', 'HEAD']);

/**
 * Lets a request through only when it was addressed to this machine by a loopback name or one that is allowed (a
 * rebound DNS name is neither) and was not sent by another site's page. A request that changes something must carry a same-origin `Origin`.
 */
export function guardRequest(
  request: GuardedRequest,
  allowedNames: ReadonlySet<string> = new Set(),
): GuardResult {
  if (!isKnownHost(request.host, allowedNames)) {
    return {
      ok: false,
      code: 'host-refused',
      message: 'This page answers only under its own names.',
      remedy:
        'Open it as http://localhost or http://127.0.0.1, with the port the server printed, or add the name to WEB_ALLOWED_HOSTS.',
    };
  }
  if (request.origin === null) {
    return safeMethods.has(request.method) ? guardFetchSite(request) : originMissing();
  }
  return isSameOrigin(request.origin, request.host) ? { ok: true } : originRefused();
}

/** True for `localhost`, `127.0.0.1`, `[::1]` and the names that are allowed, with or without a port. */
function isKnownHost(host: string | null, allowedNames: ReadonlySet<string>): host is string {
  if (host === null) return false;
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host)?.[1]?.toLowerCase();
  return name !== undefined && (loopbackNames.has(name) || allowedNames.has(name));
}

/** False for a path with a percent sign that stands for no character, such as `/c/%ff`. */
export function isReadablePath(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isSameOrigin(origin: string, host: string): boolean {
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return false;
  return parsed.host === new URL(`${parsed.protocol}//${host}`).host;
}

function guardFetchSite(request: GuardedRequest): GuardResult {
  const crossSite = request.fetchSite === 'cross-site' || request.fetchSite === 'same-site';
  return crossSite && request.fetchMode !== 'navigate' ? originRefused() : { ok: true };
}

function originMissing(): GuardResult {
  return {
    ok: false,
    code: 'origin-missing',
    message: 'A request that changes something must say which page sent it, and this one does not.',
    remedy: 'Send an Origin header equal to the address of this page.',
  };
}

function originRefused(): GuardResult {
  return {
    ok: false,
    code: 'origin-refused',
    message: 'The request was sent by a page of another origin.',
    remedy: 'Use the chat from its own address.',
  };
}
