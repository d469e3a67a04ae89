import { knownSecretLimits } from '../limits.js';
import { entropyOf } from '../match/entropy.js';
import { FingerprintIndex, type SecretFingerprint } from './fingerprint.js';
import { FormIndex } from './form-index.js';
import { formsOf } from './forms.js';
import { FragmentIndex } from './fragment-index.js';

/** A secret that the caller holds, and what it calls it: the variable it stands in, say. The name is shown in findings. */
export interface NamedSecret {
  name: string;
  value: string;
}

/** What {@link compileKnownSecrets} is told. */
export interface KnownSecretsInput {
  /** Values that must not leave: of named environment variables, of an env file. */
  values?: readonly NamedSecret[];
  /** What stands for values that the scanner is not given. */
  fingerprints?: readonly SecretFingerprint[];
  /** Planted fakes, which no honest message holds. */
  canaries?: readonly NamedSecret[];
}

/** What is known of a secret when it is found. */
export interface KnownSecret {
  name: string;
  kind: 'value' | 'fingerprint' | 'canary';
}

/** Why a value is not looked for. */
export interface IgnoredSecret {
  name: string;
  reason: 'too-short' | 'too-long' | 'too-plain' | 'too-many';
}

/** An occurrence in a text. */
export interface KnownSecretHit extends KnownSecret {
  start: number;
  end: number;
  encoding: string;
}

const none: readonly KnownSecretHit[] = [];

/** Least entropy of a value, bits per character: `aaaaaaaa` and `localhost` stand in ordinary text. */
const plain = 1.5;

/** Secrets made ready to be found; give it to scans as `knownSecrets`. It holds the values: keep it in the process. */
export class KnownSecrets {
  /** The values that are not looked for, so that a caller can say so. */
  readonly ignored: readonly IgnoredSecret[];
  /** What is looked for by value, by number. */
  readonly held: readonly (NamedSecret & KnownSecret)[];
  readonly fragments: FragmentIndex;
  readonly #forms: FormIndex;
  readonly #fingerprints: FingerprintIndex;
  readonly #shortest: number;

  constructor({ values = [], canaries = [], fingerprints = [] }: KnownSecretsInput) {
    const ignored: IgnoredSecret[] = [];
    const held: (NamedSecret & KnownSecret)[] = [];
    let characters = 0;
    for (const secret of [
      ...canaries.map((canary) => ({ ...canary, kind: 'canary' as const })),
      ...values.map((value) => ({ ...value, kind: 'value' as const })),
    ]) {
      characters += secret.value.length;
      const reason = reasonToIgnore(secret.value, held.length, characters);
      if (reason) ignored.push({ name: secret.name, reason });
      else held.push(secret);
    }
    this.ignored = ignored;
    this.held = held;
    this.#forms = new FormIndex(
      held.flatMap(({ value }, secret) => formsOf(value).map((form) => ({ secret, form }))),
    );
    this.#fingerprints = new FingerprintIndex(fingerprints);
    this.#shortest = Math.min(this.#forms.shortest, this.#fingerprints.shortest);
    this.fragments = new FragmentIndex(
      held.flatMap(({ value }, secret) => {
        const bytes = Buffer.from(value, 'utf8');
        return [value, bytes.toString('base64').replace(/={1,2}$/, ''), bytes.toString('hex')].map(
          (text) => ({
            secret,
            text,
          }),
        );
      }),
    );
  }

  /** The most characters that any form has. */
  get longest(): number {
    return Math.max(this.#forms.longest, this.#fingerprints.longest);
  }

  /** Every occurrence in a text, in any form. `take` is asked before work beyond the one pass; false ends it. */
  find(text: string, take: (work: number) => boolean): readonly KnownSecretHit[] {
    if (text.length < this.#shortest) return none;
    const hits: KnownSecretHit[] = [];
    this.#forms.search(text, take, (secret, { encoding }, start, end) => {
      const known = this.held[secret];
      if (known) hits.push({ name: known.name, kind: known.kind, start, end, encoding });
    });
    this.#fingerprints.search(text, take, (name, start, end) => {
      hits.push({ name, kind: 'fingerprint', start, end, encoding: 'raw' });
    });
    return hits;
  }
}

/**
 * Makes secrets ready to be found. No I/O: the caller reads the environment, the file and the list.
 * @throws {RangeError} for fingerprints that are malformed or too many.
 */
export function compileKnownSecrets(input: KnownSecretsInput): KnownSecrets {
  return new KnownSecrets(input);
}

function reasonToIgnore(
  value: string,
  count: number,
  characters: number,
): IgnoredSecret['reason'] | undefined {
  if (value.length < knownSecretLimits.shortest) return 'too-short';
  if (value.length > knownSecretLimits.longest) return 'too-long';
  if (entropyOf(value) < plain) return 'too-plain';
  if (count >= knownSecretLimits.values || characters > knownSecretLimits.characters) return 'too-many';
  return undefined;
}
