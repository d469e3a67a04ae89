import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPage, type ServedPage } from './support/house';

interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

describe('the page’s server, called by hand', () => {
  let served: ServedPage;
  let port: string;

  beforeAll(async () => {
    served = await startPage({});
    port = new URL(served.address).port;
  });

  afterAll(() => served?.stop());

  async function call({ method = 'GET', path = '/api/health', headers = {}, body }: Call) {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path, headers }, resolve).on('error', reject).end(body);
    });
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode, headers: response.headers, text };
  }

  const errorCode = (text: string) => (JSON.parse(text) as { error: { code: string } }).error.code;

  it.each(['/', '/c/some-id', '/api/health', '/api/conversations', '/icon.svg'])(
    'answers %s under no other name than this machine’s own',
    async (path) => {
      const response = await call({ path, headers: { host: `rebound.example:${port}` } });
      expect(response.status).toBe(403);
      expect(errorCode(response.text)).toBe('host-refused');
    },
  );

  it.each([
    '/%ff',
    '/c/%ff',
    '/c/%E0%A4%A',
    '/api/datasets/%ff',
    '/api/conversations/%2',
    '/api/conversations/%ff',
    '/nothing',
  ])('has its own page for %s, which leads to nothing', async (path) => {
    const response = await call({ path, headers: { host: `localhost:${port}` } });
    expect(response.status).toBe(404);
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
    expect(response.text).toContain('There is no such page');
  });

  it.each([
    ['POST', '/api/chat'],
    ['POST', '/api/runs/run-1/stop'],
    ['DELETE', '/api/conversations/conversation-1'],
  ])('refuses %s %s without an Origin, and from another one', async (method, path) => {
    const host = `localhost:${port}`;
    const missing = await call({ method, path, headers: { host } });
    expect([missing.status, errorCode(missing.text)]).toEqual([403, 'origin-missing']);
    const foreign = await call({ method, path, headers: { host, origin: 'https://evil.example' } });
    expect([foreign.status, errorCode(foreign.text)]).toEqual([403, 'origin-refused']);
  });

  it('refuses a read that another site’s page makes', async () => {
    const headers = {
      host: `localhost:${port}`,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
    };
    expect((await call({ path: '/api/conversations', headers })).status).toBe(403);
  });

  it('gives every response its headers, and every page a nonce of its own', async () => {
    const host = `127.0.0.1:${port}`;
    const [first, second] = await Promise.all([
      call({ path: '/', headers: { host } }),
      call({ path: '/', headers: { host } }),
    ]);
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(first.headers).not.toHaveProperty('x-powered-by');
    const policy = String(first.headers['content-security-policy']);
    expect(policy).not.toContain('unsafe-eval');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    expect(first.text).toContain(`nonce="${nonce}"`);
    expect(String(second.headers['content-security-policy'])).not.toContain(nonce);
  });

  it('refuses bodies that are too large or of another shape', async () => {
    const headers = {
      host: `localhost:${port}`,
      origin: `http://localhost:${port}`,
      'content-type': 'application/json',
    };
    const large = await call({
      method: 'POST',
      path: '/api/chat',
      headers,
      body: `{"message":"${'x'.repeat(80_000)}"}`,
    });
    expect([large.status, errorCode(large.text)]).toEqual([413, 'request-invalid']);
    const wrong = await call({ method: 'POST', path: '/api/chat', headers, body: '{"messages":[]}' });
    expect([wrong.status, errorCode(wrong.text)]).toEqual([400, 'request-invalid']);
  });
});
