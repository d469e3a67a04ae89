import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileKnownSecrets,
  fingerprintSecret,
  scanMessage,
  scanText,
  type Finding,
  type KnownSecrets,
} from '../../src/index.js';
import { encodings } from './encodings.js';

const value = ['Zq7vR2mXw9', 'KpTn4sYbLc', '8dHj3fGe'].join('');
const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const byValue = compileKnownSecrets({ values: [{ name: 'BILLING_KEY', value }] });
const byFingerprint = compileKnownSecrets({ fingerprints: [fingerprintSecret('BILLING_KEY', value, salt)] });

function known(text: string, knownSecrets: KnownSecrets): Finding[] {
  return scanText(text, { direction: 'client-to-server', knownSecrets }).filter(({ rule }) =>
    /^(?:known-secret|canary)/.test(rule),
  );
}

describe('a known secret', () => {
  it('is not found where the scanner does not know it', () => {
    expect(known(`note ${value}`, compileKnownSecrets({}))).toEqual([]);
    expect(known(`note ${value.slice(0, -1)}x`, byValue)).toEqual([]);
  });

  it.each(Object.entries(encodings))('is found in %s, at the place where it stands', (_, encode) => {
    const encoded = encode(value);
    const [finding] = known(`before "${encoded}" after`, byValue);
    expect(finding).toMatchObject({ rule: 'known-secret', severity: 'critical', confidence: 0.99 });
    expect(finding?.start).toBeGreaterThanOrEqual(8);
    expect(finding?.end).toBeLessThanOrEqual(8 + encoded.length);
  });

  it.each([0, 1, 2, 3, 4, 5])('is found in base64 of a text in which it stands after %i letters', (count) => {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const text = Buffer.from(`${'ü-x.y?'.slice(0, count)}${value}; and more`).toString(encoding);
      expect(known(`payload=${text}`, byValue)).toHaveLength(1);
    }
  });

  it('is found by its fingerprint, plainly, in another case and through views', () => {
    const texts = [
      value,
      value.toUpperCase(),
      `x${value}x`,
      Buffer.from(`k=${value};`).toString('base64'),
      Buffer.from(value).toString('hex'),
      encodeURIComponent(`${value}/`).replaceAll('7', '%37'),
    ];
    for (const text of texts) {
      expect(known(`a ${text} b`, byFingerprint).map(({ rule }) => rule)).toEqual([
        'known-secret-fingerprint',
      ]);
    }
    expect(known(`a ${value.slice(1)} b`, byFingerprint)).toEqual([]);
  });

  it('is named in the finding, and its value is not', () => {
    for (const secrets of [byValue, byFingerprint]) {
      const json = JSON.stringify(known(`a ${value} b ${Buffer.from(value).toString('base64')}`, secrets));
      expect(json).toContain('BILLING_KEY');
      for (let start = 0; start + 8 <= value.length; start++) {
        expect(json).not.toContain(value.slice(start, start + 8));
      }
    }
  });

  it('is found in results, in names of members and in definitions', () => {
    const messages = [
      { result: { content: [{ type: 'text', text: `The key is ${value}.` }] } },
      { result: { structuredContent: { [value]: 1 } } },
      { result: { tools: [{ name: 'a', description: value }] } },
      { error: { code: 1, message: value } },
    ];
    for (const message of messages) {
      const findings = scanMessage(message, { direction: 'server-to-client', knownSecrets: byValue });
      expect(findings.map(({ rule }) => rule)).toContain('known-secret');
    }
  });

  it('is found anywhere in any text, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        expect(known(before + value + after, byValue).length).toBeGreaterThan(0);
        expect(known(before + value + after, byFingerprint).length).toBeGreaterThan(0);
      }),
    );
  });

  it('is found among many others', () => {
    const values = Array.from({ length: 500 }, (_, index) => ({
      name: `KEY_${index}`,
      value: `Prefix-${Buffer.from(`${index * 7919}-value-${index}`).toString('base64url')}`,
    }));
    const secrets = compileKnownSecrets({ values });
    const sought = values[377]?.value ?? '';
    expect(known(`x ${sought} y`, secrets)[0]?.why).toContain('KEY_377');
  });
});

describe('a split secret', () => {
  const scan = (params: unknown): string[] =>
    scanMessage({ params }, { direction: 'client-to-server', knownSecrets: byValue }).map(({ rule }) => rule);
  const pieces = [value.slice(0, 9), value.slice(9, 16), value.slice(16, 22), value.slice(22)];
  const [a = '', b = '', c = '', d = ''] = pieces;

  it.each([
    ['in document order', { one: a, two: b, three: c, four: d }],
    ['by the names of the members', { p4: d, p2: b, p1: a, p3: c }],
    ['backwards', [d, c, b, a]],
    ['letter by letter', Array.from(value)],
    ['in any order, among other things', { x: c, y: 'hello', z: [a, 'world'], w: { v: d, u: 'and', t: b } }],
    ['inside longer texts', [`first ${c} part`, `then ${a}!`, `(${d})`, `and ${b} last`]],
    [
      'as pieces of its base64',
      [...Array(4).keys()]
        .map((index) =>
          Buffer.from(value)
            .toString('base64')
            .slice(index * 10, index * 10 + 10),
        )
        .reverse(),
    ],
  ])('is found %s', (_, params) => {
    expect(scan(params)).toContain('known-secret');
  });

  it('is not found where a part is missing, and not twice where it also stands whole', () => {
    expect(scan([a, b, d])).not.toContain('known-secret');
    expect(scan([value, a, b, c, d]).filter((rule) => rule === 'known-secret')).toHaveLength(1);
  });

  it('is found by its fingerprint where the pieces follow each other', () => {
    const findings = scanMessage(
      { params: { p2: `${c}${d}`, p1: `${a}${b}` } },
      { direction: 'client-to-server', knownSecrets: byFingerprint },
    );
    expect(findings.map(({ rule }) => rule)).toContain('known-secret-fingerprint');
  });
});

describe('what is not looked for', () => {
  it('is told', () => {
    const { ignored } = compileKnownSecrets({
      values: [
        { name: 'A', value: 'short' },
        { name: 'B', value: 'aaaaaaaaaaaa' },
        { name: 'C', value: 'x1'.repeat(10_000) },
        { name: 'D', value },
      ],
    });
    expect(ignored).toEqual([
      { name: 'A', reason: 'too-short' },
      { name: 'B', reason: 'too-plain' },
      { name: 'C', reason: 'too-long' },
    ]);
  });

  it('has no fingerprint, where it could be guessed', () => {
    expect(() => fingerprintSecret('A', 'hunter2', salt)).toThrow(/guessed/);
    expect(() => fingerprintSecret('A', 'aaaaaaaaaaaaaaaaaaaaaaaa', salt)).toThrow(/guessed/);
    expect(() => fingerprintSecret('A', value, Buffer.from('short'))).toThrow(/salt/i);
  });

  it('is refused where a fingerprint is malformed', () => {
    const good = fingerprintSecret('A', value, salt);
    for (const bad of [
      { salt: 'zz' },
      { digest: '00' },
      { length: -1 },
      { length: 1e9 },
      { prefilter: 1.5 },
    ]) {
      expect(() => compileKnownSecrets({ fingerprints: [{ ...good, ...bad }] })).toThrow(RangeError);
    }
  });
});
