import { GuardError, GuardErrorCode } from './errors.js';
import { presets } from './presets.js';
import type { Action, Policy, PolicyStep, PresetName } from './types.js';

const actions: readonly Action[] = ['allow', 'warn', 'strip', 'ask', 'block'];

/**
 * A preset with parts of it replaced.
 * @throws {GuardError} `policy-invalid` for an unknown action, a threshold outside 0 to 1 an unreadable date, or a suppression
 * that does not say what it covers and why.
 */
export function definePolicy(preset: PresetName, changes: Partial<Policy> = {}): Policy {
  const base = presets[preset];
  const policy: Policy = { ...base, ...changes, categories: { ...base.categories, ...changes.categories } };
  const steps = [policy.categories, ...policy.overrides.map((override) => override.categories)].flatMap(
    (categories) => Object.values(categories).flat(),
  );
  for (const step of [...steps, ...Object.values(policy.rules ?? {}).flat()]) checkStep(step);
  for (const { rule, reason, expires, pointer, fingerprint } of policy.suppressions) {
    if (rule === '') throw invalid('a suppression names no rule');
    if (reason.trim() === '') throw invalid(`the suppression of ${rule} has no reason`);
    if (expires !== undefined && Number.isNaN(Date.parse(expires))) {
      throw invalid(`the suppression of ${rule} has the date "${expires}", which is not ISO 8601`);
    }
    if (pointer !== undefined && pointer !== '' && !pointer.startsWith('/')) {
      throw invalid(`the suppression of ${rule} has the pointer "${pointer}", which does not start with /`);
    }
    if (fingerprint === '') throw invalid(`the suppression of ${rule} has an empty fingerprint`);
  }
  return policy;
}

function checkStep({ action, threshold }: PolicyStep): void {
  if (!actions.includes(action)) throw invalid(`"${action}" is not one of ${actions.join(', ')}`);
  if (!(threshold >= 0 && threshold <= 1)) throw invalid(`a threshold is ${threshold}, not between 0 and 1`);
}

function invalid(what: string): GuardError {
  return new GuardError(GuardErrorCode.PolicyInvalid, `The policy cannot be used: ${what}.`);
}
