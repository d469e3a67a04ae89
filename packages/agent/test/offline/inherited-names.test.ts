import { describe, expect, it } from 'vitest';
import { classifyQuestion, understand } from '../../src/offline/index.js';
import { catalog, profiles } from './support/fixtures.js';

const names = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__proto__',
  'isPrototypeOf',
  'toLocaleString',
];

/** Every column of the datasets under another name, holding values of that name. */
function renamed(name: string): typeof profiles {
  return profiles.map((profile) => ({
    ...profile,
    columns: profile.columns.map((column, index) =>
      index === 0 ? { ...column, name, samples: [name, `${name} x`] } : column,
    ),
  }));
}

describe.each(names)('the word %s, which every object knows', (name) => {
  it.each([
    (word: string) => `average salary by ${word}`,
    (word: string) => `how many ${word} are there per ${word}`,
    (word: string) => `top ${word} ${word} in ${word} 2023`,
    (word: string) => `${word}est salary where ${word} is ${word}`,
    (word: string) => `employees by ${word} as a ${word} chart`,
    (word: string) => `sales before ${word} ${word}`,
  ])('is a word like any other in a question and in the data: %o', (question) => {
    const lower = name.toLowerCase();
    for (const asked of [question(name), question(lower)]) {
      for (const known of [profiles, renamed(name), renamed(lower)]) {
        expect(['query', 'unknown', 'declined', 'clarify', 'list', 'describe']).toContain(
          understand(asked, catalog, known, []).kind,
        );
      }
      expect(['analysis', 'declined']).toContain(classifyQuestion(asked, catalog, []).kind);
    }
  });
});
