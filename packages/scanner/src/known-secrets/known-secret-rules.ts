import type { ComputedRule } from '../rule.js';

function knownSecretRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'remedy' | 'confidence'>,
): ComputedRule {
  return {
    kind: 'computed',
    category: 'credential-leak',
    severity: 'critical',
    directions: ['client-to-server', 'server-to-client'],
    surfaces: ['argument', 'result', 'definition'],
    references: ['OWASP-LLM02', 'OWASP-MCP01', 'CWE-200', 'AML.T0057'],
    examples: { mustMatch: [], mustNotMatch: [] },
    ...facts,
  };
}

/** Secrets that the caller named: found by value, whatever they look like. */
export const knownSecretRules = {
  value: knownSecretRule({
    id: 'known-secret',
    title: 'A secret of yours',
    confidence: 0.99,
    why: 'The text holds the value of a secret that was named to the scanner.',
    remedy: 'Find out how the value came into the message, and revoke it if it has left this machine.',
  }),
  fingerprint: knownSecretRule({
    id: 'known-secret-fingerprint',
    title: 'A secret of yours, by its fingerprint',
    confidence: 0.99,
    why: 'The text holds a value whose fingerprint is on the list that was given to the scanner.',
    remedy: 'Find out how the value came into the message, and revoke it if it has left this machine.',
  }),
  canary: knownSecretRule({
    id: 'canary',
    title: 'A planted secret',
    confidence: 1,
    why: 'The text holds a canary: a fake secret that was planted where only somebody who takes what they should not would find it.',
    remedy: 'Stop this session and see what it read and where it sent it. Plant a new canary.',
  }),
} as const satisfies Record<string, ComputedRule>;
