import { describe, expect, it } from 'vitest';
import { leaks } from './content/inspect.js';
import { leafOf, openInterception, openTlsOrigin, outsideAuthority } from './tls/origins.js';
import { curl } from './tls/programs.js';
import { ask, local, openProxy } from './support/open-proxy.js';
import { describeWith } from '@sallyport/testing';

const outside = outsideAuthority();

/** Keys by their providers: the host of the provider, and how its clients send the key. */
const providers: readonly [name: string, host: string, key: string, header: (key: string) => string][] = [
  ['Anthropic', 'api.anthropic.com', leaks['anthropic'] ?? '', (key) => `X-Api-Key: ${key}`],
  ['GitHub', 'api.github.com', leaks['github'] ?? '', (key) => `Authorization: Bearer ${key}`],
  ['Stripe', 'api.stripe.com', leaks['stripe'] ?? '', (key) => `Authorization: Bearer ${key}`],
  ['Slack', 'slack.com', leaks['slack'] ?? '', (key) => `Authorization: Bearer ${key}`],
];

describeWith('curl', 'a key of a provider', () => {
  it.each(providers)(
    'of %s goes to its own host over TLS, in a header and in a body, and to no other',
    async (_, host, key, header) => {
      const seen: string[] = [];
      const { port } = await openTlsOrigin(
        leafOf(outside, [host, 'elsewhere.example']),
        (request, response) => {
          request.resume();
          request.on('end', () => {
            seen.push(request.headers.host ?? request.authority);
            response.end('fine');
          });
        },
      );
      const proxy = await openInterception(outside);
      const status = async (name: string, ...args: string[]): Promise<string> =>
        (await curl(proxy, ['-o', '/dev/null', '-w', '%{http_code}', ...args, `https://${name}:${port}/v1`]))
          .out;
      expect(await status(host, '-H', header(key))).toBe('200');
      expect(
        await status(host, '-d', JSON.stringify({ note: key }), '-H', 'Content-Type: application/json'),
      ).toBe('200');
      expect(await status('elsewhere.example', '-H', header(key))).toBe('403');
      expect(await status('elsewhere.example', '-d', key)).toBe('403');
      expect(seen).toEqual([`${host}:${port}`, `${host}:${port}`]);
    },
  );
});

describe('a key of a provider', () => {
  it('does not go to its own host without TLS', async () => {
    const { port, events } = await openProxy(`${local}request_body_scanning: { action: block }\n`, {
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    const { status } = await ask(port, 'http://api.github.com/user', {
      headers: { host: 'api.github.com', authorization: `Bearer ${leaks['github'] ?? ''}` },
    });
    expect(status).toBe(403);
    expect(JSON.stringify(await events())).not.toContain(leaks['github']);
  });
});
