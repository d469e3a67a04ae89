import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules, scanMessage, scanText } from '../../src/index.js';

const sure = 0.7;
const hashes = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
const hash = fc
  .tuple(
    fc.constantFrom(...hashes),
    fc.uint8Array({ minLength: 8, maxLength: 8 }),
    fc.constantFrom('hex', 'base64'),
  )
  .map(([name, bytes, encoding]) =>
    createHash(name)
      .update(bytes)
      .digest(encoding as 'hex'),
  );

function blocked(text: string): string[] {
  return scanText(text, { direction: 'client-to-server' })
    .filter(({ category, confidence }) => category === 'credential-leak' && confidence >= sure)
    .map(({ rule }) => rule);
}

describe('what is no credential', () => {
  it.each([
    ['a hash', (value: string) => value],
    ['a commit', (value: string) => `commit ${value}\nAuthor: Ada`],
    ['an integrity of a lockfile', (value: string) => `"integrity": "sha512-${value}"`],
    ['an image', (value: string) => `FROM node@sha256:${value}`],
    ['a row of checksums', (value: string) => `${value}  dist/app-1.2.3.tar.gz`],
    ['an entity tag', (value: string) => `etag: W/"${value}"`],
    [
      'an address',
      (value: string) => `https://cdn.example.org/assets/app.${value.replaceAll('/', '')}.js?v=2`,
    ],
    ['an identifier', (value: string) => `{"id": "${value}", "request_id": "${value}"}`],
  ])('stays quiet: %s', (_, write) => {
    fc.assert(
      fc.property(hash, (value) => {
        expect(blocked(write(value))).toEqual([]);
      }),
    );
  });

  it('stays quiet: UUIDs, bytes in base64 and numbers, in any member', () => {
    const value = fc.oneof(
      fc.uuid(),
      fc.uint8Array({ minLength: 40, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('id', 'data', 'digest', 'cursor', 'content', 'trace'),
        value,
        (name, text) => {
          const findings = scanMessage({ params: { [name]: text } }, { direction: 'client-to-server' });
          expect(
            findings.filter(
              ({ category, confidence }) => category === 'credential-leak' && confidence >= sure,
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  it.each([
    'password: process.env.DB_PASSWORD',
    'const token = await getToken(request.headers.authorization);',
    'api_key = os.environ["OPENAI_API_KEY"]',
    'API_KEY=<your api key>',
    'export GITHUB_TOKEN=${{ secrets.GITHUB_TOKEN }}',
    'token: ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'aws_secret_access_key = YOUR_SECRET_ACCESS_KEY',
    'postgres://user:password@localhost:5432/app',
    'mongodb+srv://<user>:<password>@cluster.example.net',
    'The password must have at least 12 characters, 1 digit and 1 symbol.',
    'Authorization: Bearer $ACCESS_TOKEN',
    'next_page_token: null, has_more: false',
    'Bearer token authentication (RFC 6750)',
    'max_tokens: 4096, token_count: 1532',
    'primary_key: user_id, foreign_key: orders_2024_id',
    'keyboard_key=ArrowDown2 sort_key=created_at_2024',
  ])('stays quiet: %s', (text) => {
    expect(blocked(text)).toEqual([]);
  });
});

describe('the rules on credentials', () => {
  const kinds = rules.filter(({ category }) => category === 'credential-leak');

  it('name more kinds than any other open list', () => {
    expect(kinds.length).toBeGreaterThan(500);
  });

  it('say where a credential may go by plain host names', () => {
    const hosts = kinds.flatMap((rule) => (rule.kind === 'pattern' ? (rule.hosts ?? []) : []));
    expect(hosts.length).toBeGreaterThan(300);
    expect(hosts.filter((host) => !/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host))).toEqual([]);
  });

  it('count a documentation key on the way out and not on the way in', () => {
    for (const key of [
      ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
      ['ghp_', '012345678901234567890123456789abcdef'].join(''),
    ]) {
      const [out] = scanText(key, { direction: 'client-to-server' });
      const [back] = scanText(key, { direction: 'server-to-client' });
      expect(out?.confidence).toBeGreaterThanOrEqual(sure);
      expect(back?.confidence).toBeLessThan(0.5);
    }
  });

  it('report the whole of a secret, also where the keyword stands inside it', () => {
    const secrets = [
      ['5912345678', ':AAk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oR'].join(''),
      ['8f14e45fcea167a5a36dedd4bea2543c', '-us14'].join(''),
      ['k3L8', 'Q~r9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXqk'].join(''),
    ];
    for (const secret of secrets) {
      const [finding] = scanText(`key ${secret} end`, { direction: 'client-to-server' });
      expect([finding?.start, finding?.end]).toEqual([4, 4 + secret.length]);
    }
  });
});
