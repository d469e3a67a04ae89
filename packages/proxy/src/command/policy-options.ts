import { definePolicy, presetNames, type Policy, type PresetName } from '@sallyport/guard';
import { UsageError } from './usage-error.js';

/** The options by which a command is told its policy. */
export const policyOptions = {
  preset: { type: 'string', short: 'p' },
} as const;

/** The policy that a command line asks for; `balanced` unless told. */
export function policyOf({ preset = 'balanced' }: { preset?: string | undefined }): Policy {
  const name = presetNames.find((known) => known === preset);
  if (name === undefined) {
    throw new UsageError(
      `There is no preset ${JSON.stringify(preset)}. The presets are ${presetNames.join(', ')}.`,
    );
  }
  return definePolicy(name satisfies PresetName);
}
