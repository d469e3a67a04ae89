import type { ComputedRule, CustomRule, Severity } from '@sallyport/scanner';
import { compilePattern } from '../patterns/pattern.js';
import { validators, type ValidatorName } from './validators.js';

/** A pattern as a configuration has it; checked by the schema. */
export interface PatternSettings {
  readonly name?: string;
  readonly regex?: string;
  readonly severity?: Severity;
  readonly validator?: ValidatorName;
}

/** The id of a rule that a configuration names: what suppressions and events call it. */
export function customId(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return `custom-${words.replaceAll(/^-+|-+$/g, '') || 'rule'}`;
}

const everywhere = ['argument', 'result', 'definition'] as const;

/** A pattern of `dlp`: a secret, looked for both ways. */
export function secretRule(settings: PatternSettings): CustomRule {
  const { name = '', validator } = settings;
  const isValid = validator === undefined ? undefined : validators[validator];
  const rule: ComputedRule = {
    ...headOf(settings, 'high'),
    category: 'credential-leak',
    directions: ['client-to-server', 'server-to-client'],
    surfaces: everywhere,
    why: `It has the form of what the configuration calls "${name}".`,
    remedy:
      'Take the value out of the message. If it is none, narrow the pattern, or suppress the rule here.',
  };
  return custom(rule, settings, true, isValid);
}

/** A pattern of `response_scanning`: words that a server may not say. */
export function wordingRule(settings: PatternSettings): CustomRule {
  const { name = '' } = settings;
  const rule: ComputedRule = {
    ...headOf(settings, 'high'),
    category: 'prompt-injection',
    directions: ['server-to-client'],
    surfaces: everywhere,
    why: `It says what the configuration calls "${name}".`,
    remedy: 'Look at the text. If it is harmless, narrow the pattern, or suppress the rule here.',
  };
  return custom(rule, settings, false);
}

function headOf({ name = '', severity }: PatternSettings, otherwise: Severity) {
  return {
    kind: 'computed',
    id: customId(name),
    title: name,
    severity: severity ?? otherwise,
    confidence: 1,
    references: [],
    examples: { mustMatch: [], mustNotMatch: [] },
  } as const;
}

function custom(
  rule: ComputedRule,
  { regex = '' }: PatternSettings,
  isSecret: boolean,
  isValid?: (text: string) => boolean,
): CustomRule {
  const compiled = compilePattern(regex);
  if (!compiled.ok) throw new TypeError(compiled.message);
  const { pattern } = compiled;
  const find = (text: string): { start: number; end: number }[] =>
    isValid
      ? pattern.find(text).filter(({ start, end }) => isValid(text.slice(start, end)))
      : pattern.find(text);
  return { rule, isSecret, find };
}
