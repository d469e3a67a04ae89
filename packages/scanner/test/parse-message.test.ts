import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParseErrorCode, parseMessage, parsePointer } from '../src/index.js';
import { secrets, valueAt } from './secrets.js';

const direction = 'client-to-server';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rulesOf = (input: Uint8Array | string): (readonly [string, string])[] => {
  const parsed = parseMessage(input, { direction });
  return parsed.ok ? parsed.findings.map(({ rule, pointer }) => [rule, pointer] as const) : [];
};

/** JSON as people and attackers write it: blanks anywhere, names twice, odd escapes. */
const anyJson = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.json({ maxDepth: 3 }).map((json) => json.replaceAll(/([[\]{}:,])/g, ' $1\t\n')),
  fc.jsonValue().map((value) => JSON.stringify(value, undefined, 2)),
);
/** Texts that are nearly JSON. */
const nearlyJson = fc
  .tuple(
    anyJson,
    fc.nat(),
    fc.constantFrom('', ',', '}', ']', '"', '\\', '\u0001', '01', 'nul', ' x', '\ufeff'),
  )
  .map(([json, at, piece]) => {
    const cut = at % (json.length + 1);
    return json.slice(0, cut) + piece + json.slice(cut + (at % 2));
  });

describe('parseMessage', () => {
  it('takes and refuses the very texts that JSON.parse does, and gives the same values', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, nearlyJson, fc.string()), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        let expected: { value: unknown } | undefined;
        try {
          expected = { value: JSON.parse(text) };
        } catch {
          expected = undefined;
        }
        const parsed = parseMessage(text, { direction });
        expect(parsed.ok).toBe(expected !== undefined);
        expect(parsed.ok ? parsed.message : undefined).toEqual(expected?.value);
        expect(parsed.ok ? 0 : parsed.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds names that are there twice, at any depth, and points at the second', () => {
    expect(rulesOf('{"id":1,"params":{"name":"a","list":[{},{"x/y":1,"x\\u002fy":2}]},"id":2}')).toEqual([
      ['message-duplicate-member', '/params/list/1/x~1y'],
      ['message-duplicate-member', '/id'],
    ]);
    expect(rulesOf('{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}')).toEqual([]);
    expect(rulesOf('{"__proto__":1,"constructor":2,"toString":3}')).toEqual([]);
  });

  it('finds each duplicate and nothing else in any document', () => {
    const name = fc.constantFrom('a', 'b', 'c/d', '~', '', 'é', '__proto__');
    const document = fc.array(fc.tuple(name, fc.jsonValue({ maxDepth: 1 })), { maxLength: 8 });
    fc.assert(
      fc.property(document, (members) => {
        const text = `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`;
        const twice = members.length - new Set(members.map(([key]) => key)).size;
        const found = rulesOf(text);
        expect(found.filter(([rule]) => rule === 'message-duplicate-member')).toHaveLength(twice);
        for (const [, pointer] of found) {
          expect(valueAt(JSON.parse(text), parsePointer(pointer))).toBeDefined();
        }
      }),
    );
  });

  it('does not spell a secret out that is a name', () => {
    const text = `{"${secrets.github}":{"a":1,"a":2}}`;
    expect(JSON.stringify(parseMessage(text, { direction }))).toContain('"/ghp_…17/a"');
    const { findings } = parseMessage(text, { direction }) as { findings: unknown };
    expect(JSON.stringify(findings)).not.toContain(secrets.github);
  });

  it('finds bytes that are no UTF-8, half characters and a byte order mark', () => {
    expect(rulesOf(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toEqual([['message-invalid-utf8', '']]);
    expect(rulesOf(bytes('{"a":"\\ud83d","b":["\\ud83d\\ude00 \\ude00"]}'))).toEqual([
      ['message-lone-surrogate', '/a'],
      ['message-lone-surrogate', '/b/0'],
    ]);
    expect(rulesOf('{"a":"\ud83d","\udead":1}')).toEqual([
      ['message-lone-surrogate', '/a'],
      ['message-lone-surrogate', '/\udead'],
    ]);
    expect(rulesOf(bytes('\ufeff{"a":"😀","b":"\\ud83d\\ude00"}'))).toEqual([
      ['message-byte-order-mark', ''],
    ]);
  });

  it.each([
    ['', ParseErrorCode.InvalidJson, 0],
    ['{"a":1} x', ParseErrorCode.TrailingText, 8],
    ['{"a":1}{"a":2}', ParseErrorCode.TrailingText, 7],
    ["{'a':1}", ParseErrorCode.InvalidJson, 1],
    ['[1,]', ParseErrorCode.InvalidJson, 3],
    ['{"a":01}', ParseErrorCode.InvalidJson, 5],
    ['"a\u0000b"', ParseErrorCode.InvalidJson, 0],
    ['[NaN]', ParseErrorCode.InvalidJson, 1],
    ['['.repeat(100_000), ParseErrorCode.TooDeep, 128],
    [`[${'0,'.repeat(600_000)}0]`, ParseErrorCode.TooManyValues, 999_999],
  ])('refuses %#, and says where', (text, code, offset) => {
    const parsed = parseMessage(text, { direction });
    expect(parsed).toMatchObject({ ok: false, code });
    expect(parsed.ok ? -1 : parsed.offset).toBe(offset);
  });

  it('refuses what is longer than the limit without reading it', () => {
    const parsed = parseMessage('x'.repeat(11), { direction, limits: { characters: 10 } });
    expect(parsed).toMatchObject({ ok: false, code: ParseErrorCode.TooLong });
  });
});
