import type { ComputedRule } from '../rule.js';

function limitRule(facts: Pick<ComputedRule, 'id' | 'title' | 'why'>): ComputedRule {
  return {
    kind: 'computed',
    category: 'malformed',
    severity: 'high',
    confidence: 1,
    directions: ['client-to-server', 'server-to-client'],
    surfaces: ['argument', 'result', 'definition'],
    remedy: 'Send less, or flatter, in one message. What lies past the limit has not been read.',
    references: ['CWE-400', 'CWE-770'],
    examples: { mustMatch: [], mustNotMatch: [] },
    ...facts,
  };
}

/** What is reported when a message cannot be read to its end, by the limit that was reached. */
export const limitRules = {
  depth: limitRule({
    id: 'message-too-deep',
    title: 'Message nested too deep',
    why: 'Objects or arrays are nested past the limit, so what is inside them was not looked at.',
  }),
  nodes: limitRule({
    id: 'message-too-many-values',
    title: 'Message with too many values',
    why: 'The message has more values than the limit, so the rest of them was not looked at.',
  }),
  characters: limitRule({
    id: 'message-too-long',
    title: 'Message too long',
    why: 'The message has more text than the limit, so the rest of it was not looked at.',
  }),
  views: limitRule({
    id: 'message-too-encoded',
    title: 'Too much encoded text',
    why: 'Encodings within encodings went past the limit, so not all of them were opened.',
  }),
  findings: limitRule({
    id: 'message-too-many-findings',
    title: 'Message with too many findings',
    why: 'The message has more findings than the limit, so some of them are not listed.',
  }),
  work: limitRule({
    id: 'message-too-costly',
    title: 'Message made to be slow to read',
    why: 'The message has so many beginnings of secrets or phrases that not all of them were looked at.',
  }),
} as const satisfies Record<string, ComputedRule>;
