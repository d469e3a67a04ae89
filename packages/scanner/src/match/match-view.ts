import type { ScanBudget } from '../budget.js';
import { FrameReader } from '../injection/frames/read-frames.js';
import type { SignHit } from '../injection/score.js';
import { costs, shapes } from '../limits.js';
import type { PatternRule } from '../rule.js';
import { entropyOf } from './entropy.js';
import { startOfLead } from './lead.js';
import { isPlaceholder } from './placeholder.js';
import { probeIndex, type Probe, type ProbeSet } from './probes.js';

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

/**
 * Tries every probe of a set whose keyword stands in the text, and reads the words of the lexicon, as far as the
 * budget goes.
 *
 * @param isChosen which rules are tried. Default: all.
 */
export function matchView(
  text: string,
  set: ProbeSet,
  budget: ScanBudget,
  isChosen?: (probe: Probe) => boolean,
): ViewMatches {
  const rules: RuleHit[] = [];
  const signs: SignHit[] = [];
  const framed: SignHit[] = [];
  if (!budget.take(text.length * costs.searchedCharacter)) return { rules, signs };
  const frames = new FrameReader(text, budget, (hit) => {
    if (framed.length < shapes.featureHits) framed.push(hit);
  });
  let doneUntil: Map<Probe, number> | undefined;
  probeIndex(set).search(text, (probe, at) => {
    if (probe.kind === 'word') return frames.add(probe.word, at);
    if (isChosen && !isChosen(probe)) return true;
    const start = probe.lead ? startOfLead(text, at, probe.lead) : at;
    if (start < 0 || (doneUntil && (doneUntil.get(probe) ?? 0) > start)) return true;
    if (start > 0 && probe.notAfter?.[text.charCodeAt(start - 1)] === 1) return true;
    if (probe.ahead) {
      if (!budget.take(costs.ahead)) return false;
      probe.ahead.lastIndex = start;
      if (!probe.ahead.test(text)) return true;
    }
    if (!budget.take(probe.effort)) return false;
    const { pattern } = probe;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) return true;
    const end = start + match[0].length;
    if (probe.kind === 'feature') {
      if (signs.length < shapes.featureHits) signs.push({ sign: probe.feature, start, end });
    } else {
      const hit = ruleHit(probe.rule, match);
      if (!hit) return true;
      rules.push(hit);
      if (!budget.take(costs.secret)) return false;
    }
    doneUntil ??= new Map();
    doneUntil.set(probe, end);
    return true;
  });
  frames.finish();
  return { rules, signs: framed.length === 0 ? signs : signs.concat(framed) };
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
