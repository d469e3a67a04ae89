import { callRule } from '../custom/call-rules.js';
import { secretRule, wordingRule } from '../custom/custom-rules.js';
import { limits } from '../limits.js';
import type { PresetName } from '../types.js';
import { buildPolicy } from './build-policy.js';
import { egressOf } from './egress-of.js';
import type { ConfigValues } from './schema.js';
import type { GuardConfig } from './types.js';

/** The configuration that a preset is by itself. */
export function presetConfig(preset: PresetName): GuardConfig {
  return configOf({}, preset);
}

/** What a file says, with the preset for what it leaves out. */
export function configOf(values: ConfigValues, preset: PresetName): GuardConfig {
  const { dlp, protect, budgets, kill_switch: killSwitch } = values;
  return {
    policy: buildPolicy(values, preset),
    custom: {
      patterns: [
        ...(dlp?.patterns ?? []).map((one) => secretRule(one)),
        ...(values.response_scanning?.patterns ?? []).map((one) => wordingRule(one)),
      ],
      calls: (values.mcp_tool_policy?.rules ?? []).map((one) => callRule(one)),
    },
    protect: {
      scanEnvironment: dlp?.scan_env ?? true,
      minimumLength: dlp?.min_env_secret_length ?? 16,
      names: protect?.env ?? [],
      ...(protect?.env_file === undefined ? {} : { environmentFile: protect.env_file }),
      ...(dlp?.secrets_file === undefined ? {} : { secretsFile: dlp.secrets_file }),
      canaries: (protect?.canaries ?? []).map(({ name = '', value = '' }) => ({ name, value })),
    },
    budgets: {
      calls: budgets?.calls,
      callsPerMinute: budgets?.calls_per_minute,
      bytes: budgets?.bytes,
      identicalCalls: budgets?.identical_calls,
    },
    killSwitch: {
      enabled: killSwitch?.enabled ?? false,
      ...(killSwitch?.sentinel_file === undefined ? {} : { sentinelFile: killSwitch.sentinel_file }),
      message: killSwitch?.message,
    },
    askTimeoutMs:
      values.response_scanning?.ask_timeout_seconds === undefined
        ? limits.approvalTimeout
        : values.response_scanning.ask_timeout_seconds * 1000,
    blockStyle: values.block_style ?? 'error',
    logFormat: values.logging?.format ?? 'text',
    egress: egressOf(values, preset),
    notes: [],
  };
}
