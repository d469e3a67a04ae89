import { shapes } from '../limits.js';
import type { Surface } from '../types.js';
import type { Feature, FeatureKind } from './feature.js';
import { fencesOf, topicFactor, useFactor } from './mention.js';

/** One occurrence of a feature in a view. */
export interface FeatureHit {
  feature: Feature;
  start: number;
  end: number;
}

/** Features that stand together, and how sure they make. */
export interface Cluster {
  start: number;
  end: number;
  /** 0 to 1. */
  score: number;
  /** The features that count, the weightiest first. */
  features: Feature[];
}

/**
 * Groups occurrences that are near each other and scores each group: the chance that at least one of its kinds of
 * sign is right, were they independent (noisy or).
 */
export function scoreClusters(
  text: string,
  hits: readonly FeatureHit[],
  surface: Surface,
  hidden: boolean,
): Cluster[] {
  if (surface === 'argument' || hits.length === 0) return [];
  const sorted = [...hits].sort((a, b) => a.start - b.start);
  const context: Context = { text, surface, topic: topicFactor(text), fences: fencesOf(text), hidden };
  const clusters: Cluster[] = [];
  let group: FeatureHit[] = [];
  let reach = -1;
  for (const hit of sorted) {
    if (group.length > 0 && hit.start - reach > shapes.clusterGap) {
      clusters.push(scoreGroup(group, context));
      group = [];
    }
    group.push(hit);
    reach = Math.max(reach, hit.end);
  }
  if (group.length > 0) clusters.push(scoreGroup(group, context));
  return clusters;
}

/** What bears on every occurrence in one text. */
interface Context {
  text: string;
  surface: 'result' | 'definition';
  topic: number;
  fences: readonly number[];
  /** Whether the text was out of sight before it was decoded. */
  hidden: boolean;
}

function scoreGroup(group: readonly FeatureHit[], context: Context): Cluster {
  const { text, surface, topic, fences, hidden } = context;
  const best = new Map<Feature, { weight: number; hit: FeatureHit }>();
  for (const hit of group) {
    const known = best.get(hit.feature)?.weight ?? 0;
    const full = hit.feature.weight[surface];
    if (full <= known) continue;
    const weight = full * (hidden ? 1 : topic * useFactor(text, hit.start, hit.end, fences));
    if (weight > known) best.set(hit.feature, { weight, hit });
  }
  const ranked = weighByKind([...best.values()]);
  // That the words had to be decoded first is a sign by itself.
  const doubt = ranked.reduce((product, { weight }) => product * (1 - weight), hidden ? 0.6 : 1);
  return {
    start: Math.min(...ranked.map(({ hit }) => hit.start)),
    end: Math.max(...ranked.map(({ hit }) => hit.end)),
    score: 1 - doubt,
    features: ranked.map(({ hit }) => hit.feature),
  };
}

/** The weightiest first; of one kind the first counts in full, the second for half, and further ones not at all. */
function weighByKind(
  signs: readonly { weight: number; hit: FeatureHit }[],
): { weight: number; hit: FeatureHit }[] {
  const counts = new Map<FeatureKind, number>();
  const ranked: { weight: number; hit: FeatureHit }[] = [];
  for (const { weight, hit } of [...signs].sort((a, b) => b.weight - a.weight)) {
    const count = counts.get(hit.feature.kind) ?? 0;
    counts.set(hit.feature.kind, count + 1);
    if (count < 2) ranked.push({ weight: count === 0 ? weight : weight / 2, hit });
  }
  return ranked.sort((a, b) => b.weight - a.weight);
}
