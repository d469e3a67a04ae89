import type { Finding } from '@sallyport/scanner';
import { describe, expect, it } from 'vitest';
import { limits } from '../src/limits.js';
import { stripFindings } from '../src/strip.js';
import { findingOf } from './support/finding.js';

const mark = '[REDACTED: GitHub token]';

/** A finding in a text of the result. */
const span = (start: number, end: number, parts: Partial<Finding> = {}): Finding =>
  findingOf({ pointer: '/result/0/text', start, end, ...parts });
const messageOf = (text: unknown): unknown => ({ id: 1, result: [{ text, other: 'kept' }, null] });
const strip = (text: unknown, ...findings: Finding[]): unknown => stripFindings(messageOf(text), findings);

describe('spans are taken out', () => {
  it('at the beginning, in the middle and at the end', () => {
    expect(strip('abcdef', span(0, 2))).toEqual(messageOf(`${mark}cdef`));
    expect(strip('abcdef', span(2, 4))).toEqual(messageOf(`ab${mark}ef`));
    expect(strip('abcdef', span(4, 6))).toEqual(messageOf(`abcd${mark}`));
    expect(strip('abcdef', span(0, 6))).toEqual(messageOf(mark));
  });

  it('several of one text, in any order', () => {
    expect(strip('abcdef', span(4, 5), span(0, 1))).toEqual(messageOf(`${mark}bcd${mark}f`));
    expect(strip('abcdef', span(0, 2), span(2, 4))).toEqual(messageOf(`${mark}${mark}ef`));
  });

  it('as one where they overlap, to the end of the longer', () => {
    expect(strip('abcdef', span(0, 3), span(2, 5))).toEqual(messageOf(`${mark}f`));
    expect(strip('abcdef', span(0, 5), span(1, 3))).toEqual(messageOf(`${mark}f`));
    expect(strip('abcdef', span(1, 3), span(1, 5))).toEqual(messageOf(`a${mark}f`));
  });

  it('of several strings, in lists and objects, without a change to the message given', () => {
    const message = { a: ['xy', 'xy'], b: { c: 'xy', d: 1 } };
    const findings = [
      span(0, 1, { pointer: '/a/1' }),
      span(1, 2, { pointer: '/b/c' }),
      span(0, 2, { pointer: '/a/0' }),
    ];
    expect(stripFindings(message, findings)).toEqual({ a: [mark, `${mark}y`], b: { c: `x${mark}`, d: 1 } });
    expect(message).toEqual({ a: ['xy', 'xy'], b: { c: 'xy', d: 1 } });
  });

  it('of the message itself where it is a text', () => {
    expect(stripFindings('abc', [span(1, 2, { pointer: '' })])).toBe(`a${mark}c`);
  });

  it('inside a text that is JSON, as long as it stays the same but for what it says', () => {
    const inside = '~json/a';
    expect(strip('{"a":"xyz"}', span(6, 9, { inside }))).toEqual(messageOf(`{"a":"${mark}"}`));
    expect(strip('{"a":"xyz","b":"c"}', span(6, 15, { inside }))).toBeUndefined();
    expect(strip('{"a":1234}', span(5, 9, { inside }))).toBeUndefined();
    expect(strip('{"a":"xyz"}', span(5, 10, { inside }))).toBeUndefined();
    // Not inside of it: the text is one.
    expect(strip('{"a":1234}', span(5, 9))).toEqual(messageOf(`{"a":${mark}}`));
    // One finding that lies inside binds the others of its text.
    expect(strip('{"a":"xyz","b":12}', span(6, 9, { inside }), span(15, 17))).toBeUndefined();
  });

  it('inside a list of texts that a text spells', () => {
    const inside = '~json/0';
    expect(strip('["xyz",{"k":null}]', span(2, 5, { inside }))).toEqual(messageOf(`["${mark}",{"k":null}]`));
  });
});

describe('nothing is given back', () => {
  it('where there is nothing to take out, or too much', () => {
    expect(strip('abc')).toBeUndefined();
    const many = Array.from({ length: limits.strippedSpans + 1 }, () => span(0, 1));
    expect(strip('abc', ...many)).toBeUndefined();
    expect(strip('abc', ...many.slice(1))).toEqual(messageOf(`${mark}bc`));
  });

  it.each<[string, Finding]>([
    ['the name of a member', span(0, 1, { target: 'key' })],
    ['an empty span', span(1, 1)],
    ['a span that ends before it begins', span(2, 1)],
    ['a span that goes past the end', span(0, 7)],
    ['what a blob holds', span(0, 1, { inside: '~base64' })],
    ['what a blob holds, deeper', span(0, 1, { inside: '~base64/~json/a' })],
    ['what a data URI in JSON holds', span(0, 1, { inside: '~json/a/~data' })],
    ['a place that is not there', span(0, 1, { pointer: '/result/0/none' })],
    ['an inherited member', span(0, 1, { pointer: '/result/0/constructor' })],
    ['an index that is not there', span(0, 1, { pointer: '/result/7/text' })],
    ['an index that is none', span(0, 1, { pointer: '/result/first/text' })],
    ['a fraction of an index', span(0, 1, { pointer: '/result/0.5/text' })],
    ['below a text', span(0, 1, { pointer: '/result/0/text/0' })],
    ['below null', span(0, 1, { pointer: '/result/1/text' })],
    ['a number', span(0, 1, { pointer: '/id' })],
    ['an object', span(0, 1, { pointer: '/result/0' })],
    ['a list', span(0, 1, { pointer: '/result' })],
  ])('for %s', (_, finding) => {
    expect(strip('abcdef', finding)).toBeUndefined();
    expect(strip('abcdef', span(0, 1), finding)).toBeUndefined();
  });

  it('of a member that only looks encoded, the span goes', () => {
    expect(strip('["a"]', span(2, 3, { inside: '~json/~base64x' }))).toEqual(messageOf(`["${mark}"]`));
    expect(strip('["a"]', span(2, 3, { inside: '~json/x~data' }))).toEqual(messageOf(`["${mark}"]`));
  });
});

describe('a string that is JSON', () => {
  const json = '{"a":"one secret","b":"two","c":3}';
  const inside = { inside: '/a' };

  it('keeps its form when a span lies within one of its values', () => {
    const at = json.indexOf('secret');
    expect(strip(json, span(at, at + 6, inside))).toEqual(messageOf(`{"a":"one ${mark}","b":"two","c":3}`));
  });

  it('is not cut where a span would take members along', () => {
    const at = json.indexOf('secret');
    expect(strip(json, span(at, json.indexOf('","c"'), inside))).toBeUndefined();
  });

  it('is not cut where it would be JSON no more', () => {
    expect(strip(json, span(0, 5, inside))).toBeUndefined();
  });
});
