import type { ScanBudget } from '../budget.js';
import {
  decodeBase64,
  decodeEntities,
  decodeEscapes,
  decodeHex,
  decodePercent,
  type Decoder,
} from './decoders.js';
import { profileOf } from './profile.js';
import { decodeSelectors, decodeTags, foldLookalikes, removeInvisible } from './unicode.js';
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
];

/** Calls `visit` with every view of a string, the raw one first, as far as the budget goes. */
export function visitViews(text: string, budget: ScanBudget, visit: (view: View) => void): void {
  const queue: View[] = [rawView(text)];
  let seen: Set<string> | undefined;
  for (const view of queue) {
    visit(view);
    if (view.depth >= budget.limits.viewDepth) continue;
    const profile = profileOf(view.text);
    if (!isWorthDecoding(profile)) continue;
    seen ??= new Set([text]);
    for (const decode of decoders) {
      const made = decode(view, profile);
      if (!made || made.text === '' || seen.has(made.text)) continue;
      if (!budget.takeView(queue.length, made.text.length)) return;
      seen.add(made.text);
      queue.push(made);
    }
  }
}

function isWorthDecoding(profile: ReturnType<typeof profileOf>): boolean {
  return (
    profile.hasNonAscii ||
    profile.hasPercent ||
    profile.hasBackslash ||
    profile.hasAmpersand ||
    profile.runs.length > 0
  );
}
