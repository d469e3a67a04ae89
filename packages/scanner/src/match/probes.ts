import type { Feature } from '../injection/feature.js';
import { features } from '../injection/features.js';
import { KeywordIndex } from '../keyword-index.js';
import type { PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';

/** What is tried where one of its keywords stands. */
export type Probe =
  | { kind: 'rule'; rule: PatternRule; pattern: RegExp; window: number }
  | { kind: 'feature'; feature: Feature; pattern: RegExp; window: number };

const probes: readonly Probe[] = [
  ...patternRules.map((rule) => ({
    kind: 'rule' as const,
    rule,
    pattern: rule.pattern,
    window: rule.window,
  })),
  ...features.map((feature) => ({
    kind: 'feature' as const,
    feature,
    pattern: feature.pattern,
    window: feature.window,
  })),
];

function keywordsOf(probe: Probe): readonly string[] {
  return probe.kind === 'rule' ? probe.rule.keywords : probe.feature.keywords;
}

function indexOf(chosen: readonly Probe[]): KeywordIndex<Probe> {
  return new KeywordIndex(
    chosen.flatMap((owner) => keywordsOf(owner).map((keyword) => ({ keyword, owner }))),
  );
}

const isRule = (probe: Probe): boolean => probe.kind === 'rule';

/** The keywords of every probe: for what a server sends. */
export const fullIndex: KeywordIndex<Probe> = indexOf(probes);

/** The keywords of the pattern rules alone: for what a client sends, and for names of members. */
export const ruleIndex: KeywordIndex<Probe> = indexOf(probes.filter(isRule));
