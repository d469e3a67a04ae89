import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { SeededRandom } from '@sallyport/testing/figures';
import { describe, expect, it } from 'vitest';
import { contentLimits } from '../../../src/egress/content/limits.js';
import { knownValue, leaks, request } from './inspect.js';

const boundary = 'XBOUNDARYX';

function multipart(parts: readonly (readonly [head: string, content: Buffer | string])[]): Buffer {
  const lines = parts.flatMap(([head, content]) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...lines, Buffer.from(`--${boundary}--\r\n`)]);
}

type Place = readonly [name: string, contentType: string, wrap: (value: string) => Buffer | string];

const places: readonly Place[] = [
  ['a value of JSON', 'application/json', (value) => JSON.stringify({ rows: [1, { note: value }] })],
  ['a name in JSON', 'application/json', (value) => JSON.stringify({ [value]: true })],
  [
    'JSON in a string of JSON',
    'application/json',
    (value) => JSON.stringify({ j: JSON.stringify({ value }) }),
  ],
  ['JSON of another kind', 'application/vnd.api+json', (value) => JSON.stringify({ value })],
  [
    'JSON that hides it behind a member of the same name',
    'application/json',
    (value) => `{"a":"${value}","a":"x"}`,
  ],
  [
    'a field of a form',
    'application/x-www-form-urlencoded',
    (value) => `a=1&note=${encodeURIComponent(value)}`,
  ],
  ['a name in a form', 'application/x-www-form-urlencoded', (value) => `a=1&${encodeURIComponent(value)}=x`],
  [
    'a part of a form',
    `multipart/form-data; boundary=${boundary}`,
    (value) => multipart([['Content-Disposition: form-data; name="note"', value]]),
  ],
  [
    'the name of a file',
    `multipart/form-data; boundary="${boundary}"`,
    (value) => multipart([[`Content-Disposition: form-data; name="f"; filename="${value}.txt"`, 'x']]),
  ],
  [
    'a part in base64',
    `multipart/mixed; boundary=${boundary}`,
    (value) =>
      multipart([['Content-Transfer-Encoding: base64', Buffer.from(`note: ${value}\n`).toString('base64')]]),
  ],
  [
    'a part in quoted-printable',
    `multipart/mixed; boundary=${boundary}`,
    (value) =>
      multipart([
        ['Content-Transfer-Encoding: quoted-printable', `${value.slice(0, 9)}=\r\n${value.slice(9)}`],
      ]),
  ],
  [
    'a compressed part',
    `multipart/form-data; boundary=${boundary}`,
    (value) =>
      multipart([['Content-Disposition: form-data; name="f"; filename="f.gz"', gzipSync(`k = ${value}`)]]),
  ],
  ['text', 'text/plain', (value) => `the key is ${value}, keep it`],
  ['text that is called a picture', 'image/png', (value) => `the key is ${value}, keep it`],
  ['XML', 'application/xml', (value) => `<?xml version="1.0"?><a><![CDATA[${value}]]></a>`],
  ['HTML', 'text/html', (value) => `<p hidden data-x="${value}">hello</p>`],
  [
    'a binary',
    'application/octet-stream',
    (value) => Buffer.concat([randomBytes(5000), Buffer.from(`\0key=${value}\0`), randomBytes(5000)]),
  ],
  ['an archive', 'application/gzip', (value) => gzipSync(`k = ${value}`)],
  ['UTF-16', 'text/plain; charset=utf-16le', (value) => Buffer.from(`the key is ${value}.`, 'utf16le')],
  ['UTF-16 that says nothing of it', 'text/plain', (value) => Buffer.from(`the key is ${value}.`, 'utf16le')],
];

const codings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  identity: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  'x-gzip': (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'deflate, gzip': (bytes) => gzipSync(deflateRawSync(bytes)),
  br: (bytes) => brotliCompressSync(bytes),
};

