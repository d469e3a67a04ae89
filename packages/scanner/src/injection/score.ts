import { shapes } from '../limits.js';
import type { Surface } from '../types.js';
import type { FeatureKind, Sign } from './sign.js';
import { fencesOf, isFenced, topicFactor, useFactor } from './mention.js';

/** One occurrence of a sign in a view. */
export interface SignHit {
  sign: Sign;
  start: number;
  end: number;
  /** Where the words stand that say whether it is used or mentioned. Default: the whole of it. */
  focus?: readonly [start: number, end: number];
}

/** Signs that stand together, and how sure they make. */
export interface Cluster {
  start: number;
  end: number;
  /** 0 to 1. */
  score: number;
  /** The signs that count, with what they weigh here, the weightiest first. */
  signs: { sign: Sign; weight: number }[];
}

/**
 * Groups occurrences that are near each other and scores each group: the chance that at least one of its kinds of
 * sign is right, were they independent (noisy or).
 *
 * @param opinion a sign of the text as a whole: it counts in each group, and makes one where there is none.
 */
export function scoreClusters(
  text: string,
  hits: readonly SignHit[],
  surface: Surface,
  hidden: boolean,
  opinion?: Sign,
  source?: Source,
): Cluster[] {
  if (surface === 'argument' || (hits.length === 0 && !opinion)) return [];
  const whole = opinion ? [{ sign: opinion, weight: opinion.weight[surface] }] : [];
  const doubt = 1 - (whole[0]?.weight ?? 0);
  const groups = groupsOf(hits).filter(
    (group) => 1 - doubt * (1 - bestCase(group, surface, hidden)) >= leastScore,
  );
  if (groups.length === 0) {
    const isSure = 1 - doubt >= leastScore;
    return isSure ? [{ start: 0, end: text.length, score: 1 - doubt, signs: whole }] : [];
  }
  const context: Context = {
    text,
    surface,
    topic: source && source.text === text ? source.topic() : topicFactor(text),
    chance: chanceFactor(text.length),
    fences: fencesOf(text),
    hidden,
    greetings: greetingsOf(text),
    shown: hidden && source ? shownIn(source) : undefined,
  };
  return groups.map((group) => scoreGroup(group, context, whole)).filter(({ score }) => score >= leastScore);
}

/** Least score that is told of. */
const leastScore = 0.4;

/** Occurrences that are near each other. */
function groupsOf(hits: readonly SignHit[]): SignHit[][] {
  const groups: SignHit[][] = [];
  let reach = -Infinity;
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    const group = groups.at(-1);
    if (group && hit.start - reach <= shapes.clusterGap) group.push(hit);
    else groups.push([hit]);
    reach = Math.max(reach, hit.end);
  }
  return groups;
}

/** No score of the group can be higher: most groups need no closer look. */
function bestCase(group: readonly SignHit[], surface: 'result' | 'definition', hidden: boolean): number {
  let doubt = hidden ? hiddenDoubt : 1;
  for (const sign of new Set(group.map((hit) => hit.sign))) {
    doubt *= 1 - Math.min(1, sign.weight[surface] * (sign.isLoose === true ? shapes.shortChance : 1));
  }
  return 1 - doubt;
}

/** What is left of doubt where the words had to be decoded first: that is a sign by itself. */
const hiddenDoubt = 0.6;

/** What bears on every occurrence in one text. */
interface Context {
  text: string;
  surface: 'result' | 'definition';
  topic: number;
  /** How much loose signs count, by the length of the text. */
  chance: number;
  fences: readonly number[];
  /** Whether the text was out of sight before it was decoded. */
  hidden: boolean;
  /** Where people are greeted, as letters begin. */
  greetings: readonly number[];
  /** How much what is hidden counts where the text around it may be a document that shows it. */
  shown: ((hit: SignHit) => number) | undefined;
}

