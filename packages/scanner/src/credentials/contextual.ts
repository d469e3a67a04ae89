import type { PatternRule } from '../rule.js';
import { DeferredPattern } from '../sticky-pattern.js';
import { assignmentReach, nameEnd, openQuote, operator } from './assignment.js';
import { credential, fake } from './credential.js';
import { escapePattern, isDisordered } from './prefixed.js';
import type { ValueForm } from './value-form.js';

/** What a contextual credential may say besides. */
export interface ContextualFacts extends Partial<PatternRule> {
  /**
   * What the name must hold or go on with, as alternatives of a pattern. Default: any word for a credential. `''`
   * where the issuer's name says it all.
   */
  words?: string;
}

const credentialWords =
  'key|token|secret|pass|pwd|auth|cred|access|bearer|login|signature|dsn|private|jwt|session|sid|pat';

/**
 * The rule for a credential without a form that would tell it, which is known by the name that it is given to.
 * `names` are its issuer's, in lower case; a hyphen stands for `-`, `_`, `.`, a blank or nothing.
 */
export function contextual(
  id: string,
  title: string,
  names: readonly string[],
  form: ValueForm,
  { words = credentialWords, ...facts }: ContextualFacts = {},
): PatternRule {
  const name = names.map(namePattern).join('|');
  let whole: RegExp | undefined;
  const label = `${(names[0] ?? '').replaceAll('-', '_')}${words === '' ? '' : `_${firstOf(words)}`}`;
  return credential({
    id,
    title,
    confidence: 0.8,
    assignment: true,
    keywords: names.flatMap(spellingsOf),
    pattern: new DeferredPattern(
      `(?:${name})${nameEnd}(?:${operator}|[ (\\t])${openQuote}(?<secret>${form.source})(?![${form.goesOn}_+/-])`,
      'i',
    ),
    ahead: words === '' ? undefined : new DeferredPattern(String.raw`[\w .-]{0,60}?(?:${words})`, 'i'),
    window: assignmentReach + form.most,
    effort: contextualEffort,
    // The pattern looks away from case for the name's sake; the value's own case is checked here.
    validators: [
      (secret) => (whole ??= new RegExp(`^(?:${form.source})$`)).test(secret) && isDisordered(secret),
    ],
    examples: {
      mustMatch: [
        fake(label.toUpperCase(), '=', form.sample),
        fake('"', label, '": "', form.sample, '"'),
        fake('--', label.replaceAll('_', '-'), ' ', form.sample),
      ],
      mustNotMatch: [`${label}=$\{${label.toUpperCase()}}`, `digest: ${form.sample}`],
    },
    ...facts,
  });
}

/** A name may go on in several ways that part at its end only. */
const contextualEffort = 2600;

/** A short name stands at the beginning of a word: `arm_secret`, and no `charm_secret`. */
function namePattern(name: string): string {
  const spelled = escapePattern(name).replaceAll(String.raw`\-`, '[-_. ]?');
  return name.length > 5 ? spelled : `(?<![A-Za-z])${spelled}`;
}

/** How a name with hyphens is written: `new-relic`, `new_relic`, `new.relic`, `new relic`, `newrelic`. */
function spellingsOf(name: string): string[] {
  return name.includes('-') ? ['-', '_', '.', ' ', ''].map((joint) => name.replaceAll('-', joint)) : [name];
}

/** The first of some alternatives, as it may stand in a name. */
function firstOf(words: string): string {
  return (words.split('|')[0] ?? '').replaceAll(/[^a-z]+/gi, '_');
}
