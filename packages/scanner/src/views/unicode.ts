import type { Decoder } from './decoders.js';
import { substitute } from './decoders.js';
import { ViewBuilder } from './view.js';

/** Characters that show nothing: zero-width, joiners, bidi controls, fillers, variation selectors, tags. */
export const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|\ud834[\udd73-\udd7a]|[\udb40][\udc00-\uddef]/g;

/** The text without the characters that show nothing. */
export const removeInvisible: Decoder = (view, { hasNonAscii }) => {
  return hasNonAscii ? substitute(view, 'invisible', invisible, () => '') : undefined;
};

const tagRun = /(?:\udb40[\udc20-\udc7f])+/g;
/** A flag of a region: black flag, tags, cancel tag. */
const flag = /\ud83c\udff4$/;

/** What is spelled in tag characters (U+E0020 to U+E007F), which show nothing and which models read as ASCII. */
export const decodeTags: Decoder = (view, { hasNonAscii }) => {
  if (!hasNonAscii) return undefined;
  let builder: ViewBuilder | undefined;
  for (const match of view.text.matchAll(tagRun)) {
    if (flag.test(view.text.slice(Math.max(0, match.index - 2), match.index))) continue;
    builder ??= new ViewBuilder(view);
    let ascii = '';
    for (let index = 1; index < match[0].length; index += 2) {
      ascii += String.fromCharCode(match[0].charCodeAt(index) - 0xdc00);
    }
    builder.replace(match.index, match.index + match[0].length, `${ascii.replaceAll('\u007f', '')}\n`);
  }
  return builder?.build('tags');
};

const selectorRun = /(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]){4,4096}/g;

/** Bytes that are spelled in variation selectors: U+FE00 to U+FE0F are 0 to 15, U+E0100 to U+E01EF are 16 to 255. */
export const decodeSelectors: Decoder = (view, { hasNonAscii }) => {
  if (!hasNonAscii) return undefined;
  let builder: ViewBuilder | undefined;
  for (const match of view.text.matchAll(selectorRun)) {
    builder ??= new ViewBuilder(view);
    const bytes = Array.from(match[0], (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code <= 0xfe0f ? code - 0xfe00 : code - 0xe0100 + 16;
    });
    builder.replace(match.index, match.index + match[0].length, `${Buffer.from(bytes).toString('utf8')}\n`);
  }
  return builder?.build('selectors');
};

/** Letters of other scripts that look like a Latin one, in the order of {@link lookalikeLatin}. */
const lookalikes = 'авекмнорстухіјѕԁԛԝһӏАВЕКМНОРСТУХІЈЅԌԚԜαβεηικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհցɑɡıⅼ∕․‚‘’“”';
const lookalikeLatin = 'abekmhopctyxijsdqwhlABEKMHOPCTYXIJSGQWaBenikvoptuxABEZHIKMNOPTYXounhgagil/.,\'\'""';
const latinOf = new Map(Array.from(lookalikes, (letter, index) => [letter, lookalikeLatin[index] ?? letter]));

const foldable = /[^\u0000-\u007f]/gu;

/** Compatibility forms (NFKC), accents and the commonest lookalikes turned into plain Latin; invisible ones dropped. */
export const foldLookalikes: Decoder = (view, { hasNonAscii }) => {
  if (!hasNonAscii) return undefined;
  let changed = false;
  const folded = substitute(view, 'folded', foldable, (character) => {
    const plain = foldCharacter(character);
    changed ||= plain !== character;
    return plain;
  });
  return changed ? folded : undefined;
};

const cache = new Map<string, string>();

function foldCharacter(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  const plain = Array.from(character.normalize('NFKD'), (part) => latinOf.get(part) ?? part)
    .join('')
    .replace(/\p{Mn}/gu, '')
    .replace(invisible, '')
    .normalize('NFC');
  if (cache.size < 4096) cache.set(character, plain);
  return plain;
}
