import { entropyOf } from '../match/entropy.js';
import type { PatternRule } from '../rule.js';
import { credential } from './credential.js';

/** What the part after a prefix is made of. */
const alphabets = {
  hex: { source: 'a-f0-9', sample: '8f14e45fcea167a5a36dedd4bea2543c' },
  digitsAndLower: { source: 'a-z0-9', sample: 'k3lr9vt4bn8cwmk1pz7sydh2gj5qf6or' },
  alphanumeric: { source: 'A-Za-z0-9', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  upper: { source: 'A-Z0-9', sample: 'K3LR9VT4BN8CWMQ1PZ7SYDH2GJ5XF6OR' },
  urlSafe: { source: 'A-Za-z0-9_-', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  base64: { source: 'A-Za-z0-9+/=', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  dotted: { source: 'A-Za-z0-9_.=-', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
} as const;

/** A token that is known by its prefix: the rest is so many characters of one alphabet. */
export type PrefixedToken = readonly [
  id: string,
  title: string,
  prefix: string,
  alphabet: keyof typeof alphabets,
  least: number,
  most?: number,
];

/** The rule for a prefixed token, with examples made from its own description. */
export function prefixed([id, title, prefix, alphabet, least, most = least]: PrefixedToken): PatternRule {
  const { source, sample } = alphabets[alphabet];
  const body = sample.repeat(Math.ceil(least / sample.length));
  const start = prefix.replaceAll(/[.\\+*?()[\]{}|/^$-]/g, String.raw`\$&`);
  return credential({
    id,
    title,
    keywords: [prefix.toLowerCase()],
    pattern: new RegExp(`(?<![A-Za-z0-9])${start}[${source}]{${least},${most}}(?![A-Za-z0-9])`, 'y'),
    window: prefix.length + most + 1,
    validators: [(secret) => looksIssued(secret.slice(prefix.length))],
    examples: {
      mustMatch: [`token: ${prefix}${body.slice(0, least)}`],
      mustNotMatch: [`${prefix}${body.slice(0, Math.max(1, least - 4))}`, `${prefix}${'a'.repeat(least)}`],
    },
  });
}

/** Letters and digits in disorder, as an issuer's generator makes them. */
function looksIssued(body: string): boolean {
  return (
    /\d/.test(body) && /[a-z]/i.test(body) && entropyOf(body) >= Math.min(3, Math.log2(body.length) * 0.65)
  );
}
