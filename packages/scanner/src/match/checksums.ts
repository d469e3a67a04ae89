import { crc32 } from './crc32.js';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Whether the last six characters are the CRC-32 of the 30 before them in base 62, as in GitHub's and npm's tokens
 * (GitHub, "Behind GitHub's new authentication token formats", 2021).
 */
export function hasTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  if (body.length !== 36) return false;
  let rest = crc32(body.slice(0, 30));
  let checksum = '';
  while (checksum.length < 6) {
    checksum = base62.charAt(rest % 62) + checksum;
    rest = Math.floor(rest / 62);
  }
  return checksum === body.slice(30);
}

/** Whether the first part of a JWT is a header: a JSON object that names an algorithm or a type (RFC 7515). */
export function hasJwtHeader(token: string): boolean {
  const text = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8');
  return text.startsWith('{') && /"(?:alg|typ|enc|kid)"\s{0,8}:/.test(text);
}
