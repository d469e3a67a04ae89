import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeywordIndex } from '../src/keywords/keyword-index.js';

/** What a search visits, as `keyword@start`. */
function visits(keywords: readonly string[], text: string, charactersLeft: number): string[] {
  const index = new KeywordIndex(
    keywords.map((keyword) => ({ keyword, owner: keyword })),
    charactersLeft,
  );
  const seen: string[] = [];
  index.search(text, (keyword, start) => {
    seen.push(`${keyword}@${start}`);
  });
  return seen;
}

const letter = constantFrom(...Array.from('aAbcCéÉ中国한áß"_-0 KİſΣςıI𝐚'));
const keyword = string({ unit: letter, minLength: 1, maxLength: 5 }).map((text) => text.toLowerCase());

describe('a search for keywords', () => {
  it('visits every one, in the order in which they end and the longest first, without regard to case', () => {
    for (const charactersLeft of [1, 1000]) {
      expect(visits(['she', 'he', 'hers', 'e', 'été'], 'uSHErs ÉTÉ', charactersLeft)).toEqual([
        'she@1',
        'he@2',
        'e@3',
        'hers@2',
        'été@7',
      ]);
    }
  });

  it('visits the same in the first texts as in those for which there is an automaton', () => {
    assert(
      property(
        array(keyword, { maxLength: 12 }),
        string({ unit: letter, minLength: 1, maxLength: 60 }),
        (keywords, text) => {
          expect(visits(keywords, text, 1000)).toEqual(visits(keywords, text, 1));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('ends when it is told to', () => {
    for (const charactersLeft of [1, 1000]) {
      const index = new KeywordIndex([{ keyword: 'a', owner: 1 }], charactersLeft);
      let visited = 0;
      index.search('aaaa', () => ++visited < 2);
      expect(visited).toBe(2);
    }
  });
});
