import type { ComputedRule } from '../rule.js';

function jsonRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'severity' | 'confidence'>,
): ComputedRule {
  return {
    kind: 'computed',
    category: 'malformed',
    directions: ['client-to-server', 'server-to-client'],
    surfaces: ['argument', 'result', 'definition'],
    remedy: 'Send plain JSON (RFC 8259, and RFC 7493 for what everybody reads alike).',
    references: ['CWE-436', 'CWE-20'],
    examples: { mustMatch: [], mustNotMatch: [] },
    ...facts,
  };
}

/** What is wrong with the text of a message although it parses: two readers may take it for two messages. */
export const jsonRules = {
  duplicateMember: jsonRule({
    id: 'message-duplicate-member',
    title: 'Member that is there twice',
    severity: 'high',
    confidence: 1,
    why: 'An object has two members of one name. Some readers take the first and some the last, so what was looked at need not be what is used.',
  }),
  invalidUtf8: jsonRule({
    id: 'message-invalid-utf8',
    title: 'Bytes that are no UTF-8',
    severity: 'high',
    confidence: 1,
    why: 'The message has bytes that are no UTF-8. Readers replace them, drop them or stop, each in its way.',
  }),
  loneSurrogate: jsonRule({
    id: 'message-lone-surrogate',
    title: 'Half a character',
    severity: 'low',
    confidence: 0.4,
    why: 'A string has half of a surrogate pair. It may be a cut emoji; readers replace it, drop it or stop.',
  }),
  byteOrderMark: jsonRule({
    id: 'message-byte-order-mark',
    title: 'Byte order mark before a message',
    severity: 'low',
    confidence: 0.3,
    why: 'The message begins with a byte order mark, which JSON has not: some readers skip it and some refuse it.',
  }),
} as const satisfies Record<string, ComputedRule>;
