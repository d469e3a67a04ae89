import type { ScanBudget } from '../budget.js';
import { costs } from '../limits.js';
import { removeAnsi } from './ansi.js';
import { decodeBase32, decodeBase58, decodeBase85 } from './bases.js';
import { decodeCodes, decodeQuotedPrintable } from './codes.js';
import { decodeCompressed } from './compressed.js';
import {
  decodeBase64,
  decodeEntities,
  decodeEscapes,
  decodeHex,
  decodePercent,
  type Decoder,
} from './decoders.js';
import { foldLookalikes } from './fold.js';
import { revealMarkup } from './hidden-markup.js';
import { decodeBraille, decodeLeet, decodeMorse, decodeRegional, decodeSpaced } from './lettering.js';
import { decodeReversed, decodeRot13 } from './mirrored.js';
import { profileOf, type Profile } from './profile.js';
import { decodeSelectors, decodeTags, removeInvisible } from './unicode.js';
import { rawView, type View } from './view.js';

const decoders: readonly Decoder[] = [
  removeInvisible,
  foldLookalikes,
  decodeTags,
  decodeSelectors,
  decodeEscapes,
  decodePercent,
  decodeEntities,
  decodeBase64,
  decodeHex,
  decodeBase32,
  decodeBase58,
  decodeBase85,
  decodeCompressed,
  decodeQuotedPrintable,
  decodeCodes,
  removeAnsi,
  revealMarkup,
  decodeLeet,
  decodeSpaced,
  decodeRegional,
  decodeBraille,
  decodeMorse,
  decodeReversed,
  decodeRot13,
];
/** Views that are letters for a reader, and no encoding of anything. */
const isLast = /leet$/;
/** Those that plain letters may hide from. */
const plainDecoders: readonly Decoder[] = [decodeReversed, decodeRot13];

/** What it costs to look for what the profile says a text may hold. */
function decodersCost(length: number, { nonAscii, hasMarkup, runs }: Profile): number {
  let each: number = costs.decoders;
  if (nonAscii > 0) each += costs.nonAsciiDecoders;
  if (hasMarkup) each += costs.markupDecoders;
  if (runs.length > 0) each += costs.runDecoders;
  return length * each + nonAscii * costs.nonAscii;
}

/**
 * Calls `visit` with every view of a string, the raw one first. When the budget is spent no more views are made, and
 * those that were made are visited all the same.
 */
export function visitViews(text: string, budget: ScanBudget, visit: (view: View) => void): void {
  const queue: View[] = [rawView(text, budget)];
  let seen: Set<string> | undefined;
  let isSpent = false;
  for (const view of queue) {
    visit(view);
    if (isSpent || view.depth >= budget.limits.viewDepth || isLast.test(view.name)) continue;
    const { length } = view.text;
    if (!budget.take(length * costs.profiledCharacter)) break;
    const profile = profileOf(view.text);
    if (!profile.isPlain && !budget.take(decodersCost(length, profile))) break;
    seen ??= new Set([text]);
    for (const decode of profile.isPlain ? plainDecoders : decoders) {
      const made = decode(view, profile);
      if (!made || made.text === '' || seen.has(made.text)) continue;
      isSpent = !budget.takeView(queue.length, made.text.length);
      if (isSpent) break;
      seen.add(made.text);
      queue.push(made);
    }
  }
}
