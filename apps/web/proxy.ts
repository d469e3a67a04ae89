import { NextResponse, type NextRequest } from 'next/server';
import { env } from '@/env';
import { contentSecurityPolicy, securityHeaders } from '@/server/content-security-policy';
import { guardRequest, isReadablePath } from '@/server/request-guard';

/** Guards every request (Host, Origin) and gives every response its nonce, policy and security headers. */
export function proxy(request: NextRequest): NextResponse {
  const guarded = guardRequest({
    method: request.method,
    host: request.headers.get('host'),
    origin: request.headers.get('origin'),
    fetchSite: request.headers.get('sec-fetch-site'),
    fetchMode: request.headers.get('sec-fetch-mode'),
  });
  if (!guarded.ok) {
    const { code, message, remedy } = guarded;
    const refusal = NextResponse.json({ error: { code, message, remedy } }, { status: 403 });
    return withHeaders(refusal, "default-src 'none'");
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentSecurityPolicy(nonce, env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const init = { request: { headers } };
  // Next answers a parameter that it cannot decode with a bare 500: such an address leads to nothing.
  const response = isReadablePath(request.nextUrl.pathname)
    ? NextResponse.next(init)
    : NextResponse.rewrite(new URL('/not-found', request.url), init);
  return withHeaders(response, policy);
}

function withHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}
