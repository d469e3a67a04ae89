import { presets } from '../presets.js';
import type { PolicyStep, PresetName } from '../types.js';
import { schema } from './schema.js';
import { settingsOf, stepsTo } from './section-steps.js';

const about: Readonly<Record<PresetName, string>> = {
  balanced:
    'Lets everything readable through and records what is found; changed tools are withheld. A good start.',
  strict: 'Blocks what is surely an attack or a leak and records what is doubtful. For production.',
  audit: 'Records everything and keeps nothing back. For a first look at what a server does.',
  'generic-agent': 'As balanced, for agents of every kind: records, withholds changed tools.',
  'claude-code': 'As strict, for coding agents that work unattended: blocks what is sure.',
};

/** What a preset is for, in one sentence. */
export function aboutPreset(preset: PresetName): string {
  return about[preset];
}

/** A preset as a commented configuration file. Loading it gives exactly the preset. */
export function presetYaml(preset: PresetName): string {
  const { categories, pins } = presets[preset];
  const answers = stepsTo(categories['prompt-injection'], 'server-to-client');
  const requests = stepsTo(categories['credential-leak'], 'client-to-server');
  const { keys } = schema;
  const scanning = {
    response_scanning: answers,
    mcp_input_scanning: requests,
    mcp_tool_scanning: categories['tool-poisoning'],
    mcp_tool_policy: categories['dangerous-call'],
    tool_chain_detection: categories['data-flow'],
    malformed: categories.malformed,
  };
  const blocks = [
    [
      `# Sallyport, preset ${preset}. ${about[preset]}`,
      `# Written by: sallyport generate config --preset ${preset}`,
      '# Use it:     sallyport mcp proxy --config sallyport.yaml -- COMMAND ARGS…',
      '# Every key:  docs/configuration.md',
    ],
    ['version: 1'],
    [comment(keys.preset.about), `preset: ${preset}`],
    ...Object.entries(scanning).map(([name, steps]) =>
      [comment(keys[name as keyof typeof scanning].about), `${name}:`].concat(stepLines(steps)),
    ),
    [comment(keys.pins.about), 'pins:', `  mode: ${pins}`, ...stepLines(categories['rug-pull'])],
    [
      comment(keys.dlp.about),
      'dlp:',
      `  ${comment(keys.dlp.keys.scan_env.about)}`,
      '  scan_env: true',
      '  min_env_secret_length: 16',
    ],
    [comment(keys.block_style.about), 'block_style: error'],
    [
      '# What is known and accepted: without a fitting entry here nothing is passed over.',
      '# suppressions:',
      '#   - rule: instruction-override',
      '#     server: files',
      '#     pointer: /result/content/*',
      '#     reason: the folder holds a paper on prompt injection',
      '#     expires: 2027-01-31',
    ],
    [
      '# One server, or one tool of it, may differ.',
      '# servers:',
      '#   files:',
      '#     response_scanning:',
      '#       action: strip',
      '#     tools:',
      '#       write_file:',
      '#         mcp_input_scanning:',
      '#           action: block',
    ],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function comment(text: string): string {
  return `# ${text}`;
}

function stepLines(steps: readonly PolicyStep[]): string[] {
  const { action, threshold, warnThreshold } = settingsOf(steps);
  if (action === 'allow') return ['  enabled: false'];
  const recorded = `  warn_threshold: ${warnThreshold}`;
  return action === 'warn'
    ? ['  action: warn', recorded]
    : [`  action: ${action}`, `  threshold: ${threshold}`, recorded];
}
