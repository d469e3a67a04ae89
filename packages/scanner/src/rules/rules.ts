import { callRules } from '../calls/call-rules.js';
import { credentialRules } from '../credentials/credential-rules.js';
import { seedPhraseRule } from '../credentials/seed-phrase.js';
import { flowRules } from '../flow/flow-rules.js';
import { hiddenRules } from '../hidden/hidden-text.js';
import { injectionRules } from '../injection/injection-rules.js';
import { jsonRules } from '../json/json-rules.js';
import { knownSecretRules } from '../known-secrets/known-secret-rules.js';
import type { PatternRule, Rule } from '../rule.js';
import { driftRules, toolRules } from '../tools/tool-rules.js';
import { limitRules } from './limit-rules.js';

/** The rules that look for one shape each. */
export const patternRules: readonly PatternRule[] = credentialRules;

/** Every rule. */
export const rules: readonly Rule[] = [
  ...patternRules,
  seedPhraseRule,
  ...Object.values(knownSecretRules),
  ...injectionRules,
  ...hiddenRules,
  ...toolRules,
  ...Object.values(driftRules),
  ...callRules,
  ...Object.values(flowRules),
  ...Object.values(limitRules),
  ...Object.values(jsonRules),
];
