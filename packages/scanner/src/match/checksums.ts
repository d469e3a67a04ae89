import { createHash } from 'node:crypto';
import { crc32 } from './crc32.js';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Whether the last six characters are the CRC-32 of the 30 before them in base 62, as in GitHub's and npm's tokens
 * (GitHub, "Behind GitHub's new authentication token formats", 2021).
 */
export function hasTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return body.length === 36 && tokenChecksum(body.slice(0, 30)) === body.slice(30);
}

/** The six characters that such a token ends in, by the 30 before them. */
export function tokenChecksum(body: string): string {
  let rest = crc32(body);
  let checksum = '';
  while (checksum.length < 6) {
    checksum = base62.charAt(rest % 62) + checksum;
    rest = Math.floor(rest / 62);
  }
  return checksum;
}

/** Whether the first part of a JWT is a header: a JSON object that names an algorithm or a type (RFC 7515). */
export function hasJwtHeader(token: string): boolean {
  const text = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8');
  return text.startsWith('{') && /"(?:alg|typ|enc|kid)"\s{0,8}:/.test(text);
}

/** Whether the claims of a JWT are those of the introductions to the format. */
export function hasShownClaims(token: string): boolean {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return /1234567890|9876543210|john ?doe|example\.(?:com|org)/i.test(claims);
}

const base58Letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Whether a text is base58 whose last four bytes are the checksum of the rest, as in keys of wallets (Base58Check). */
export function hasBase58Checksum(text: string): boolean {
  const bytes = base58Bytes(text);
  if (!bytes || bytes.length < 5) return false;
  const body = bytes.subarray(0, -4);
  const checksum = sha256(sha256(body)).subarray(0, 4);
  return checksum.equals(bytes.subarray(-4));
}

function base58Bytes(text: string): Buffer | undefined {
  // Little-endian while it grows.
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = base58Letters.indexOf(letter);
    if (carry < 0) return undefined;
    for (let index = 0; index < bytes.length; index++) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Buffer.from([...Array<number>(zeros).fill(0), ...bytes.reverse()]);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Whether digits pass the check of Luhn (ISO/IEC 7812-1), as numbers of payment cards do. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether an account number passes the check of ISO 13616: moved around and read as a number, it leaves 1 modulo 97. */
export function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether nine digits pass the check of the American Bankers Association's routing numbers. */
export function passesRouting(digits: string): boolean {
  const weights = [3, 7, 1];
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    sum += (digits.charCodeAt(index) - 0x30) * (weights[index % 3] ?? 0);
  }
  return digits.length === 9 && sum > 0 && sum % 10 === 0;
}
