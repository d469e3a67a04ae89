import type { ScanBudget } from '../budget.js';
import { findSeedPhrases, isShownPhrase, seedPhraseRule } from '../credentials/seed-phrase.js';
import { findHiddenText } from '../hidden/hidden-text.js';
import { classifierFailed, classify } from '../injection/classify.js';
import type { InjectionClassifier } from '../injection/classifier.js';
import { ruleOfKind } from '../injection/injection-rules.js';
import { isToolListing } from '../injection/tool-listing.js';
import { scoreClusters, type Cluster, type SignHit } from '../injection/score.js';
import { topicFactor } from '../injection/mention.js';
import type { Sign } from '../injection/sign.js';
import { addKnownSecret } from '../known-secrets/add-known-secret.js';
import type { KnownSecrets } from '../known-secrets/known-secrets.js';
import { costs } from '../limits.js';
import type { CustomRule, PatternRule } from '../rule.js';
import { patternRules } from '../rules/rules.js';
import { visitViews } from '../views/make-views.js';
import { rawView, type View } from '../views/view.js';
import { formatPointer } from '../walk/pointer.js';
import type { Surface } from '../types.js';
import type { VisitedString } from '../walk/visited-string.js';
import type { Collector } from './collector.js';
import { matchView, type RuleHit } from './match-view.js';
import { isExample } from './placeholder.js';
import type { Probe, ProbeSet } from './probes.js';

/** Views whose text nobody would see: that it says anything there is a sign by itself. */
const hiddenViews =
  /tags|selectors|base\d\d|hex|invisible|compressed|codes|hidden-markup|spaced|regional|braille|morse|reversed|rot13/;
const nonAscii = /[^\u0000-\u007f]/;
const rank = new Map<PatternRule, number>(patternRules.map((rule, index) => [rule, index]));

/** What a scan of a string works with. */
export interface StringScan {
  budget: ScanBudget;
  collector: Collector;
  knownSecrets?: KnownSecrets;
  classifier?: InjectionClassifier;
  customRules?: readonly CustomRule[];
}

/** What a string is as a whole: found out when it is asked for, and once for all its views. */
class About {
  readonly #string: VisitedString;
  #topic: number | undefined;
  #surface: Surface | undefined;

  constructor(string: VisitedString) {
    this.#string = string;
  }

