import { cloudRules } from '../credentials/cloud.js';
import { genericRules } from '../credentials/generic.js';
import { keyMaterialRules } from '../credentials/key-material.js';
import { modelRules } from '../credentials/models.js';
import { prefixedRules } from '../credentials/prefixed-tokens.js';
import { serviceRules } from '../credentials/services.js';
import { sourceHostingRules } from '../credentials/source-hosting.js';
import { hiddenRules } from '../hidden/hidden-text.js';
import { injectionRules } from '../injection/injection-rules.js';
import type { PatternRule, Rule } from '../rule.js';
import { limitRules } from './limit-rules.js';

/** The rules that look for one shape each. A particular shape comes before a general one and hides it. */
export const patternRules: readonly PatternRule[] = [
  ...modelRules,
  ...cloudRules,
  ...sourceHostingRules,
  ...serviceRules,
  ...prefixedRules,
  ...keyMaterialRules,
  ...genericRules,
];

/** Every rule. */
export const rules: readonly Rule[] = [
  ...patternRules,
  ...injectionRules,
  ...hiddenRules,
  ...Object.values(limitRules),
];
