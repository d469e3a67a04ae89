import type { ScanBudget } from '../budget.js';
import type { SignHit } from '../injection/score.js';
import { shapes } from '../limits.js';
import type { PatternRule } from '../rule.js';
import { entropyOf } from './entropy.js';
import { startOfLead } from './lead.js';
import { isPlaceholder } from './placeholder.js';
import { probeIndex, type Probe, type ProbeChoice } from './probes.js';

/** What a pattern rule found in a view. */
export interface RuleHit {
  rule: PatternRule;
  start: number;
  end: number;
  secret: string;
}

export interface ViewMatches {
  rules: RuleHit[];
  signs: SignHit[];
}

/** Runs every chosen probe whose keyword stands in the text, as far as the budget goes. */
export function matchView(text: string, isChosen: ProbeChoice, budget: ScanBudget): ViewMatches {
  const matches: ViewMatches = { rules: [], signs: [] };
  let doneUntil: Map<Probe, number> | undefined;
  probeIndex().search(text, (probe, at) => {
    if (!isChosen(probe)) return;
    const start = probe.lead ? startOfLead(text, at, probe.lead) : at;
    if (start < 0 || (doneUntil && (doneUntil.get(probe) ?? 0) > start)) return;
    if (!budget.take(probe.window)) return;
    const { pattern } = probe;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) return;
    const end = start + match[0].length;
    if (probe.kind === 'feature') {
      if (matches.signs.length < shapes.featureHits) matches.signs.push({ sign: probe.feature, start, end });
    } else {
      const hit = ruleHit(probe.rule, match);
      if (!hit) return;
      matches.rules.push(hit);
    }
    doneUntil ??= new Map();
    doneUntil.set(probe, end);
  });
  return matches;
}

function ruleHit(rule: PatternRule, match: RegExpExecArray): RuleHit | undefined {
  const secret = match.groups?.['secret'] ?? match[0];
  if (rule.skipPlaceholders !== false && isPlaceholder(secret)) return undefined;
  if (rule.entropy !== undefined && entropyOf(match.groups?.['body'] ?? secret) < rule.entropy)
    return undefined;
  if (rule.validators?.some((validate) => !validate(secret))) return undefined;
  // The named group stands at the end of its pattern, or before what the pattern merely looks at.
  const start = match.index + match[0].lastIndexOf(secret);
  return { rule, start, end: start + secret.length, secret };
}
