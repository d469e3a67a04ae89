import { flowLimits } from '../limits.js';
import type { ComputedRule } from '../rule.js';
import type { Effects } from './effects.js';
import { flowRules } from './flow-rules.js';

/** A step that later ones may go on from. */
interface Step {
  what: string;
  time: number;
}

/** A chain that has come to its end. */
export interface ChainEnd {
  rule: ComputedRule;
  confidence: number;
  how: string;
}

/** How many kinds of question make a look around, and how many a thorough one. */
const looks = 5;
const thorough = 7;

/**
 * Remembers steps that lead somewhere. A chain is reported once, when its last step comes: its first step is then used
 * up. Steps fade with time, not with the number of calls between them, so that filler does not part them.
 */
export class Chains {
  #secrets: Step | undefined;
  #environment: Step | undefined;
  #doubt: (Step & { confidence: number }) | undefined;
  readonly #written = new Map<string, { harm: number; time: number }>();
  readonly #asked = new Map<string, number>();
  #hasReportedLooks = 0;

  /** A result had signs of an injection that were not enough to keep it. */
  doubt(what: string, confidence: number, now: number): void {
    this.#doubt = { what, confidence, time: now };
  }

  /** Takes a call down, and tells which chains it ends. */
  observe(effects: Effects, where: string, now: number): ChainEnd[] {
    const ends = [
      ...this.#endReads(effects, now),
      ...this.#endWrites(effects, now),
      ...this.#endDoubt(effects, now),
      ...this.#endLooks(effects, now),
    ];
    const step = (what: string): Step => ({ what, time: now });
    if (effects.readsSecrets !== undefined) this.#secrets = step(`${where} read ${effects.readsSecrets}`);
    if (effects.readsEnvironment) this.#environment = step(`${where} read the environment`);
    for (const { path, harm } of effects.writes) {
      if (path === '') continue;
      this.#written.delete(path);
      this.#written.set(path, { harm, time: now });
      const [oldest] = this.#written.keys();
      if (this.#written.size > flowLimits.written && oldest !== undefined) this.#written.delete(oldest);
    }
    return ends;
  }

  #endReads(effects: Effects, now: number): ChainEnd[] {
    if (effects.sendsTo.size === 0 || effects.payload < flowLimits.payload) return [];
    const ends: ChainEnd[] = [];
    const end = (rule: ComputedRule, step: Step): void => {
      // What can be read was compared with what was read; only what cannot is judged by its place.
      const base = effects.isOpaque ? rule.confidence + 0.06 : 0.55;
      ends.push({ rule, confidence: base * fade(step.time, now), how: `Before, ${step.what}` });
    };
    if (this.#secrets && isFresh(this.#secrets.time, now)) end(flowRules.readThenSend, this.#secrets);
    else if (this.#environment && isFresh(this.#environment.time, now))
      end(flowRules.environmentThenNetwork, this.#environment);
    if (ends.length > 0 && effects.isOpaque) {
      this.#secrets = undefined;
      this.#environment = undefined;
    }
    return ends;
  }

  #endWrites(effects: Effects, now: number): ChainEnd[] {
    const ends: ChainEnd[] = [];
    const mentioned = (path: string): boolean =>
      effects.programs.some(({ text }) => text.toLowerCase().includes(path.replace(/^~/, ''))) ||
      effects.writes.some((write) => write.path === path);
    for (const [path, { harm, time }] of this.#written) {
      if (!isFresh(time, now) || path.length < 3) continue;
      const isRun = [...effects.runs].some(
        (run) => run === path || (run.length > 4 && path.endsWith(`/${run.replace(/^\.\//, '')}`)),
      );
      if (isRun && harm >= 0.7) {
        ends.push({
          rule: flowRules.writeThenRun,
          confidence: flowRules.writeThenRun.confidence * fade(time, now),
          how: `${path} was written before`,
        });
        this.#written.delete(path);
      } else if (
        effects.persists &&
        mentioned(path) &&
        !effects.writes.some((write) => write.path === path)
      ) {
        ends.push({
          rule: flowRules.writeThenPersist,
          confidence: flowRules.writeThenPersist.confidence * fade(time, now),
          how: `${path} was written before`,
        });
        this.#written.delete(path);
      }
    }
    return ends;
  }

  #endDoubt(effects: Effects, now: number): ChainEnd[] {
    const doubt = this.#doubt;
    if (!doubt || !isFresh(doubt.time, now)) return [];
    const acts =
      effects.harm >= 0.5 ||
      effects.readsSecrets !== undefined ||
      (effects.isOpaque && effects.sendsTo.size > 0);
    if (!acts) return [];
    this.#doubt = undefined;
    const sum = 1 - (1 - doubt.confidence) * (1 - Math.max(effects.harm, 0.55));
    return [
      {
        rule: flowRules.doubtfulThenHarm,
        confidence: Math.min(0.9, sum) * fade(doubt.time, now),
        how: doubt.what,
      },
    ];
  }

  #endLooks(effects: Effects, now: number): ChainEnd[] {
    for (const kind of effects.asks) this.#asked.set(kind, now);
    for (const [kind, time] of this.#asked) if (now - time > flowLimits.halfLife) this.#asked.delete(kind);
    const count = this.#asked.size;
    if (count === 0) this.#hasReportedLooks = 0;
    const level = count >= thorough ? thorough : count >= looks ? looks : 0;
    if (effects.asks.size === 0 || level <= this.#hasReportedLooks) return [];
    this.#hasReportedLooks = level;
    const confidence = level === thorough ? 0.72 : flowRules.reconnaissance.confidence;
    return [
      { rule: flowRules.reconnaissance, confidence, how: `So far: ${[...this.#asked.keys()].join(', ')}` },
    ];
  }
}

function isFresh(time: number, now: number): boolean {
  return now - time <= flowLimits.memory;
}

/** 1 for the first minute, then half per half-life. */
function fade(time: number, now: number): number {
  return 2 ** (-Math.max(0, now - time - 60_000) / flowLimits.halfLife);
}
