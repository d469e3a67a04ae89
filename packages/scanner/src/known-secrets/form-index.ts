import { knownSecretLimits } from '../limits.js';
import type { SecretForm } from './forms.js';
import { foldCode, hashOf, Prefilter, prefilterOf } from './rolling.js';

/** A form of the secret with that number. */
interface Entry {
  secret: number;
  form: SecretForm;
  /** Where in the form the letters stand by which it is looked for. */
  offset: number;
}

/** Finds forms of secrets in one pass over a text, whatever their number: by eight letters from the middle of each. */
export class FormIndex {
  readonly #entries = new Map<number, Entry[]>();
  readonly #prefilter = new Prefilter(0);
  /** The lengths of the longest and the shortest form. */
  readonly longest: number;
  readonly shortest: number;

  constructor(forms: Iterable<{ secret: number; form: SecretForm }>) {
    const { gram } = knownSecretLimits;
    let longest = 0;
    let shortest = Number.POSITIVE_INFINITY;
    for (const { secret, form } of forms) {
      // The beginning is often the same for all keys of an issuer.
      const offset = (form.text.length - gram) >> 1;
      const hash = hashOf(form.text.slice(offset, offset + gram));
      this.#prefilter.add(prefilterOf(hash, 0));
      const entries = this.#entries.get(hash);
      if (entries) entries.push({ secret, form, offset });
      else this.#entries.set(hash, [{ secret, form, offset }]);
      longest = Math.max(longest, form.text.length);
      shortest = Math.min(shortest, form.text.length);
    }
    this.longest = longest;
    this.shortest = shortest;
  }

  /** Calls `visit` with each occurrence; `take` is asked before each comparison. */
  search(
    text: string,
    take: (work: number) => boolean,
    visit: (secret: number, form: SecretForm, start: number, end: number) => void,
  ): void {
    if (text.length < this.shortest) return;
    this.#prefilter.search(text, knownSecretLimits.gram, (hash, at) => {
      for (const { secret, form, offset } of this.#entries.get(hash) ?? []) {
        const start = at - offset;
        if (start < 0 || !take(form.text.length)) continue;
        if (standsAt(text, start, form)) visit(secret, form, start, start + form.text.length);
      }
    });
  }
}

function standsAt(text: string, start: number, { text: form, ignoresCase }: SecretForm): boolean {
  if (!ignoresCase) return text.startsWith(form, start);
  if (start + form.length > text.length) return false;
  for (let index = 0; index < form.length; index++) {
    if (foldCode(text.charCodeAt(start + index)) !== foldCode(form.charCodeAt(index))) return false;
  }
  return true;
}