  /** Its {@link topicFactor}. */
  get topic(): number {
    return (this.#topic ??= topicFactor(this.#string.text));
  }

  /** As what its instructions are judged: a result that lists tools has their definitions in it. */
  get surface(): Surface {
    const { surface, text } = this.#string;
    return (this.#surface ??= surface === 'result' && isToolListing(text) ? 'definition' : surface);
  }
}

/** How much of a string is looked at: all, or its secrets as they stand, where what it holds is looked at by itself. */
export type StringDepth = 'all' | 'plain-secrets';

/** Shortest text in ASCII that could tell anybody to do anything. */
const shortestInstruction = 10;

/** Looks at one string in all its views. */
export function scanString(string: VisitedString, scan: StringScan, depth: StringDepth = 'all'): void {
  const { text, surface } = string;
  const { budget, collector, knownSecrets } = scan;
  // What is more than can be told of need not be looked for.
  if (text.length < 3 || collector.isFull) return;
  const isSteering =
    depth === 'all' && collector.wants(surface === 'definition' ? 'tool-poisoning' : 'prompt-injection');
  if (isSteering) addHidden(string, collector);
  const isLong = text.length >= shortestInstruction || nonAscii.test(text);
  const isTold = isSteering && surface !== 'argument' && isLong;
  const isSecretive = collector.wants('credential-leak');
  const own = (scan.customRules ?? []).filter(
    ({ rule }) =>
      rule.surfaces.includes(surface) &&
      rule.directions.includes(collector.direction) &&
      collector.wants(rule.category),
  );
  if (!isTold && !isSecretive && own.length === 0) return;
  if (!budget.take(costs.string)) return;
  const probes: ProbeSet = isTold ? (isSecretive ? 'all' : 'instructions') : 'secrets';
  const about = new About(string);
  const look = (view: View): void => {
    if (collector.isFull) return;
    if (knownSecrets && isSecretive) addKnown(string, view, knownSecrets, budget, collector);
    for (const custom of own) addCustom(string, view, custom, collector);
    if (isSecretive) addSeedPhrases(string, view, collector);
    const matches = matchView(view.text, probes, budget);
    addSecrets(string, view, matches.rules, about, collector);
    if (isTold) addInstructions(string, view, matches.signs, about, scan);
  };
  if (depth === 'plain-secrets') look(rawView(text, budget));
  else visitViews(text, budget, look);
}

function addHidden(string: VisitedString, collector: Collector): void {
  const { text, surface } = string;
  for (const { rule, start, end, confidence } of findHiddenText(text, surface)) {
    const seen = text.slice(start, end);
    collector.add(string, { rule, confidence, start, end, view: 'raw', seen, isSecret: false });
  }
}

function addInstructions(
  string: VisitedString,
  view: View,
  signs: readonly SignHit[],
  about: About,
  { collector, classifier }: StringScan,
): void {
  const isRead =
    view.depth > 0 &&
    !view.name.endsWith('hidden-markup') &&
    signs.every((hit) => standsInOriginal(string.text, view, hit));
  if (isRead && (signs.length > 0 || !classifier)) return;
  const opinion = classifier && opinionOf(classifier, string, view, collector);
  if (signs.length === 0 && !opinion) return;
  if (!view.budget.take(costs.sign * (1 + signs.length))) return;
  const isHidden = hiddenViews.test(view.name);
  const clusters = scoreClusters(view.text, signs, about.surface, isHidden, opinion, {
    text: string.text,
    topic: () => about.topic,
    origin: (start, end) => view.origin(start, end),
  });
  for (const cluster of clusters) addCluster(string, view, cluster, collector);
}

function opinionOf(
  classifier: InjectionClassifier,
  string: VisitedString,
  view: View,
  collector: Collector,
): Sign | undefined {
  const { surface, place } = string;
  const { direction } = collector;
  const context = { direction, surface, pointer: formatPointer(place), view: view.name };
  const opinion = classify(classifier, view.text, context);
  if (opinion !== 'failed') return opinion;
  const span = { start: 0, end: string.text.length, view: view.name, seen: '', isSecret: false };
  collector.add(string, { rule: classifierFailed, confidence: classifierFailed.confidence, ...span });
  return undefined;
}

/** Whether the words of an occurrence stand in the original just so: then the raw view has judged them already. */
function standsInOriginal(text: string, view: View, hit: SignHit): boolean {
  const [start, end] = view.origin(hit.start, hit.end);
  // The letter of an escape before a word hides where the word begins.
  return (
    text.slice(start, end) === view.text.slice(hit.start, hit.end) &&
    (hit.start === 0 || text.charAt(start - 1) === view.text.charAt(hit.start - 1))
  );
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

function addCustom(string: VisitedString, view: View, custom: CustomRule, collector: Collector): void {
  const { rule, isSecret } = custom;
  for (const hit of custom.find(view.text)) {
    const [start, end] = view.origin(hit.start, hit.end);
    const seen = view.text.slice(hit.start, hit.end);
    const { confidence } = rule;
    collector.add(string, { rule, confidence, start, end, view: view.name, seen, isSecret });
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
export function scanAssignment(string: VisitedString, { budget, collector }: StringScan): void {
  const { text, memberName = '' } = string;
  const joined = rawView(`${memberName}=${text}`, budget);
  const offset = memberName.length + 1;
  const isAssignment = (probe: Probe): boolean => probe.kind === 'rule' && probe.rule.assignment === true;
  const { rules } = matchView(joined.text, 'secrets', budget, isAssignment);
  const hits = rules.filter(({ start }) => start >= offset);
  const view: View = { ...joined, origin: (start, end) => [start - offset, end - offset] };
  addSecrets(string, view, hits, new About(string), collector);
}

function addSecrets(
  string: VisitedString,
  view: View,
  hits: readonly RuleHit[],
  about: About,
  collector: Collector,
): void {
  const ordered = [...hits].sort((a, b) => (rank.get(a.rule) ?? 0) - (rank.get(b.rule) ?? 0));
  for (const hit of ordered) {
    if (!hit.rule.surfaces.includes(string.surface)) continue;
    const [start, end] = view.origin(hit.start, hit.end);
    const confidence = confidenceOf(hit, string, about);
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

/** How sure a secret is that stands in a document about attacks. */
const shownSecret = 0.85;

/** A checksum makes certain; a documentation key that a server sends is likely just that. */
function confidenceOf({ rule, secret }: RuleHit, string: VisitedString, about: About): number {
  if (rule.checksum?.(secret)) return 0.99;
  if (string.surface === 'argument') return rule.confidence;
  if (isExample(secret) || rule.isDocumentation?.(secret)) return rule.exampleConfidence ?? 0.3;
  const confidence = rule.incomingConfidence ?? rule.confidence;
  // A document about attacks shows what they take.
  return about.topic < 1 ? confidence * shownSecret : confidence;
}

function addCluster(string: VisitedString, view: View, cluster: Cluster, collector: Collector): void {
  const [first] = cluster.signs;
  if (!first) return;
  const [start, end] = view.origin(cluster.start, cluster.end);
  const says = cluster.signs.map(({ sign }) => sign.says);
  const rule = ruleOfKind[first.sign.kind];
  collector.add(string, {
    rule,
    confidence: cluster.score,
    start,
    end,
    view: view.name,
    seen: view.text.slice(cluster.start, cluster.end),
    value: linesAround(view.text, cluster.start, cluster.end),
    isSecret: false,
    why: `${rule.why} It ${says.join(', ')}${view.depth > 0 ? `, which shows in the ${view.name} view` : ''}.`,
    signs: cluster.signs.map(({ sign: { id, kind }, weight }) => ({
      id,
      kind,
      weight: Math.round(weight * 1000) / 1000,
    })),
  });
}

/** How much of a long line belongs to what stands in it. Characters. */
const longestLine = 1000;

/** The lines that a span touches: what comes right before and after words is part of what they say. */
function linesAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - longestLine), start);
  const after = text.slice(end, end + longestLine);
  return (
    before.slice(before.lastIndexOf('\n') + 1) + text.slice(start, end) + (after.split('\n', 1)[0] ?? '')
  );
}
