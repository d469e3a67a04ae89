import type { ComputedRule } from '../rule.js';
import type { InlineProgram, Invocation } from './shell/read-commands.js';

/** How sure a rule is, on one scale for all of them: from `likely` on a call is blocked where policies block. */
export const sureness = { certain: 0.95, strong: 0.86, likely: 0.76, doubtful: 0.58, faint: 0.35 } as const;

/** What a rule has to say about a command. */
export interface Judgement {
  confidence: number;
  /** What it does, as the end of a sentence: `deletes the whole disk`. */
  does: string;
}

/** All that one text would run. */
export interface Context {
  invocations: readonly Invocation[];
  programs: readonly InlineProgram[];
}

/** A rule about one command and what stands around it. */
export interface CommandRule extends ComputedRule {
  judge(command: Invocation, context: Context): Judgement | undefined;
}

type Facts = Pick<ComputedRule, 'id' | 'title' | 'why' | 'severity' | 'references'> &
  Partial<Pick<ComputedRule, 'confidence' | 'remedy'>> & {
    finds: readonly string[];
    passes: readonly string[];
  };

/** A rule about calls. */
export function callRule({ finds, passes, ...facts }: Facts): ComputedRule {
  return {
    kind: 'computed',
    category: 'dangerous-call',
    confidence: 0.7,
    directions: ['client-to-server'],
    surfaces: ['argument'],
    remedy:
      'Do not let this call through before somebody has read it. If it is meant, suppress the rule for this tool, with a reason.',
    examples: { mustMatch: finds, mustNotMatch: passes },
    ...facts,
  };
}

/** A rule about commands. */
export function commandRule(facts: Facts & Pick<CommandRule, 'judge'>): CommandRule {
  const { judge, ...rest } = facts;
  return { ...callRule(rest), judge };
}

/** A judgement, or none where the condition does not hold. */
export function judged(holds: boolean, confidence: number, does: string): Judgement | undefined {
  return holds ? { confidence, does } : undefined;
}

/** The surest of some judgements. */
export function surest(...judgements: readonly (Judgement | undefined)[]): Judgement | undefined {
  let best: Judgement | undefined;
  for (const judgement of judgements) {
    if (judgement && (!best || judgement.confidence > best.confidence)) best = judgement;
  }
  return best;
}