describe.each(Object.entries(leaks))('a request that takes a secret (%s) along', (_, secret) => {
  it.each(places)('in %s is refused', async (_, contentType, wrap) => {
    const { kind, refusal } = await request(wrap(secret), { 'content-type': contentType });
    expect(refusal?.reason).toContain('DLP match');
    expect(kind).toBe('refused');
    expect(JSON.stringify(refusal)).not.toContain(secret);
  });

  it.each(Object.keys(codings))('as JSON in %s is refused', async (coding) => {
    const body = codings[coding]?.(Buffer.from(JSON.stringify({ text: secret }))) ?? Buffer.alloc(0);
    const headers = { 'content-type': 'application/json', 'content-encoding': coding };
    expect((await request(body, headers)).kind).toBe('refused');
  });

  const encodings: Readonly<Record<string, (text: string) => string>> = {
    base64: (text) => Buffer.from(text).toString('base64'),
    base64url: (text) => Buffer.from(text).toString('base64url'),
    hexadecimal: (text) => Buffer.from(text).toString('hex'),
    percent: (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
    'base64 in base64': (text) => Buffer.from(Buffer.from(`x=${text}`).toString('base64')).toString('base64'),
    'JSON escapes': (text) =>
      text.replaceAll(/./g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  };
  it.each(Object.entries(encodings))('encoded as %s is refused', async (_, encode) => {
    const text = `{"data":"${encode(secret)}"}`;
    expect((await request(text, { 'content-type': 'application/json' })).kind).toBe('refused');
  });

  it('in a body that is longer than is held, wherever it stands, is cut off before it', async () => {
    const size = 2 * contentLimits.windowCharacters;
    for (const at of [0, 1, 65_530, 65_536, 100_000, size - 1]) {
      const filler = (length: number): string =>
        'lorem ipsum dolor '.repeat(length / 18 + 1).slice(0, length);
      const body = `${filler(at)} ${secret} ${filler(size - at)}`;
      const chunks = body.match(/[^]{1,16000}/g) ?? [];
      const { refusal, bytes } = await request(
        chunks,
        { 'content-type': 'text/plain' },
        {
          change: ({ egress }) => (egress.requests.maxBodyBytes = 1024),
        },
      );
      expect(refusal?.reason, `at ${at}`).toContain('DLP match');
      expect(bytes.includes(secret)).toBe(false);
    }
  });
});

describe('a request that takes nothing along', () => {
  it.each(places)('passes byte by byte: %s', async (_, contentType, wrap) => {
    const body = Buffer.from(wrap('nothing that matters') as string);
    const { bytes, kind, headers } = await request(body, { 'content-type': contentType });
    expect({ kind, headers }).toEqual({ kind: 'whole', headers: { 'content-type': contentType } });
    expect(bytes.equals(body)).toBe(true);
  });

  it('passes as it was compressed', async () => {
    for (const [coding, encode] of Object.entries(codings)) {
      const body = encode(Buffer.from('{"a":"b"}'));
      const headers = { 'content-type': 'application/json', 'content-encoding': coding };
      expect((await request(body, headers)).bytes.equals(body)).toBe(true);
    }
  });

  it('passes whatever its bytes, type and size are, and never fails otherwise than by a refusal', async () => {
    const types = ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png', ''];
    const random = new SeededRandom(20_261_121);
    for (let run = 0; run < 100; run++) {
      const chunks = Array.from({ length: random.integer(0, 4) }, () =>
        Buffer.from(Array.from({ length: random.integer(0, 3000) }, () => random.integer(0, 255))),
      );
      const { kind, bytes } = await request(chunks, { 'content-type': random.pick(types) });
      expect(kind === 'refused' || bytes.equals(Buffer.concat(chunks))).toBe(true);
    }
  });
});

describe('a request that cannot be looked at', () => {
  const json = { 'content-type': 'application/json' };
  const cases: readonly (readonly [string, Buffer, Record<string, string>])[] = [
    ['in a coding that is not known', Buffer.from('x'), { ...json, 'content-encoding': 'compress' }],
    ['that is not in its coding', Buffer.from('{"a":1}'), { ...json, 'content-encoding': 'gzip' }],
    ['that breaks off', gzipSync(randomBytes(900)).subarray(0, 400), { ...json, 'content-encoding': 'gzip' }],
    ['in too many codings', Buffer.from('x'), { ...json, 'content-encoding': 'gzip, gzip, gzip, gzip' }],
    ['whose parts have no boundary', Buffer.from('x'), { 'content-type': 'multipart/form-data' }],
    [
      'that expands without end',
      gzipSync(Buffer.alloc(80 * 1024 * 1024)),
      { ...json, 'content-encoding': 'gzip' },
    ],
    [
      'that expands without end within itself',
      gzipSync(gzipSync(Buffer.alloc(300 * 1024 * 1024))),
      { ...json, 'content-encoding': 'gzip, gzip' },
    ],
  ];
  it.each(cases)(
    '%s is refused, and passes as it is where the mode only records',
    async (_, body, headers) => {
      expect((await request(body, headers)).refusal?.rule).toBe('content-unreadable');
      const audited = await request(body, headers, { preset: 'audit' });
      expect(audited.bytes.equals(body)).toBe(true);
    },
  );
});

describe('a known secret in pieces', () => {
  it.each([
    [
      'the fields of a form',
      'application/x-www-form-urlencoded',
      `a=${knownValue.slice(0, 10)}&b=${knownValue.slice(10)}`,
    ],
    [
      'the values of JSON',
      'application/json',
      JSON.stringify([knownValue.slice(0, 10), knownValue.slice(10)]),
    ],
    [
      'parts',
      `multipart/form-data; boundary=${boundary}`,
      multipart([
        ['Content-Disposition: form-data; name="a"', knownValue.slice(0, 10)],
        ['Content-Disposition: form-data; name="b"', knownValue.slice(10)],
      ]),
    ],
  ])('over %s is refused', async (_, type, body) => {
    expect((await request(body, { 'content-type': type })).kind).toBe('refused');
  });
});
