import { NextResponse, type NextRequest } from 'next/server';
import { env } from '@/env';
import { contentSecurityPolicy, securityHeaders } from '@/server/content-security-policy';
import { guardRequest } from '@/server/request-guard';

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
  return withHeaders(NextResponse.next({ request: { headers } }), policy);
}

function withHeaders(response: NextResponse, policy: string): NextResponse {
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}
