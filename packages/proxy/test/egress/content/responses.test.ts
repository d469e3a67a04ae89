import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ReadableSource } from '../../../src/egress/content/body-source.js';
import { injection, inspector, response } from './inspect.js';

const html = { 'content-type': 'text/html; charset=utf-8' };
const page = (text: string): string => `<!doctype html><title>Notes</title><p>Some notes.</p><p>${text}</p>`;

/** Steps that take out what is found, as `response_scanning.action: strip` has them. */
const stripping = [{ action: 'strip', threshold: 0.7 }] as const;

describe('an answer that steers its reader', () => {
  it.each([
    ['HTML', page(injection), html],
    ['a comment', `<p>Hello</p><!-- ${injection} -->`, html],
    ['JSON', JSON.stringify({ items: [{ description: injection }] }), { 'content-type': 'application/json' }],
    ['text without a type', injection, {}],
    ['text that is called a picture', injection, { 'content-type': 'image/png' }],
    ['gzip', gzipSync(page(injection)), { ...html, 'content-encoding': 'gzip' }],
    ['brotli', brotliCompressSync(page(injection)), { ...html, 'content-encoding': 'br' }],
    ['UTF-16', Buffer.from(`\ufeff${page(injection)}`, 'utf16le'), { 'content-type': 'text/html' }],
    ['an error page', page(injection), html],
  ])('in %s is refused', async (_, body, headers) => {
    const { refusal, kind } = await response(body, headers);
    expect(refusal?.reason).toContain('response contains prompt injection');
    expect(kind).toBe('refused');
  });

  it('is told of and passed where the preset warns', async () => {
    const { bytes } = await response(page(injection), html, { preset: 'balanced' });
    expect(bytes.toString()).toBe(page(injection));
  });

  it('is passed without what steers where the policy strips', async () => {
    const given = {
      change: ({ policy }: { policy: { categories: object } }) =>
        Object.assign(policy, { categories: { ...policy.categories, 'prompt-injection': stripping } }),
    };
    const headers = { 'content-type': 'text/plain; charset=iso-8859-1', 'content-encoding': 'gzip' };
    const { bytes, headers: given2 } = await response(
      gzipSync(`Café hours.\n\n${injection}\n`),
      headers,
      given,
    );
    expect(bytes.toString()).toContain('hours.');
    expect(bytes.toString()).toContain('[REDACTED');
    expect(bytes.toString()).not.toContain('id_rsa');
    expect(given2).toEqual({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(bytes.length),
    });
  });

  it('far into a long answer ends it before', async () => {
    const chunks = Array.from({ length: 40 }, (_, index) =>
      index === 30 ? page(injection) : 'A line of an ordinary report. '.repeat(1000),
    );
    const { refusal, bytes, kind } = await response(chunks, html, {
      change: ({ egress }) => (egress.tls.maxResponseBytes = 10_000),
    });
    expect(kind).toBe('stream');
    expect(refusal?.reason).toContain('prompt injection');
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.toString()).not.toContain('Ignore all');
  });
});

describe('an answer without guile', () => {
  it('passes byte by byte, its headers too', async () => {
    for (const body of [page('fine'), gzipSync(page('fine'))]) {
      const headers = { ...html, 'content-length': String(body.length), etag: '"1"' };
      const coded = Buffer.isBuffer(body) ? { ...headers, 'content-encoding': 'gzip' } : headers;
      const { bytes, headers: passed } = await response(body, coded);
      expect(bytes.equals(Buffer.from(body as string))).toBe(true);
      expect(passed).toEqual(coded);
    }
  });

  it('that is a binary starts before it has ended', async () => {
    const body = new PassThrough();
    const outcome = inspector().response(
      new ReadableSource(body),
      200,
      { 'content-type': 'application/octet-stream' },
      exchange(),
    );
    body.write(randomBytes(100_000));
    const given = await outcome;
    if (given.kind !== 'stream') throw new Error(given.kind);
    const [first] = (await once(given.stream, 'data')) as [Buffer];
    expect(first.length).toBeGreaterThan(1000);
    given.stream.destroy();
  });

  it('that is text and rests goes on with what there is', async () => {
    const body = new PassThrough();
    body.write('The first half of the answer is here, ');
    const outcome = await inspector().response(
      new ReadableSource(body),
      200,
      { 'content-type': 'text/plain' },
      exchange(),
    );
    if (outcome.kind !== 'stream') throw new Error(outcome.kind);
    const [first] = (await once(outcome.stream, 'data')) as [Buffer];
    expect(first.toString()).toBe('The first half of the answer is here, ');
    body.end('and the second.');
    const [second] = (await once(outcome.stream, 'data')) as [Buffer];
    expect(second.toString()).toBe('and the second.');
  });

  it('lets its source go when nobody reads any more', async () => {
    const body = new PassThrough();
    const outcome = inspector().response(
      new ReadableSource(body),
      200,
      { 'content-type': 'application/octet-stream' },
      exchange(),
    );
    body.write(randomBytes(10_000));
    const given = await outcome;
    if (given.kind !== 'stream') throw new Error(given.kind);
    await once(given.stream, 'data');
    const gone = once(body, 'close');
    given.stream.destroy();
    await gone;
    expect(body.destroyed).toBe(true);
  });
});

describe('a range', () => {
  it('of what is not compressed is looked at', async () => {
    const headers = { ...html, 'content-range': 'bytes 100-300/1000' };
    expect((await response(page(injection), headers, { status: 206 })).kind).toBe('refused');
  });

  it('from within what is compressed cannot be, and is refused', async () => {
    const headers = { ...html, 'content-encoding': 'gzip', 'content-range': 'bytes 100-300/1000' };
    const { refusal } = await response(randomBytes(200), headers, { status: 206 });
    expect(refusal?.rule).toBe('content-unreadable');
  });
});

it('does not look at the answers of exempt hosts', async () => {
  const { bytes } = await response(page(injection), html, {
    change: ({ egress }) => (egress.responses.exemptDomains = ['*.example.org']),
  });
  expect(bytes.toString()).toContain('Ignore');
});

function exchange(): Parameters<ReturnType<typeof inspector>['response']>[3] {
  return { door: 'intercepted', agent: 'test', method: 'GET', url: new URL('https://docs.example.org/') };
}
