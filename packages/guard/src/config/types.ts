import type { CustomRule } from '@sallyport/scanner';
import type { CallRule } from '../custom/call-rules.js';
import type { Policy } from '../types.js';
import type { EgressSettings } from './egress-settings.js';
import type { ConfigProblem } from './problem.js';

/** Which values must not leave; `knownSecretsOf` reads them. */
export interface ProtectSettings {
  /** Whether variables are protected whose names speak of a secret. */
  scanEnvironment: boolean;
  /** Shorter values of those are left alone. Characters. */
  minimumLength: number;
  /** Variables that are protected by name. */
  names: readonly string[];
  /** Absolute paths. */
  environmentFile?: string;
  secretsFile?: string;
  canaries: readonly { name: string; value: string }[];
}

/** How much one client may use of one server; what is left out is as the proxy has it. */
export interface BudgetSettings {
  calls?: number;
  callsPerMinute?: number;
  /** Bytes of tool calls, and of everything that the server sends. */
  bytes?: number;
  identicalCalls?: number;
}

/** What stops everything. */
export interface KillSwitchSettings {
  enabled: boolean;
  /** Absolute path; while the file exists everything is refused. */
  sentinelFile?: string;
  /** What is answered in place of the usual words. */
  message?: string;
}

/** Rules of a configuration's own. */
export interface CustomDetection {
  /** For every scan: what is secret, and what may not be said. */
  patterns: readonly CustomRule[];
  /** About calls. */
  calls: readonly CallRule[];
}

/** Everything that a configuration file says, with the preset for what it leaves out. */
export interface GuardConfig {
  /** Absolute path of the file; undefined for a preset by itself. */
  file?: string;
  policy: Policy;
  custom: CustomDetection;
  protect: ProtectSettings;
  budgets: BudgetSettings;
  killSwitch: KillSwitchSettings;
  /** How long a person has to answer, in milliseconds. */
  askTimeoutMs: number;
  blockStyle: 'error' | 'result';
  logFormat: 'text' | 'json';
  /** What `sallyport run` does. */
  egress: EgressSettings;
  /** Keys of the file that change nothing, and why. */
  notes: readonly ConfigProblem[];
}
