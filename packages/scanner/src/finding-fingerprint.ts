import { createHmac } from 'node:crypto';
import { knownSecretLimits } from './limits.js';
import { entropyOf } from './match/entropy.js';
import { invisible } from './views/unicode.js';

/** Digits of a fingerprint: 96 bits in base64url. */
const digits = 16;
/** Stands in where the caller gives no salt: what is fingerprinted then is nothing that could be guessed. */
const publicSalt = 'sallyport finding 1';
/** Of a longer text its beginning and its length stand for it. */
const longest = 4096;
/** Numbers of cards, accounts and persons have so few values that each can be tried. */
const onlyDigits = /^[\d\s.-]+$/;

/**
 * What stands for a finding's value wherever it turns up again, in any encoding: a digest of the rule and of the value
 * without regard to case, blanks and what shows nothing. Undefined for a secret that could be guessed from it, unless
 * the caller has a salt of its own.
 */
export function fingerprintFinding(
  rule: string,
  value: string,
  isSecret: boolean,
  salt: string | undefined,
): string | undefined {
  if (isSecret && salt === undefined && isGuessable(value)) return undefined;
  const plain = isSecret
    ? value.trim()
    : value
        .slice(0, longest)
        .normalize('NFKC')
        .replace(invisible, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .toLowerCase();
  return createHmac('sha256', salt ?? publicSalt)
    .update(`${rule}\n${plain}\n${isSecret || value.length <= longest ? '' : value.length}`, 'utf8')
    .digest('base64url')
    .slice(0, digits);
}

function isGuessable(secret: string): boolean {
  return onlyDigits.test(secret) || entropyOf(secret) * secret.length < knownSecretLimits.fingerprintBits;
}
