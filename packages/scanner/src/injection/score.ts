import { shapes } from '../limits.js';
import type { Surface } from '../types.js';
import type { Feature, FeatureKind } from './feature.js';
import { topicFactor, useFactor } from './mention.js';

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
export function scoreClusters(text: string, hits: readonly FeatureHit[], surface: Surface, hidden: boolean): Cluster[] {
  if (surface === 'argument' || hits.length === 0) return [];
  const sorted = [...hits].sort((a, b) => a.start - b.start);
  const topic = topicFactor(text);
  const clusters: Cluster[] = [];
  let group: FeatureHit[] = [];
  let reach = -1;
  for (const hit of sorted) {
    if (group.length > 0 && hit.start - reach > shapes.clusterGap) {
      clusters.push(scoreGroup(text, group, surface, topic, hidden));
      group = [];
    }
    group.push(hit);
    reach = Math.max(reach, hit.end);
  }
  if (group.length > 0) clusters.push(scoreGroup(text, group, surface, topic, hidden));
  return clusters;
}

function scoreGroup(
  text: string,
  group: readonly FeatureHit[],
  surface: 'result' | 'definition',
  topic: number,
  hidden: boolean,
): Cluster {
  const best = new Map<FeatureKind, { weight: number; hit: FeatureHit }>();
  for (const hit of group) {
    const known = best.get(hit.feature.kind)?.weight ?? 0;
    const full = hit.feature.weight[surface];
    if (full <= known) continue;
    const weight = full * (hidden ? 1 : topic * useFactor(text, hit.start, hit.end));
    if (weight > known) best.set(hit.feature.kind, { weight, hit });
  }
  const ranked = [...best.values()].sort((a, b) => b.weight - a.weight);
  // That the words had to be decoded first is a sign by itself.
  const doubt = ranked.reduce((product, { weight }) => product * (1 - weight), hidden ? 0.6 : 1);
  return {
    start: Math.min(...ranked.map(({ hit }) => hit.start)),
    end: Math.max(...ranked.map(({ hit }) => hit.end)),
    score: 1 - doubt,
    features: ranked.map(({ hit }) => hit.feature),
  };
}
