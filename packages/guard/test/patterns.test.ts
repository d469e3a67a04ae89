import { describe, expect, it } from 'vitest';
import { compilePattern, type Pattern } from '../src/patterns/pattern.js';

function pattern(source: string): Pattern {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.pattern;
}
const found = (source: string, text: string) =>
  pattern(source)
    .find(text)
    .map(({ start, end }) => text.slice(start, end));

describe('a pattern', () => {
  it.each([
    ['(?i)ignore\\s+(all\\s+)?previous', 'please IGNORE all  previous words', ['IGNORE all  previous']],
    ['(?im)^\\s*system\\s*:', 'a\n System : b\nsystem:', [' System :', 'system:']],
    ['(?i)you are (?-i:\\bDAN\\b)', 'You Are DAN; you are dan', ['You Are DAN']],
    ['\\b\\d{3}-\\d{2}-\\d{4}\\b', 'x 123-45-6789, 1123-45-6789', ['123-45-6789']],
    ['gh[pousr]_[A-Za-z0-9_]{4,}', 'ghp_abcd1 gho_xyz', ['ghp_abcd1']],
    ['(ey[a-z]{2,}\\.){2}[a-z]{2,}', 'eyaa.eybb.cc.', ['eyaa.eybb.cc']],
    ['[^\\s&]{4,}', 'ab abcd &efghi', ['abcd', 'efghi']],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['a.b', 'a\nb', []],
    ['[[:upper:]]{2}\\p{Han}', 'xAB忽', ['AB忽']],
    ['(?P<name>foo)|bar$', 'bar foo bar', ['foo', 'bar']],
    ['\\Qa.b\\E\\x41\\x{42}', 'a.bAB', ['a.bAB']],
    ['\\Aone|two\\z', 'one two one two', ['one', 'two']],
    ['é{1,2}', 'ééé', ['éé', 'é']],
    ['(?i)ÉTÉ', 'été', ['été']],
    ['😀+', 'a😀b', ['😀']],
    ['', 'abc', []],
  ])('%s finds what RE2 finds', (source, text, expected) => {
    expect(found(source, text)).toEqual(expected);
  });

  it.each([
    ['(?=x)', /ahead/],
    ['(a)\\1', /earlier group/],
    ['a{2,1}', /wrong way/],
    ['(a', /no end/],
    ['a)', /too many/],
    ['[a', /no \]/],
    ['*a', /nothing before/],
    ['((a{1000}){1000})', /steps/],
    ['a{5000}', /repeated more/],
    ['[😀]', /U\+FFFF/],
    ['\\p{Nowhere}', /Unicode class/],
    ['('.repeat(60), /nested/],
    ['x'.repeat(5000), /longer/],
  ])('%s is refused with the reason', (source, reason) => {
    const compiled = compilePattern(source);
    expect(compiled.ok ? '' : compiled.message).toMatch(reason);
  });

  it('finds what JavaScript finds, in thousands of small texts', () => {
    let state = 7;
    const random = (most: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % most;
    };
    const pick = (all: readonly string[]): string => all[random(all.length)] ?? '';
    const grow = (depth: number): string => {
      const inner = (): string => grow(depth - 1);
      if (depth === 0) return pick(['a', 'b', '[ab]', '[^a]', '.', '\\w', '\\s', '\\b', '^', '$', '-']);
      return pick([
        `${inner()}${inner()}`,
        `(?:${inner()}|${inner()})`,
        `(?:${inner()})*`,
        `(?:${inner()})?`,
        `(?:${inner()}){1,2}`,
      ]);
    };
    for (let round = 0; round < 1500; round++) {
      const source = grow(3);
      const text = Array.from({ length: random(9) }, () => pick(['a', 'b', '-', ' ', '\n'])).join('');
      expect([source, text, pattern(source).matches(text)]).toEqual([
        source,
        text,
        new RegExp(source).test(text),
      ]);
      const all = [...text.matchAll(new RegExp(source, 'g'))];
      // What may be empty is found everywhere; configurations may not ask for it.
      if (all.some(([match]) => match === '')) continue;
      const start = pattern(source).find(text)[0]?.start;
      expect([source, text, start]).toEqual([source, text, all[0]?.index]);
    }
  });

  it('keeps to the text: what takes JavaScript for ever is one pass', () => {
    const hostile = `${'a'.repeat(200_000)}!`;
    for (const source of ['(a+)+$', '(a|aa)+$', '(.*a){20}x', '(?:a?){50}b'])
      expect(pattern(source).matches(hostile)).toBe(false);
    expect(pattern('a[^b]*b').find('a'.repeat(100_000))).toEqual([]);
  });
});
