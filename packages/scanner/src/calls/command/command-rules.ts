import type { CommandRule } from '../call-rule.js';
import { accessRules } from './access-rules.js';
import { discardingRules } from './discarding-rules.js';
import { destructionRules } from './destruction-rules.js';
import { networkRules } from './network-rules.js';
import { otherRules } from './other-rules.js';
import { persistenceRules } from './persistence-rules.js';
import { privilegeRules } from './privilege-rules.js';

/** Every rule about commands. */
export const commandRules: readonly CommandRule[] = [
  ...destructionRules,
  ...discardingRules,
  ...networkRules,
  ...accessRules,
  ...persistenceRules,
  ...privilegeRules,
  ...otherRules,
];
