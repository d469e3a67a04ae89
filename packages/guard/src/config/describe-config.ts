import type { Category } from '@sallyport/scanner';
import type { Action, PolicyStep } from '../types.js';
import { settingsOf, stepsTo } from './section-steps.js';
import type { GuardConfig } from './types.js';

/** What a configuration comes to, in one line: what each section does, and how much it knows besides. */
export function describeConfig({
  policy,
  custom,
  file,
  budgets,
  killSwitch,
  blockStyle,
}: GuardConfig): string {
  const does = (category: Category, steps: readonly PolicyStep[] = policy.categories[category]): string =>
    words[settingsOf(steps).action];
  const secrets = policy.categories['credential-leak'];
  const orders = policy.categories['prompt-injection'];
  const parts = [
    `response=${does('prompt-injection', stepsTo(orders, 'server-to-client'))}`,
    `input=${does('credential-leak', stepsTo(secrets, 'client-to-server'))}`,
    `tools=${does('tool-poisoning')}`,
    `policy=${does('dangerous-call')}`,
    `flow=${does('data-flow')}`,
    `malformed=${does('malformed')}`,
    `pins=${policy.pins}`,
    ...(custom.patterns.length > 0 ? [`patterns=${custom.patterns.length}`] : []),
    ...(custom.calls.length > 0 ? [`rules=${custom.calls.length}`] : []),
    ...(policy.overrides.length > 0 ? [`overrides=${policy.overrides.length}`] : []),
    ...(policy.suppressions.length > 0 ? [`suppressions=${policy.suppressions.length}`] : []),
    ...(Object.values(budgets).some((most) => most !== undefined) ? ['budgets=on'] : []),
    ...(blockStyle === 'result' ? ['block_style=result'] : []),
    ...(killSwitch.enabled ? ['KILL SWITCH ON'] : []),
  ];
  return `preset ${policy.name}${file === undefined ? '' : ` with ${file}`} (${parts.join(', ')})`;
}

const words: Readonly<Record<Action, string>> = {
  allow: 'off',
  warn: 'warn',
  strip: 'strip',
  ask: 'ask',
  block: 'block',
};
