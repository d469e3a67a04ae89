import { KeywordIndex } from '../keywords/keyword-index.js';
import type { Decoder } from './decoders.js';
import { ViewBuilder } from './view.js';

/** Longest text that is read backwards or rotated. */
const longest = 16_384;

/** Words that a text holds if it is worth reading in a mirror, and beginnings of well-known secrets. */
const telling = (
  'ignore disregard forget previous instruction prompt system assistant password secret execute forward override ' +
  'http:// https:// akia ghp_ gho_ github_pat_ glpat- sk-proj- sk-ant- sk_live_ xoxb- xoxp- aiza npm_ pypi- ' +
  '-----begin eyjhbgci shpat_ dop_v1_'
).split(' ');

const backwards = (text: string): string => Array.from(text).toReversed().join('');

const rotate = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

type Mirror = 'reversed' | 'rot13';
let index: KeywordIndex<Mirror> | undefined;
/** What the last text asked about holds: both decoders ask about the same one. */
let last: { text: string; mirrors: ReadonlySet<Mirror> } | undefined;

function mirrorsOf(text: string): ReadonlySet<Mirror> {
  if (last?.text === text) return last.mirrors;
  index ??= new KeywordIndex<Mirror>([
    ...telling.map((word) => ({ keyword: backwards(word), owner: 'reversed' as const })),
    ...telling.map((word) => ({ keyword: rotate(word), owner: 'rot13' as const })),
  ]);
  const mirrors = new Set<Mirror>();
  if (text.length <= longest) {
    index.search(text, (mirror) => {
      mirrors.add(mirror);
    });
  }
  last = { text, mirrors };
  return mirrors;
}

/** The text from its end to its beginning. */
export const decodeReversed: Decoder = (view) => {
  if (!mirrorsOf(view.text).has('reversed')) return undefined;
  const { length } = view.text;
  return {
    name: view.depth === 0 ? 'reversed' : `${view.name}>reversed`,
    text: Array.from(view.text).toReversed().join(''),
    depth: view.depth + 1,
    budget: view.budget,
    origin: (start, end) => view.origin(Math.max(0, length - end), Math.max(0, length - start)),
  };
};

/** The text with each letter moved by thirteen. */
export const decodeRot13: Decoder = (view) => {
  if (!mirrorsOf(view.text).has('rot13')) return undefined;
  const builder = new ViewBuilder(view);
  builder.copy(0, view.text.length);
  return { ...builder.build('rot13'), text: rotate(view.text) };
};
