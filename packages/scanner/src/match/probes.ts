import type { Feature } from '../injection/feature.js';
import { features } from '../injection/features.js';
import { KeywordIndex } from '../keyword-index.js';
import type { Lead, PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';

/** What is tried where one of its keywords stands. */
export type Probe = { pattern: RegExp; window: number; lead: Lead | undefined } & (
  { kind: 'rule'; rule: PatternRule } | { kind: 'feature'; feature: Feature }
);

function probeOfRule(rule: PatternRule): { owner: Probe; keywords: readonly string[] } {
  const { pattern, window, lead, keywords } = rule;
  return { owner: { kind: 'rule', rule, pattern, window, lead }, keywords };
}

function probeOfFeature(feature: Feature): { owner: Probe; keywords: readonly string[] } {
  const { pattern, window, keywords } = feature;
  return { owner: { kind: 'feature', feature, pattern, window, lead: undefined }, keywords };
}

function indexOf(probes: readonly { owner: Probe; keywords: readonly string[] }[]): KeywordIndex<Probe> {
  return new KeywordIndex(
    probes.flatMap(({ owner, keywords }) => keywords.map((keyword) => ({ keyword, owner }))),
  );
}

/** Makes a value when it is first asked for: an index that no message needs costs nothing. */
function whenAsked<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const ruleProbes = whenAsked(() => patternRules.map(probeOfRule));

/** The keywords of every probe: for what a server sends. */
export const fullIndex = whenAsked(() => indexOf([...ruleProbes(), ...features.map(probeOfFeature)]));

/** The keywords of the pattern rules alone: for what a client sends, and for names of members. */
export const ruleIndex = whenAsked(() => indexOf(ruleProbes()));

/** The keywords of the rules that read a value together with its name. */
export const assignmentIndex = whenAsked(() =>
  indexOf(ruleProbes().filter(({ owner }) => owner.kind === 'rule' && owner.rule.assignment)),
);
