import type { ChoiceNode, FlagNode, NumberNode } from './schema-node.js';

const enabled: FlagNode = {
  kind: 'flag',
  about:
    'A section that has an `action` counts as enabled; `false` turns it off. Without either, the preset decides.',
};

const threshold: NumberNode = {
  kind: 'number',
  least: 0,
  most: 1,
  about: 'How sure a finding must be, 0 to 1, for the action to be taken.',
};

const warnThreshold: NumberNode = {
  kind: 'number',
  least: 0,
  most: 1,
  about: 'How sure a finding must be, 0 to 1, to be recorded.',
};

/** The keys that every section with an action has. */
export function scanningKeys<V extends string>(
  action: ChoiceNode<V>,
): { enabled: FlagNode; action: ChoiceNode<V>; threshold: NumberNode; warn_threshold: NumberNode } {
  return { enabled, action, threshold, warn_threshold: warnThreshold };
}

const asking =
  '`ask` holds it until a person answers (`sallyport approvals`), and blocks when nobody does in time';

/** Warn, take out, ask or block. */
export const actionOnText = {
  kind: 'choice',
  values: ['warn', 'strip', 'ask', 'block'],
  mayBeEmpty: true,
  about: `\`warn\` lets through and records, \`strip\` takes out exactly what was found, ${asking}, \`block\` answers with an error.`,
} as const satisfies ChoiceNode;

/** Warn, ask or block: calls. */
export const actionOnCalls = {
  kind: 'choice',
  values: ['warn', 'ask', 'block'],
  mayBeEmpty: true,
  lacking: { redirect: 'Calls are never sent elsewhere: write `block`' },
  about: `\`warn\` lets through and records, ${asking}, \`block\` answers with an error.`,
} as const satisfies ChoiceNode;

/** Warn or block: what cannot be taken out. */
export const actionOnWhole = {
  kind: 'choice',
  values: ['warn', 'block'],
  mayBeEmpty: true,
  about: '`warn` lets through and records, `block` answers with an error.',
} as const satisfies ChoiceNode;
