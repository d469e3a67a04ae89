import type { ComputedRule } from '../rule.js';

/** Text that shows nothing, or shows something else, and yet says something. */
export interface HiddenText {
  rule: ComputedRule;
  start: number;
  end: number;
  confidence: number;
}

/** A rule about what a person does not see. */
export function hiddenRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'examples' | 'confidence'> &
    Partial<Pick<ComputedRule, 'remedy' | 'references'>>,
): ComputedRule {
  return {
    kind: 'computed',
    category: 'prompt-injection',
    severity: 'high',
    directions: ['server-to-client', 'client-to-server'],
    surfaces: ['result', 'definition', 'argument'],
    remedy: 'Strip the characters; they show nothing to a person. Ask the source why they are there.',
    references: ['OWASP-LLM01', 'AML.T0051', 'CWE-1007'],
    ...facts,
  };
}
