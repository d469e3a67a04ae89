import nlp from 'compromise';
import { wordTable } from './word-table.js';

const irregular: Readonly<Record<string, string>> = wordTable({
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  mice: 'mouse',
  geese: 'goose',
  lives: 'life',
  species: 'species',
  movies: 'movie',
  cookies: 'cookie',
  calories: 'calorie',
  ties: 'tie',
  pies: 'pie',
  rookies: 'rookie',
  series: 'series',
  aircraft: 'aircraft',
  data: 'data',
  gas: 'gas',
  bus: 'bus',
  status: 'status',
});

/** The singular of an English noun in lower case; a word that is not a plural comes back as it is. */
export function singular(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (word.length < 4 || /(ss|us|is|news)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** `rainy` → `rain`, `sunny` → `sun`: the noun behind an adjective of weather or kind. */
function nounOfAdjective(word: string): string | undefined {
  if (word.length < 5 || !word.endsWith('y')) return undefined;
  const stem = word.slice(0, -1);
  return stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
}

interface Term {
  text: string;
  root?: string | null;
  tags?: string[];
}

const roots = new Map<string, { root?: string; tags: string[] }>();
const rememberedRoots = 5_000;

function analyse(word: string): { root?: string; tags: string[] } {
  const known = roots.get(word);
  if (known !== undefined) return known;
  const options: object = { terms: { root: true, tags: true } };
  const sentences = nlp(word).compute('root').json(options) as { terms?: Term[] }[];
  const term = sentences[0]?.terms?.[0];
  const analysed = { root: term?.root ?? undefined, tags: term?.tags ?? [] };
  if (roots.size >= rememberedRoots) roots.clear();
  roots.set(word, analysed);
  return analysed;
}

/** The spellings under which a word may match another: itself, its singular, its root, and the noun behind an adjective. */
export function formsOf(word: string): ReadonlySet<string> {
  const lower = word.toLowerCase();
  const forms = new Set([lower, singular(lower)]);
  if (!/^\p{L}+$/u.test(lower)) return forms;
  const { root } = analyse(lower);
  if (root !== undefined && root.length > 1) forms.add(root);
  const noun = nounOfAdjective(lower);
  if (noun !== undefined) forms.add(noun);
  return forms;
}

/** The grammatical tags of a word by itself: `Noun`, `Verb`, `Adjective`, … */
export const tagsOf = (word: string): readonly string[] => analyse(word.toLowerCase()).tags;

const lexicon = (
  nlp as unknown as { world(): { model: { one: { lexicon: Record<string, unknown> } } } }
).world().model.one.lexicon;

/** Whether a word is one that the English lexicon knows, and so not a slip of spelling. */
export const isEnglishWord = (word: string): boolean => Object.hasOwn(lexicon, word.toLowerCase());
