import { describe, expect, it } from 'vitest';
import { compileKnownSecrets, fingerprintSecret, KnownSecretStream } from '../../src/index.js';

const value = ['Zq7vR2mXw9', 'KpTn4sYbLc', '8dHj3fGe'].join('');
const known = compileKnownSecrets({ values: [{ name: 'BILLING_KEY', value }] });
const window = 60_000;

/** Feeds texts, a second apart, and gives what was sighted with each. */
function feed(texts: readonly string[], secrets = known, step = 1000): string[][] {
  const stream = new KnownSecretStream(secrets, window);
  return texts.map((text, index) => stream.feed(text, index * step).map(({ how }) => how));
}

describe('a stream of texts', () => {
  it('shows a secret that is split where one text ends and the next begins', () => {
    expect(feed([`a ${value.slice(0, 12)}`, `${value.slice(12)} b`])).toEqual([[], ['in a row']]);
  });

  it('shows a secret that comes letter by letter, once', () => {
    const sighted = feed(Array.from(value));
    expect(sighted.flat()).toEqual(['in a row']);
    expect(sighted.at(-1)).toEqual(['in a row']);
  });

  it('shows a secret whose pieces come in any order among other texts', () => {
    const pieces = [
      value.slice(20),
      'hello',
      value.slice(0, 10),
      'an ordinary sentence',
      `x ${value.slice(10, 20)}!`,
    ];
    expect(feed(pieces)).toEqual([[], [], [], [], ['in pieces']]);
  });

  it('shows a piece of its base64', () => {
    const encoded = Buffer.from(value).toString('base64');
    expect(feed([encoded.slice(20), encoded.slice(0, 20)]).flat()).toEqual(['in pieces']);
  });

  it('forgets what is older than its window', () => {
    expect(feed([value.slice(0, 14), value.slice(14)], known, 2 * window).flat()).toEqual([]);
    expect(feed([value.slice(14), value.slice(0, 14)], known, 2 * window).flat()).toEqual([]);
  });

  it('leaves a secret that stands whole in one text to the scan of that text', () => {
    expect(feed([`the key ${value} is here`, 'and more'])).toEqual([[], []]);
  });

  it('shows a secret of which it has only the fingerprint, in a row', () => {
    const salt = Buffer.alloc(16, 7);
    const secrets = compileKnownSecrets({ fingerprints: [fingerprintSecret('K', value, salt)] });
    expect(feed([value.slice(0, 5), value.slice(5)], secrets)).toEqual([[], ['in a row']]);
  });

  it('says nothing of ordinary texts, however many', () => {
    const texts = Array.from(
      { length: 300 },
      (_, index) => `row ${index}: ${Buffer.from(`${index * 7919}`.repeat(9)).toString('base64')}`,
    );
    expect(feed(texts).flat()).toEqual([]);
  });
});
