import { createHash } from 'node:crypto';

/** The checksums that a pattern may ask for, by the names that Pipelock gives them. */
export const validators = { luhn, mod97, aba, wif } as const;

export type ValidatorName = keyof typeof validators;

export const validatorNames = Object.keys(validators) as ValidatorName[];

/** ISO/IEC 7812-1: payment cards. */
function luhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length >= 12 && digits.length <= 19 && sum % 10 === 0;
}

/** ISO 13616: bank accounts. */
function mod97(text: string): boolean {
  const account = text.replaceAll(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(account)) return false;
  let rest = 0;
  for (const character of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Routing numbers of banks of the United States. */
function aba(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, ''), Number);
  const weights = [3, 7, 1];
  const sum = digits.reduce((total, digit, at) => total + digit * (weights[at % 3] ?? 0), 0);
  return digits.length === 9 && sum > 0 && sum % 10 === 0;
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Private keys of Bitcoin in the wallet import format: Base58Check. */
function wif(text: string): boolean {
  if (!/^[1-9A-HJ-NP-Za-km-z]{51,52}$/.test(text)) return false;
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(base58.indexOf(character));
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const payload = bytes.subarray(0, -4);
  const hash = createHash('sha256').update(createHash('sha256').update(payload).digest()).digest();
  return bytes[0] === 0x80 && hash.subarray(0, 4).equals(bytes.subarray(-4));
}
