import type { AlphabetName } from '../match/alphabets.js';
import { entropyOf } from '../match/entropy.js';
import type { PatternRule } from '../rule.js';
import { DeferredPattern } from '../sticky-pattern.js';
import { credential, fake } from './credential.js';
import { of, type ValueForm } from './value-form.js';

/** The rule for a credential that is known by its prefix, with examples made from its own description. */
export function prefixed(
  id: string,
  title: string,
  prefix: string | readonly string[],
  form: ValueForm,
  facts: Partial<PatternRule> = {},
): PatternRule {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const longest = Math.max(...prefixes.map((one) => one.length));
  return credential({
    id,
    title,
    keywords: prefixes.map((one) => one.toLowerCase()),
    pattern: new DeferredPattern(
      `(?<![A-Za-z0-9])(?:${prefixes.map(escapePattern).join('|')})(?<body>${form.source})(?![${form.goesOn}])`,
    ),
    window: longest + form.most + 1,
    validators: [(secret) => looksIssued(secret, prefixes)],
    examples: {
      mustMatch: prefixes.map((one) => fake('token: ', one, form.sample)),
      mustNotMatch: prefixes.flatMap((one) => [
        one + form.sample.slice(0, form.sample.length / 2),
        one + 'a'.repeat(form.sample.length),
      ]),
    },
    ...facts,
  });
}

/** Who issues credentials, and the API hosts that take them. */
export function by(provider: string, ...hosts: string[]): Pick<PatternRule, 'provider' | 'hosts'> {
  return hosts.length === 0 ? { provider } : { provider, hosts };
}

/** The text as a pattern that matches just it. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[.\\+*?()[\]{}|/^$-]/g, String.raw`\$&`);
}

/** Letters and digits in disorder, as an issuer's generator makes them. */
function looksIssued(secret: string, prefixes: readonly string[]): boolean {
  const prefix = prefixes.find((one) => secret.startsWith(one)) ?? '';
  return isDisordered(secret.slice(prefix.length));
}

/** Whether a generated text has the spread that chance gives it: no word, no repeated letter, no plain number. */
export function isDisordered(body: string): boolean {
  if (body.length >= 12 && !(/\d/.test(body) && /[a-z]/i.test(body))) return false;
  return entropyOf(body) >= Math.min(3, Math.log2(body.length) * 0.65);
}

/** So many letters of an alphabet, in disorder, for examples. */
export function sampleOf(alphabet: AlphabetName, length: number): string {
  return of(alphabet, length).sample;
}