function scoreGroup(group: readonly SignHit[], context: Context, whole: Cluster['signs']): Cluster {
  const weighed = group.map((hit) => ({ hit, weight: weightOf(hit, context) }));
  const strongest = weighed.reduce((best, each) => (each.weight > best.weight ? each : best));
  const best = new Map<Sign, Weighed>();
  for (const { hit, weight } of weighed) {
    const near = weight * nearness(hit, strongest.hit);
    if (near > (best.get(hit.sign)?.weight ?? 0)) best.set(hit.sign, { weight: near, hit });
  }
  const ranked = weighByKind([...best.values()]);
  const isShown = (context.shown?.(strongest.hit) ?? 1) < shownInDocument;
  const start = context.hidden && !isShown ? hiddenDoubt : 1;
  const doubt = [...ranked, ...whole].reduce((product, { weight }) => product * (1 - weight), start);
  const counted = ranked.filter(({ weight }) => weight >= leastWeight);
  // Where only an opinion counts, it is one about the whole text.
  const spans = counted.length > 0 ? counted.map(({ hit }) => hit) : [{ start: 0, end: context.text.length }];
  return {
    start: Math.min(...spans.map(({ start: from }) => from)),
    end: Math.max(...spans.map(({ end }) => end)),
    score: 1 - doubt,
    signs: [...counted.map(({ hit, weight }) => ({ sign: hit.sign, weight })), ...whole].sort(
      (a, b) => b.weight - a.weight,
    ),
  };
}

interface Weighed {
  weight: number;
  hit: SignHit;
}

/** Signs that weigh less are not told of. */
const leastWeight = 0.05;

function weightOf({ sign, start, end, focus = [start, end] }: SignHit, context: Context): number {
  const isCode = sign.isCode === true;
  const full = sign.weight[context.surface] * (sign.isLoose === true ? context.chance : 1);
  if (context.hidden) return full * (context.shown?.({ sign, start, end }) ?? 1);
  const letter = betweenPeople.has(sign.kind) && follows(context.greetings, start) ? letterFactor : 1;
  return full * letter * context.topic * useFactor(context.text, focus[0], focus[1], context, isCode);
}

/** What people ask of each other, too. */
const betweenPeople: ReadonlySet<FeatureKind> = new Set([
  'command',
  'exfiltration',
  'sensitive-object',
  'pressure',
]);
/** How much such a wish counts in a letter that greets a person. */
const letterFactor = 0.7;
/** How far a greeting reaches. Characters. */
const letterLength = 600;
const greeting =
  /(?:^|[\n:|>]\s{0,4})(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\s(?!(?:the |all |any )?(?:ai|assistants?|agents?|llms?|bots?|chatbots?|claude|chatgpt|copilot|gemini|models?|language|coding)\b)[\p{L}.]{2,20}/giu;

function greetingsOf(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(greeting)) {
    found.push(match.index);
    if (found.length >= mostGreetings) break;
  }
  return found;
}

const mostGreetings = 200;

function follows(greetings: readonly number[], start: number): boolean {
  return greetings.some((at) => at < start && start - at <= letterLength);
}

/** The text that something was hidden in, and the way back to it. */
export interface Source {
  text: string;
  /** Its {@link topicFactor}. */
  topic(): number;
  origin(start: number, end: number): readonly [start: number, end: number];
}

/** What is hidden in a listing of a document about attacks is shown, not hidden. */
const shownInDocument = 0.5;

function shownIn(source: Source): (hit: SignHit) => number {
  const topic = source.topic();
  if (topic === 1) return () => 1;
  const fences = fencesOf(source.text);
  return ({ start, end }) => topic * (isFenced(source.origin(start, end)[0], fences) ? shownInDocument : 1);
}

/** From above 1 for a short text to below 1 for a long one. */
function chanceFactor(length: number): number {
  const { shortText, longText, shortChance, longChance } = shapes;
  const share = Math.log(Math.max(length, shortText) / shortText) / Math.log(longText / shortText);
  return shortChance + (longChance - shortChance) * Math.min(1, share);
}

/** What stands further off from the strongest sign says less about the same thing. */
function nearness(hit: SignHit, strongest: SignHit): number {
  const distance = Math.max(hit.start - strongest.end, strongest.start - hit.end, 0);
  return 1 - Math.min(1, Math.max(0, distance - shapes.sameThing) / shapes.clusterGap);
}

/** The weightiest first; of one kind the first counts in full, the second for half, and further ones not at all. */
function weighByKind(signs: readonly Weighed[]): Weighed[] {
  const counts = new Map<FeatureKind, number>();
  const ranked: Weighed[] = [];
  for (const { weight, hit } of [...signs].sort((a, b) => b.weight - a.weight)) {
    const count = counts.get(hit.sign.kind) ?? 0;
    counts.set(hit.sign.kind, count + 1);
    if (count < 2) ranked.push({ weight: count === 0 ? weight : weight / 2, hit });
  }
  return ranked.sort((a, b) => b.weight - a.weight);
}
