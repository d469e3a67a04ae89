import type { PatternRule } from '../rule.js';

/** What a credential rule has to say for itself; the rest is the same for all of them. */
type CredentialFacts = Pick<PatternRule, 'id' | 'title' | 'keywords' | 'pattern' | 'window' | 'examples'> &
  Partial<PatternRule>;

/** A rule of category `credential-leak` that watches both directions and every surface. */
export function credential(facts: CredentialFacts): PatternRule {
  return {
    kind: 'pattern',
    category: 'credential-leak',
    severity: 'critical',
    confidence: 0.9,
    directions: ['client-to-server', 'server-to-client'],
    surfaces: ['argument', 'result', 'definition'],
    why: `The text holds what has the documented form of: ${facts.title}. Whoever reads the message can use it.`,
    remedy:
      'Take the value out of the message and let the server read it from its own environment. If it is real and has left this machine, revoke it.',
    references: ['OWASP-LLM02', 'OWASP-MCP01', 'CWE-522', 'AML.T0057'],
    ...facts,
  };
}

/**
 * An example for a rule, put together from parts, so that no file of this project holds what another scanner would
 * take for a leaked key.
 */
export function fake(...parts: string[]): string {
  return parts.join('');
}
