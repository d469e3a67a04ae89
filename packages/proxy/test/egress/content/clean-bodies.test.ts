import { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ReadableSource } from '../../../src/egress/content/body-source.js';
import type { BodyInspector, Exchange } from '../../../src/egress/types.js';
import { injection, inspector, leaks } from './inspect.js';

const json = { 'content-type': 'application/json' };
const exchange: Exchange = {
  door: 'forward',
  agent: 'test',
  method: 'POST',
  url: new URL('https://api.example.org/'),
};
const source = (text: string | Buffer): ReadableSource =>
  new ReadableSource(Readable.from([Buffer.from(text)], { objectMode: false }));
const answered = async (
  bodies: BodyInspector,
  text: string | Buffer,
  headers: IncomingHttpHeaders = json,
): Promise<string> => (await bodies.response(source(text), 200, headers, exchange)).kind;
const asked = async (bodies: BodyInspector, text: string): Promise<string> =>
  (await bodies.request(source(text), json, exchange)).kind;

describe('a body that was clean before', () => {
  it('passes again, and one that differs in a character is looked at', async () => {
    const bodies = inspector();
    const clean = JSON.stringify({ text: 'Nothing that matters.' });
    expect(await answered(bodies, clean)).toBe('whole');
    expect(await answered(bodies, clean)).toBe('whole');
    expect(await answered(bodies, JSON.stringify({ text: injection }))).toBe('refused');
  });

  it('is looked at anew where it goes the other way', async () => {
    const bodies = inspector();
    const orders = JSON.stringify({ text: injection });
    expect(await asked(bodies, orders)).toBe('whole');
    expect(await answered(bodies, orders)).toBe('refused');
  });

  it('is looked at anew where its headers call it something else', async () => {
    const bodies = inspector();
    const utf16 = Buffer.from(injection, 'utf16le');
    const first = await answered(bodies, utf16, { 'content-type': 'application/octet-stream' });
    const second = await answered(bodies, utf16, { 'content-type': 'text/plain; charset=utf-16le' });
    expect([first, second]).toContain('refused');
    expect(second).toBe('refused');
  });
});

it('refuses a body with a finding each time that it comes', async () => {
  const bodies = inspector();
  const leak = JSON.stringify({ note: `my key is ${leaks['github'] ?? ''}` });
  for (let round = 0; round < 3; round++) expect(await asked(bodies, leak)).toBe('refused');
});
