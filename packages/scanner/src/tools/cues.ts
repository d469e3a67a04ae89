import { findHiddenText } from '../hidden/hidden-text.js';
import type { FeatureKind, Sign } from '../injection/sign.js';
import { matchView } from '../match/match-view.js';
import { ScanBudget } from '../budget.js';
import { limits } from '../limits.js';
import { visitViews } from '../views/make-views.js';
import { walkStrings } from '../walk/walk.js';

/** Kinds of sign that no honest edit of a definition brings in. Orders and urgency are everyday in definitions. */
const tellingKinds: ReadonlySet<FeatureKind> = new Set([
  'override',
  'forged-role',
  'concealment',
  'exfiltration',
  'persona',
  'cross-tool',
]);
/** Least weight of a sign in definitions that counts as a cue. */
const leastWeight = 0.35;

/** What a definition holds that an attack would bring in. */
export interface Cues {
  /** By id, what the text does. */
  signs: ReadonlyMap<string, string>;
  /** Hosts and mail addresses. */
  addresses: ReadonlySet<string>;
}

/** Longest address that is told apart. */
const address =
  /https?:\/\/(?<host>[a-z0-9.-]{3,120})|(?<mail>[a-z0-9._%+-]{1,60}@[a-z0-9.-]{3,80}\.[a-z]{2,20})/gi;

/** Reads a definition for cues, in every view of every string. */
export function cuesOf(definition: unknown): Cues {
  const signs = new Map<string, string>();
  const addresses = new Set<string>();
  const budget = new ScanBudget(limits);
  walkStrings(definition, 'server-to-client', limits, ({ text }) => {
    budget.addText(text.length);
    for (const { rule } of findHiddenText(text, 'definition'))
      signs.set(rule.id, `has ${rule.title.toLowerCase()}`);
    for (const match of text.matchAll(address)) {
      addresses.add((match.groups?.['host'] ?? match.groups?.['mail'] ?? '').toLowerCase());
    }
    visitViews(text, budget, (view) => {
      for (const { sign } of matchView(view.text, 'instructions', budget).signs)
        if (isTelling(sign)) signs.set(sign.id, sign.says);
    });
  });
  return { signs, addresses };
}

function isTelling(sign: Sign): boolean {
  return tellingKinds.has(sign.kind) && sign.weight.definition >= leastWeight;
}
