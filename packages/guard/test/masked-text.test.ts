import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardLimits, maskText, TextMask } from '../src/index.js';

/** Secrets in parts, so that no file holds what a scanner would take for a leaked one. */
const secrets = {
  'AWS access key id': ['AKIA', 'QYLPMN5HHHFPZAM2'].join(''),
  'GitHub token': ['ghp_', '8sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7u1kDq'].join(''),
  'assigned value': ['DB_PASSWORD=', 'kV9-pzLr2xQ8wT5b'].join(''),
  'value after words': ['aws secret access key: ', 'uQx2Lr9vT4bN8cWm', 'K1pZ7sYdE3gHj5aF6oRiXq0V'].join(''),
  'private key': [
    '-----BEGIN ',
    'PRIVATE KEY-----\n',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(40),
    '-----END ',
    'PRIVATE KEY-----',
  ].join(''),
};

/** Stretches of a secret that must not be seen: its own, not of the name before it. */
function tell(secret: string): string {
  return secret.includes('\n') ? 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC' : secret.slice(-16);
}

function inPieces(text: string, sizes: readonly number[]): { shown: string; longestHeld: number } {
  const mask = new TextMask();
  let shown = '';
  let longestHeld = 0;
  let at = 0;
  for (let piece = 0; at < text.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    shown += mask.push(text.slice(at, at + size));
    at += size;
    longestHeld = Math.max(longestHeld, Math.min(at, text.length) - shown.length);
  }
  return { shown: shown + mask.end(), longestHeld };
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const words = fc.stringMatching(/^(?:[a-z]{1,9}[ ,.\n]){0,60}$/);

describe('a text that comes in pieces', () => {
  it.each(Object.entries(secrets))('shows no part of a secret, however it is cut: %s', (_name, secret) => {
    fc.assert(
      fc.property(words, words, sizes, (before, after, cuts) => {
        const text = `${before} ${secret}\n\n${after}`;
        const { shown } = inPieces(text, cuts);
        expect(shown).not.toContain(tell(secret));
        expect(shown).toContain('[REDACTED: ');
        expect(shown).toBe(maskText(text));
        expect(shown.endsWith(`\n\n${after}`)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is the very same without secrets, and comes word by word', () => {
    fc.assert(
      fc.property(words, sizes, (text, cuts) => {
        const { shown, longestHeld } = inPieces(text, cuts);
        expect(shown).toBe(text);
        expect(maskText(text)).toBe(text);
        const longestWord = Math.max(...text.split(/\s/).map((word) => word.length));
        expect(longestHeld).toBeLessThanOrEqual(longestWord);
      }),
      { numRuns: 100 },
    );
    expect(new TextMask().push('平均給与は五万です')).toBe('平均給与は五万です');
  });

  it('holds back no more than the limit, whatever comes', () => {
    const mask = new TextMask();
    const key = ['-----BEGIN ', 'PRIVATE KEY-----\n'].join('');
    let given = 0;
    let shown = 0;
    for (const piece of [key, ...Array.from({ length: 4000 }, () => 'lörem '), 'x'.repeat(20_000)]) {
      given += piece.length;
      shown += mask.push(piece).length;
      expect(given - shown).toBeLessThanOrEqual(guardLimits.heldCharacters);
    }
  });

  it('masks again where one secret follows another', () => {
    const key = secrets['AWS access key id'];
    const { shown } = inPieces(`${key} and ${key}, ${key}`, [3]);
    expect(shown).toBe(maskText(`${key} and ${key}, ${key}`));
    expect(shown.match(/REDACTED/g)).toHaveLength(3);
  });
});
