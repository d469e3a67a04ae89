import { Collector } from '../match/collector.js';
import { limits } from '../limits.js';
import type { Finding } from '../types.js';
import { cuesOf } from './cues.js';
import { differences, type Difference } from './differences.js';
import { driftRules } from './tool-rules.js';

/** What a change of a definition is, the worst that is in it. */
export type DriftKind = 'none' | 'wording' | 'address' | 'schema' | 'annotation' | 'cue';

/** A change of a definition, told apart. */
export interface Drift {
  kind: DriftKind;
  /** One for each kind of change in it; confidence says how likely it is to matter. */
  findings: Finding[];
  differences: Difference[];
}

const worstFirst = ['cue', 'annotation', 'schema', 'address', 'wording'] as const;

/**
 * Tells what an edit of a tool's definition is, so that an honest edit of its wording is told from an attack: cues that
 * it brings in, annotations that it flips, what it takes beyond before, addresses that it names anew, or wording alone.
 * Pointers are relative to the definition.
 *
 * @param before the definition that was approved.
 * @param after the one that came now.
 */
export function classifyDrift(before: unknown, after: unknown): Drift {
  const found = differences(before, after);
  if (found.length === 0) return { kind: 'none', findings: [], differences: [] };
  const collector = new Collector('server-to-client', limits);
  const kinds = new Map<(typeof worstFirst)[number], string>();
  const old = cuesOf(before);
  const now = cuesOf(after);
  const cues = [...now.signs].filter(([id]) => !old.signs.has(id)).map(([, says]) => says);
  if (cues.length > 0) kinds.set('cue', `${driftRules.cue.why} It ${cues.join(', ')}.`);
  const addresses = [...now.addresses].filter((one) => !old.addresses.has(one));
  if (addresses.length > 0)
    kinds.set('address', `${driftRules.address.why} ${addresses.slice(0, 5).join(', ')}.`);
  for (const { pointer, effect } of found) {
    if (effect === 'annotation' || effect === 'schema') {
      kinds.set(effect, kinds.get(effect) ?? `${driftRules[effect].why} See ${pointer}.`);
    }
  }
  if (kinds.size === 0) kinds.set('wording', driftRules.wording.why);
  const [first] = found;
  for (const kind of worstFirst) {
    const why = kinds.get(kind);
    if (why !== undefined) collector.addDefinition(driftRules[kind], undefined, first?.pointer ?? '', why);
  }
  return {
    kind: worstFirst.find((kind) => kinds.has(kind)) ?? 'wording',
    findings: collector.findings(),
    differences: found,
  };
}
