import type { CategorySteps, Policy, PresetName } from './types.js';

/** Sureness from which a finding is worth acting on, and from which it is worth a line in the log. */
export const sure = 0.7;
export const doubtful = 0.5;

/** Everything is let through and recorded. */
const warning: CategorySteps = {
  'credential-leak': [{ action: 'warn', threshold: doubtful }],
  'prompt-injection': [{ action: 'warn', threshold: doubtful }],
  'tool-poisoning': [{ action: 'warn', threshold: doubtful }],
  'rug-pull': [{ action: 'warn', threshold: doubtful }],
  'dangerous-call': [{ action: 'warn', threshold: doubtful }],
  'data-flow': [{ action: 'warn', threshold: doubtful }],
  malformed: [{ action: 'warn', threshold: doubtful }],
};

/** What is sure is blocked, what is doubtful recorded. */
const blocking: CategorySteps = {
  'credential-leak': [
    { action: 'warn', threshold: doubtful },
    { action: 'block', threshold: sure },
  ],
  'prompt-injection': [
    { action: 'warn', threshold: doubtful },
    { action: 'block', threshold: sure },
  ],
  'tool-poisoning': [
    { action: 'warn', threshold: doubtful },
    { action: 'block', threshold: sure },
  ],
  'rug-pull': [{ action: 'block', threshold: doubtful }],
  'dangerous-call': [
    { action: 'warn', threshold: doubtful },
    { action: 'block', threshold: sure },
  ],
  'data-flow': [
    { action: 'warn', threshold: doubtful },
    { action: 'block', threshold: sure },
  ],
  malformed: [{ action: 'block', threshold: doubtful }],
};

/** A message that could not be read to its end is refused even where findings only warn: fail closed. */
const unreadable: CategorySteps['malformed'] = [{ action: 'block', threshold: sure }];

/**
 * The five presets. `balanced`, `generic-agent` and `audit` warn; `strict` and `claude-code` block. Pins withhold what
 * changed in every preset but `audit`.
 */
export const presets: Readonly<Record<PresetName, Policy>> = {
  balanced: {
    name: 'balanced',
    categories: { ...warning, malformed: unreadable },
    pins: 'withhold',
    overrides: [],
    suppressions: [],
  },
  strict: { name: 'strict', categories: blocking, pins: 'withhold', overrides: [], suppressions: [] },
  audit: { name: 'audit', categories: warning, pins: 'warn', overrides: [], suppressions: [] },
  'generic-agent': {
    name: 'generic-agent',
    categories: { ...warning, malformed: unreadable },
    pins: 'withhold',
    overrides: [],
    suppressions: [],
  },
  'claude-code': {
    name: 'claude-code',
    categories: blocking,
    pins: 'withhold',
    overrides: [],
    suppressions: [],
  },
};

/** The names of the presets, in the order in which help and documents list them. */
export const presetNames = Object.keys(presets) as PresetName[];
