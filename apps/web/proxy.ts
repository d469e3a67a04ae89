import { NextResponse, type NextRequest } from 'next/server';
import { env } from '@/env';
import { contentSecurityPolicy, securityHeaders } from '@/server/content-security-policy';
import { guardRequest, isReadablePath } from '@/server/request-guard';
import { judgeSession } from '@/server/sign-in/session-guard';

/** Guards every request (Host, Origin, session) and gives every response its nonce, policy and security headers. */
export function proxy(request: NextRequest): NextResponse {
  const guarded = guardRequest(
    {
      method: request.method,
      host: request.headers.get('host'),
      origin: request.headers.get('origin'),
      fetchSite: request.headers.get('sec-fetch-site'),
      fetchMode: request.headers.get('sec-fetch-mode'),
    },
    env.WEB_ALLOWED_HOSTS,
  );
  if (!guarded.ok) {
    const { code, message, remedy } = guarded;
    const refusal = NextResponse.json({ error: { code, message, remedy } }, { status: 403 });
    return withHeaders(refusal, "default-src 'none'");
  }
  const session = judgeSession(request.nextUrl.pathname, request.headers.get('cookie'));
  if (session === 'refuse') {
    const refusal = NextResponse.json({ error: signInFirst }, { status: 401 });
    return withHeaders(refusal, "default-src 'none'");
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentSecurityPolicy(nonce, env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const init = { request: { headers } };
  // Rewritten, not redirected: behind a reverse proxy this server does not know its own address.
  const elsewhere = session === 'show-sign-in' ? '/sign-in' : undefined;
  // Next answers a parameter that it cannot decode with a bare 500: such an address leads to nothing.
  const target = elsewhere ?? (isReadablePath(request.nextUrl.pathname) ? undefined : '/not-found');
  const response =
    target === undefined ? NextResponse.next(init) : NextResponse.rewrite(new URL(target, request.url), init);
  return withHeaders(response, policy);
}

const signInFirst = {
  code: 'signed-out',
  message: 'Nobody is signed in here, or the session has ended.',
  remedy: 'Sign in at /sign-in.',
};

function withHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}
