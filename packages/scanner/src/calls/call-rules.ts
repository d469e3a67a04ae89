import type { ComputedRule } from '../rule.js';
import { addressRules } from './address-rules.js';
import { commandRules } from './command/command-rules.js';
import { unreadableCommand } from './limit-rule.js';
import { pathRules } from './path-rules.js';
import { codeRules } from './text/code.js';
import { sqlRules } from './text/sql.js';

/** Every rule about calls. */
export const callRules: readonly ComputedRule[] = [
  ...commandRules,
  unreadableCommand,
  ...Object.values(pathRules),
  ...Object.values(addressRules),
  ...Object.values(codeRules),
  ...Object.values(sqlRules),
];
