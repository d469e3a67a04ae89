import { shapes } from './limits.js';
import { invisible } from './views/unicode.js';

/** The first four characters and the last two; of a short secret nothing. */
export function maskSecret(secret: string): string {
  return secret.length < 16 ? '…' : `${secret.slice(0, 4)}…${secret.slice(-2)}`;
}

const dense = /[A-Za-z0-9+/_=.~-]{12,}/g;
const assigned =
  /((?:pass|pwd|secret|token|key|credential)[\w-]{0,20}["']?\s{0,3}[:=]\s{0,3}["']?)([^\s"']{4,200})/gi;
const control = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * A short, printable form of hostile text: line ends become spaces, what shows nothing becomes its code, and what
 * could be a secret is masked.
 */
export function quoteText(text: string): string {
  const clean = text
    .slice(0, 4 * shapes.excerpt)
    .replace(assigned, (_, name: string, value: string) => name + maskSecret(value))
    .replace(dense, (run) => (/\d/.test(run) ? maskSecret(run) : run))
    .replace(/\s+/g, ' ')
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(control, '·');
  return clean.length > shapes.excerpt ? `${clean.slice(0, shapes.excerpt - 1)}…` : clean;
}
