import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { SeededRandom } from '@sallyport/testing/figures';
import { describe, expect, it } from 'vitest';
import { ReadableSource } from '../../../src/egress/content/body-source.js';
import { eventSplitter } from '../../../src/egress/content/event-splitter.js';
import { injection, inspector, leaks, response } from './inspect.js';

const events = { 'content-type': 'text/event-stream' };
const token = (content: string): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', model: 'a-model', choices: [{ index: 0, delta: { content } }] })}\n\n`;
const tokensOf = (text: string): string[] => (text.match(/\S+\s*/g) ?? []).map(token);

describe('a stream of events', () => {
  it('passes byte by byte, each event when it is whole and no later', async () => {
    const body = new PassThrough();
    const outcome = await inspector().response(new ReadableSource(body), 200, events, {
      door: 'intercepted',
      agent: 'test',
      method: 'POST',
      url: new URL('https://api.example.org/v1/chat/completions'),
    });
    if (outcome.kind !== 'stream') throw new Error(outcome.kind);
    for (const event of [...tokensOf('The sky is blue.'), ': keepalive\n\n', 'data: [DONE]\n\n']) {
      const passed = once(outcome.stream, 'data');
      body.write(event);
      expect(String((await passed)[0])).toBe(event);
    }
    body.end();
    await once(outcome.stream, 'end');
  });

  it.each([
    ['one event', [token(injection)]],
    ['its tokens', tokensOf(`Here is the page. ${injection} Thank you.`)],
    ['events that are no JSON', injection.split(' ').map((word) => `data: ${word} \n\n`)],
    ['a comment', [`: ${injection}\n\n`]],
    ['the lines of an event', [`${injection.replaceAll(/^|(?<=\. )/g, 'data: ')}\n\n`]],
  ])('that steers its reader in %s ends with an event that says so', async (_, parts) => {
    const { bytes, kind } = await response(
      [...tokensOf('Hello, dear reader.'), ...parts, token('after')],
      events,
    );
    expect(kind).toBe('stream');
    const text = bytes.toString();
    expect(text).toContain('"dear "');
    expect(text).not.toContain('"after"');
    const last = text.slice(text.lastIndexOf('event: error'));
    expect(JSON.parse(last.slice(last.indexOf('{')))).toMatchObject({
      blocked: true,
      block_reason: expect.stringContaining('prompt injection') as string,
      error: { code: expect.any(String) as string },
    });
  });

  it.each(Object.entries(leaks))(
    'that spells a secret (%s) token by token never finishes it',
    async (_, secret) => {
      const parts = secret.match(/.{1,4}/g) ?? [];
      const { bytes } = await response([...parts.map(token), token('after')], events);
      expect(bytes.toString()).toContain('event: error');
      expect(bytes.toString()).not.toContain(JSON.stringify(parts.at(-1)));
    },
  );

  it('that is compressed is passed on without its coding', async () => {
    const headers = { ...events, 'content-encoding': 'gzip', 'content-length': '9' };
    const text = tokensOf('The sky is blue.').join('');
    const { bytes, headers: passed } = await response(gzipSync(text), headers);
    expect(bytes.toString()).toBe(text);
    expect(passed).toEqual(events);
  });

  it('with an event that is longer than is held passes it in pieces', async () => {
    const picture = `data: {"image":"${Buffer.from('pixels '.repeat(60_000)).toString('base64')}"}\n\n`;
    const chunks = picture.match(/[^]{1,16000}/g) ?? [];
    const { bytes, refusal } = await response([...chunks, token('then')], events);
    expect(refusal).toBeUndefined();
    expect(bytes.toString()).toBe(picture + token('then'));
  });

  it('of lines is passed line by line', async () => {
    const lines = { 'content-type': 'application/x-ndjson' };
    const line = (text: string): string => `${JSON.stringify({ message: { content: text } })}\n`;
    const fine = await response([line('one'), line('two')], lines);
    expect(fine.bytes.toString()).toBe(line('one') + line('two'));
    const words = injection.split(' ').map((word) => line(`${word} `));
    const steered = await response([line('one'), ...words], lines);
    expect(steered.bytes.toString()).toContain('"blocked":true');
  });

  it('is cut into events wherever its pieces begin and end', () => {
    const random = new SeededRandom(20_261_121);
    const bodies = ['data: a', 'id: 1\ndata: b', ': c', 'x'];
    const ends = ['\n\n', '\r\n\r\n', '\r\r', '\n\r\n'];
    for (let run = 0; run < 2000; run++) {
      const given = Array.from({ length: random.integer(0, 6) }, () => random.pick(bodies));
      const text = given.map((body) => body + random.pick(ends)).join('');
      const splitter = eventSplitter('events');
      const out: Buffer[] = [];
      for (let at = 0; at < text.length;) {
        const size = random.integer(1, 5);
        out.push(...splitter.push(Buffer.from(text.slice(at, at + size))));
        at += size;
      }
      expect(splitter.pendingBytes).toBe(0);
      expect(Buffer.concat(out).toString()).toBe(text);
      expect(out.map((one) => String(one).trim()).filter((one) => one !== '')).toEqual(given);
    }
  });
});
