import {
  knownSecretsOf,
  presetConfig,
  presetNames,
  type GuardConfig,
  type PresetName,
} from '@sallyport/guard';
import { compileKnownSecrets, type ScanOptions } from '@sallyport/scanner';
import { environment } from './env.js';
import { UsageError } from './usage-error.js';

/** The option by which a command is told a preset. */
export const policyOptions = {
  preset: { type: 'string', short: 'p' },
} as const;

/** The options by which a command is told what to do about findings. */
export const configOptions = {
  ...policyOptions,
  config: { type: 'string', short: 'c' },
} as const;

/**
 * What `--config` and `--preset` say together: the file goes over the preset, and a preset on the command line before
 * the one that the file names.
 *
 * @param otherwise the preset where nothing says one.
 * @throws UsageError for an unknown preset, GuardError for a file that cannot be used.
 */
export async function configOf(
  { preset, config }: { preset?: string | undefined; config?: string | undefined },
  otherwise: PresetName = 'balanced',
): Promise<GuardConfig> {
  const named = preset === undefined ? undefined : presetOf(preset);
  if (config === undefined) return presetConfig(named ?? otherwise);
  // Only who reads a file waits for the YAML parser.
  const { loadConfig } = await import('@sallyport/guard/config');
  return loadConfig(config, named === undefined ? {} : { preset: named });
}

/** What a command looks for besides the rules of ours: protected values of its environment, and the file's own rules. */
export function scanOptionsOf({ protect, custom }: GuardConfig): Omit<ScanOptions, 'direction'> {
  const knownSecrets = compileKnownSecrets(knownSecretsOf(protect, environment.all));
  return { knownSecrets, ...(custom.patterns.length > 0 ? { customRules: custom.patterns } : {}) };
}

/** The preset of that name. @throws UsageError where there is none. */
export function presetOf(preset: string): PresetName {
  const name = presetNames.find((known) => known === preset);
  if (name !== undefined) return name;
  throw new UsageError(
    `There is no preset ${JSON.stringify(preset)}. The presets are ${presetNames.join(', ')}.`,
  );
}
