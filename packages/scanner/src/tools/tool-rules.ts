import type { ComputedRule } from '../rule.js';

function toolRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'severity' | 'confidence' | 'category'>,
): ComputedRule {
  return {
    kind: 'computed',
    directions: ['server-to-client'],
    surfaces: ['definition'],
    remedy:
      'Do not use the tool before somebody has read its definition. If it is honest, suppress the rule for it, with a reason.',
    references: ['OWASP-MCP03', 'AML.T0110'],
    examples: { mustMatch: [], mustNotMatch: [] },
    ...facts,
  };
}

/** A tool that says of itself what its name or description denies. */
export const misleadingAnnotation = toolRule({
  id: 'misleading-annotation',
  title: 'Misleading annotation',
  category: 'tool-poisoning',
  severity: 'high',
  confidence: 0.72,
  why: 'The tool is annotated as harmless, and its name or description says that it changes things. Clients skip confirmations for harmless tools.',
});

/** A parameter through which the conversation leaves. */
export const sideChannelParameter = toolRule({
  id: 'side-channel-parameter-name',
  title: 'Parameter that asks for the conversation',
  category: 'tool-poisoning',
  severity: 'high',
  confidence: 0.6,
  why: 'A parameter asks by its name for what only the client has: the conversation, the prompt, the reasoning, the list of other tools. A model fills it in without being told to.',
});

/** The rules about definitions as a whole. */
export const toolRules: readonly ComputedRule[] = [misleadingAnnotation, sideChannelParameter];

function driftRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'severity' | 'confidence'>,
): ComputedRule {
  return {
    ...toolRule({ category: 'rug-pull', ...facts }),
    remedy:
      'Compare the definition with the one that was approved; approve the change or stop using the tool.',
    references: ['OWASP-MCP03', 'CWE-494'],
  };
}

/** What a change of a definition is, the worst first. */
export const driftRules = {
  cue: driftRule({
    id: 'drift-introduces-cue',
    title: 'Changed definition with an instruction in it',
    severity: 'critical',
    confidence: 0.92,
    why: 'The definition was changed and now says what only a poisoned one says.',
  }),
  annotation: driftRule({
    id: 'drift-flips-annotation',
    title: 'Changed annotation',
    severity: 'high',
    confidence: 0.85,
    why: 'The tool was approved as harmless and is no longer annotated so, or the other way about.',
  }),
  schema: driftRule({
    id: 'drift-widens-schema',
    title: 'Changed definition that takes more',
    severity: 'medium',
    confidence: 0.6,
    why: 'The tool takes parameters or values that it did not take when it was approved.',
  }),
  address: driftRule({
    id: 'drift-introduces-address',
    title: 'Changed definition with a new address',
    severity: 'medium',
    confidence: 0.45,
    why: 'The definition now names a host or mailbox that it did not name when it was approved.',
  }),
  wording: driftRule({
    id: 'drift-wording',
    title: 'Changed wording',
    severity: 'low',
    confidence: 0.2,
    why: 'The definition reads otherwise than the approved one and asks for nothing new.',
  }),
} as const satisfies Record<string, ComputedRule>;
