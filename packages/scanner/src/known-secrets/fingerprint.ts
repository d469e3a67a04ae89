import { createHmac, timingSafeEqual } from 'node:crypto';
import { knownSecretLimits } from '../limits.js';
import { entropyOf } from '../match/entropy.js';
import { foldText, hashOf, Prefilter, prefilterOf } from './rolling.js';

/**
 * What stands for a secret that the scanner is not given: enough to know it when it passes by.
 *
 * - `length`: how many UTF-16 code units it has.
 * - `prefilter`: 16 bits of a salted rolling hash of the whole value, so that one window in 65,536 is looked at.
 * - `digest`: HMAC-SHA-256 of the value under the salt. Both look away from the case of ASCII letters.
 *
 * A fingerprint tells whoever has it the length and, by guessing, the value: each guess costs one hash. It is for
 * generated keys, which nobody guesses; {@link fingerprintSecret} refuses what a person would choose. The prefilter is
 * over the whole value, so that no part of it can be guessed by itself.
 */
export interface SecretFingerprint {
  name: string;
  /** 16 bytes or more in hexadecimal; the same for a whole list, another for each list. */
  salt: string;
  length: number;
  prefilter: number;
  digest: string;
}

/**
 * The fingerprint of a secret.
 * @throws {RangeError} for a salt of less than 16 bytes, and for a value that could be guessed from its fingerprint.
 */
export function fingerprintSecret(name: string, value: string, salt: Uint8Array): SecretFingerprint {
  const { fingerprintSalt, fingerprintLength, fingerprintBits, longestFingerprinted } = knownSecretLimits;
  if (salt.length < fingerprintSalt) {
    throw new RangeError(`A salt has at least ${fingerprintSalt} random bytes; this one has ${salt.length}.`);
  }
  if (value.length > longestFingerprinted) {
    throw new RangeError(
      `${name} has more than ${longestFingerprinted} characters; give the scanner its value.`,
    );
  }
  if (value.length < fingerprintLength || entropyOf(value) * value.length < fingerprintBits) {
    throw new RangeError(
      `${name} is too short or too plain for a fingerprint: it could be guessed. Give the scanner its value instead.`,
    );
  }
  const key = Buffer.from(salt);
  return {
    name,
    salt: key.toString('hex'),
    length: value.length,
    prefilter: prefilterOf(hashOf(value), saltWord(key)),
    digest: digestOf(value, key).toString('hex'),
  };
}

function digestOf(value: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(foldText(value), 'utf8').digest();
}

function saltWord(key: Buffer): number {
  return createHmac('sha256', key).update('prefilter').digest().readUInt32LE();
}

interface Sought {
  name: string;
  digest: Buffer;
}

/** The fingerprints of one salt and one length: one pass over a text finds them all. */
interface Group {
  key: Buffer;
  length: number;
  prefilter: Prefilter;
  sought: Sought[];
}

/** Finds the windows of a text whose fingerprint is on a list. */
export class FingerprintIndex {
  readonly #groups: Group[] = [];
  /** The lengths of the longest and the shortest value sought. */
  readonly longest: number;
  readonly shortest: number;

  /** @throws {RangeError} for more fingerprints, salts and lengths than the limits, or one that is not well formed. */
  constructor(fingerprints: readonly SecretFingerprint[]) {
    const { fingerprints: most, fingerprintGroups } = knownSecretLimits;
    if (fingerprints.length > most) throw new RangeError(`There are more than ${most} fingerprints.`);
    for (const fingerprint of fingerprints) this.#add(fingerprint);
    if (this.#groups.length > fingerprintGroups) {
      throw new RangeError(
        `The fingerprints have more than ${fingerprintGroups} lengths and salts. Use one salt for the list.`,
      );
    }
    const lengths = this.#groups.map(({ length }) => length);
    this.longest = Math.max(0, ...lengths);
    this.shortest = Math.min(...lengths);
  }

  /** Calls `visit` with what stands where; `take` is asked before each window that is hashed in earnest. */
  search(
    text: string,
    take: (work: number) => boolean,
    visit: (name: string, start: number, end: number) => void,
  ): void {
    for (const { key, length, prefilter, sought } of this.#groups) {
      prefilter.search(text, length, (_, start) => {
        if (!take(length + 256)) return;
        const digest = digestOf(text.slice(start, start + length), key);
        const found = sought.find((one) => timingSafeEqual(one.digest, digest));
        if (found) visit(found.name, start, start + length);
      });
    }
  }

  #add({ name, salt, length, prefilter, digest }: SecretFingerprint): void {
    const { fingerprintSalt, longestFingerprinted } = knownSecretLimits;
    const key = Buffer.from(salt, 'hex');
    const expected = Buffer.from(digest, 'hex');
    const isWhole = (value: number, most: number): boolean =>
      Number.isInteger(value) && value >= 0 && value <= most;
    if (key.length < fingerprintSalt || expected.length !== 32) {
      throw new RangeError(
        `The fingerprint of ${name} has no proper salt or digest. Make it with fingerprintSecret.`,
      );
    }
    if (!isWhole(length, longestFingerprinted) || length === 0 || !isWhole(prefilter, 0xffff)) {
      throw new RangeError(
        `The fingerprint of ${name} has no proper length or prefilter. Make it with fingerprintSecret.`,
      );
    }
    let group = this.#groups.find((one) => one.length === length && one.key.equals(key));
    if (!group) {
      group = { key, length, prefilter: new Prefilter(saltWord(key)), sought: [] };
      this.#groups.push(group);
    }
    group.prefilter.add(prefilter);
    group.sought.push({ name, digest: expected });
  }
}
