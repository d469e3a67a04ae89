import type { ScanBudget } from '../budget.js';
import { findSeedPhrases, isShownPhrase, seedPhraseRule } from '../credentials/seed-phrase.js';
import { findHiddenText } from '../hidden/hidden-text.js';
import { findFrames } from '../injection/frames/find-frames.js';
import { ruleOfKind } from '../injection/injection-rules.js';
import { scoreClusters, type Cluster, type SignHit } from '../injection/score.js';
import { addKnownSecret } from '../known-secrets/add-known-secret.js';
import type { KnownSecrets } from '../known-secrets/known-secrets.js';
import type { PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';
import { visitViews } from '../views/make-views.js';
import { rawView, type View } from '../views/view.js';
import type { VisitedString } from '../walk/walk.js';
import type { Collector } from './collector.js';
import { matchView, type RuleHit } from './match-view.js';
import { isExample } from './placeholder.js';
import { assignmentProbes, everyProbe, ruleProbes } from './probes.js';

/** Views whose text nobody would see: that it says anything there is a sign by itself. */
const hiddenViews =
  /tags|selectors|base\d\d|hex|invisible|compressed|codes|hidden-markup|leet|spaced|regional|braille|morse|reversed|rot13/;
const rank = new Map<PatternRule, number>(patternRules.map((rule, index) => [rule, index]));
const nonAscii = /[^\u0000-\u007f]/;

/** Looks at one string in all its views. */
export function scanString(
  string: VisitedString,
  budget: ScanBudget,
  collector: Collector,
  known?: KnownSecrets,
): void {
  const { text, surface } = string;
  if (text.length < 3) return;
  if (nonAscii.test(text)) {
    for (const { rule, start, end, confidence } of findHiddenText(text, surface)) {
      const seen = text.slice(start, end);
      collector.add(string, { rule, confidence, start, end, view: 'raw', seen, isSecret: false });
    }
  }
  const chosen = surface === 'argument' ? ruleProbes : everyProbe;
  visitViews(text, budget, (view) => {
    if (known) addKnown(string, view, known, budget, collector);
    addSeedPhrases(string, view, collector);
    const matches = matchView(view.text, chosen, budget);
    addSecrets(string, view, matches.rules, collector);
    const signs = surface === 'argument' ? [] : [...matches.signs, ...findFrames(view.text)];
    const isRead =
      view.depth > 0 &&
      !view.name.endsWith('hidden-markup') &&
      signs.every((hit) => standsInOriginal(text, view, hit));
    if (signs.length === 0 || isRead) return;
    const clusters = scoreClusters(view.text, signs, surface, hiddenViews.test(view.name));
    for (const cluster of clusters) addCluster(string, view, cluster, collector);
  });
}

/** Whether the words of an occurrence stand in the original just so: then the raw view has judged them already. */
function standsInOriginal(text: string, view: View, hit: SignHit): boolean {
  const [start, end] = view.origin(hit.start, hit.end);
  return text.slice(start, end) === view.text.slice(hit.start, hit.end);
}

/** Secrets that the caller named come first: what is surely his needs no rule to guess at it. */
function addKnown(
  string: VisitedString,
  view: View,
  known: KnownSecrets,
  budget: ScanBudget,
  collector: Collector,
): void {
  for (const hit of known.find(view.text, (work) => budget.take(work))) {
    const [start, end] = view.origin(hit.start, hit.end);
    const seen = view.text.slice(hit.start, hit.end);
    const how = hit.encoding === 'raw' ? '' : `written as ${hit.encoding}`;
    addKnownSecret(string, hit, { start, end, view: view.name, seen, how }, collector);
  }
}

function addSeedPhrases(string: VisitedString, view: View, collector: Collector): void {
  for (const phrase of findSeedPhrases(view.text)) {
    const [start, end] = view.origin(phrase.start, phrase.end);
    const seen = view.text.slice(phrase.start, phrase.end);
    const isShown = string.surface !== 'argument' && isShownPhrase(seen);
    const confidence = isShown ? 0.3 : phrase.confidence;
    collector.add(string, {
      rule: seedPhraseRule,
      confidence,
      start,
      end,
      view: view.name,
      seen,
      isSecret: true,
    });
  }
}

/** Looks at a value as if its name stood before it: `"api_key": "…"`. */
export function scanAssignment(string: VisitedString, budget: ScanBudget, collector: Collector): void {
  const { text, memberName = '' } = string;
  const joined = rawView(`${memberName}=${text}`);
  const offset = memberName.length + 1;
  const hits = matchView(joined.text, assignmentProbes, budget).rules.filter(({ start }) => start >= offset);
  const view: View = { ...joined, origin: (start, end) => [start - offset, end - offset] };
  addSecrets(string, view, hits, collector);
}

function addSecrets(string: VisitedString, view: View, hits: readonly RuleHit[], collector: Collector): void {
  const ordered = [...hits].sort((a, b) => (rank.get(a.rule) ?? 0) - (rank.get(b.rule) ?? 0));
  for (const hit of ordered) {
    if (!hit.rule.surfaces.includes(string.surface)) continue;
    const [start, end] = view.origin(hit.start, hit.end);
    const confidence = confidenceOf(hit, string);
    collector.add(string, {
      rule: hit.rule,
      confidence,
      start,
      end,
      view: view.name,
      seen: hit.secret,
      isSecret: true,
    });
  }
}

/** A checksum makes certain; a documentation key that a server sends is likely just that. */
function confidenceOf({ rule, secret }: RuleHit, string: VisitedString): number {
  if (rule.checksum?.(secret)) return 0.99;
  if (string.surface === 'argument') return rule.confidence;
  if (isExample(secret) || rule.isDocumentation?.(secret)) return rule.exampleConfidence ?? 0.3;
  return rule.incomingConfidence ?? rule.confidence;
}

function addCluster(string: VisitedString, view: View, cluster: Cluster, collector: Collector): void {
  const [first] = cluster.signs;
  if (!first) return;
  const [start, end] = view.origin(cluster.start, cluster.end);
  const says = cluster.signs.map((sign) => sign.says);
  const rule = ruleOfKind[first.kind];
  collector.add(string, {
    rule,
    confidence: cluster.score,
    start,
    end,
    view: view.name,
    seen: view.text.slice(cluster.start, cluster.end),
    isSecret: false,
    why: `${rule.why} It ${says.join(', ')}${view.depth > 0 ? `, which shows in the ${view.name} view` : ''}.`,
  });
}
