import type { Category, Finding } from '@sallyport/scanner';

/** All kinds of findings. */
export const categories: readonly Category[] = [
  'credential-leak',
  'prompt-injection',
  'tool-poisoning',
  'rug-pull',
  'dangerous-call',
  'data-flow',
  'malformed',
];

/** A finding with what a decision looks at; everything else is beside the point. */
export function findingOf(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'github-token',
    title: 'GitHub token',
    category: 'credential-leak',
    severity: 'high',
    confidence: 0.9,
    direction: 'client-to-server',
    surface: 'argument',
    pointer: '/params/arguments/code',
    target: 'value',
    start: 0,
    end: 5,
    excerpt: '…',
    view: 'raw',
    why: '',
    remedy: 'Take it out.',
    references: [],
    ...parts,
  };
}
