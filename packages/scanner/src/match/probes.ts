import type { Feature } from '../injection/feature.js';
import { features } from '../injection/features.js';
import { KeywordIndex } from '../keyword-index.js';
import type { Lead, PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';

/** What is tried where one of its keywords stands. */
export type Probe = { pattern: RegExp; window: number; lead: Lead | undefined } & (
  { kind: 'rule'; rule: PatternRule } | { kind: 'feature'; feature: Feature }
);

/** Which of the probes a text is tried with. */
export type ProbeChoice = (probe: Probe) => boolean;

/** For what a server sends. */
export const everyProbe: ProbeChoice = () => true;
/** For what a client sends, and for names of members. */
export const ruleProbes: ProbeChoice = (probe) => probe.kind === 'rule';
/** For what is asked about instructions alone. */
export const featureProbes: ProbeChoice = (probe) => probe.kind === 'feature';
/** For a value that is read together with its name. */
export const assignmentProbes: ProbeChoice = (probe) =>
  probe.kind === 'rule' && probe.rule.assignment === true;

let index: KeywordIndex<Probe> | undefined;

/** The keywords of every probe. Built when first asked for: who only lists the rules need not wait for it. */
export function probeIndex(): KeywordIndex<Probe> {
  index ??= new KeywordIndex([...patternRules.flatMap(entriesOfRule), ...features.flatMap(entriesOfFeature)]);
  return index;
}

interface Entry {
  keyword: string;
  owner: Probe;
}

function entriesOfRule(rule: PatternRule): Entry[] {
  const { pattern, window, lead, keywords } = rule;
  const owner: Probe = { kind: 'rule', rule, pattern, window, lead };
  return keywords.map((keyword) => ({ keyword, owner }));
}

function entriesOfFeature(feature: Feature): Entry[] {
  const { pattern, window, keywords } = feature;
  const owner: Probe = { kind: 'feature', feature, pattern, window, lead: undefined };
  return keywords.map((keyword) => ({ keyword, owner }));
}

/** Whether a value may be a credential for the sake of its member's name. */
export function isAssignmentName(name: string): boolean {
  let found = false;
  probeIndex().search(name, (probe) => {
    found ||= assignmentProbes(probe);
  });
  return found;
}
