import { limits } from './limits.js';

/**
 * Shapes of secrets that must never reach the disk, whoever forgot to redact. This is a net below the scanner's own
 * redaction, so it is coarse: it may mask too much, never too little of what it knows.
 */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\s:,.-]{0,8192}/g,
  /\beyJ[A-Za-z0-9_-]{8,2048}\.[A-Za-z0-9_-]{8,4096}(?:\.[A-Za-z0-9_-]{0,2048})?/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g,
  /\b(?:gh[opusr]_|github_pat_|glpat-|npm_|sk-|sk_|rk_|hf_|xox[abeoprs]-|xapp-|AIza|SG\.|dop_v1_|pypi-)[A-Za-z0-9_.=-]{12,512}/g,
];
const assignment =
  /((?:password|passwd|secret|token|api_?key|access_?key|private_?key|credential)["']?\s{0,4}[:=]\s{0,4}["']?)([^\s"',;&<>]{6,512})/gi;
const userinfo = /([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,64}:)([^\s@/]{3,256})(?=@)/gi;
const dense = /[A-Za-z0-9+_=-]{32,4096}/g;

/** A value fit to be logged: the first four characters and the last two where that leaves enough hidden. */
export function maskSecret(secret: string): string {
  if (secret.includes('…')) return secret;
  return secret.length < 16 ? '…' : `${secret.slice(0, 4)}…${secret.slice(-2)}`;
}

/** Masks whatever in the text looks like a secret, and cuts it at {@link limits.stringCharacters}. */
export function redactText(text: string): string {
  const cut =
    text.length > limits.stringCharacters
      ? `${text.slice(0, limits.stringCharacters)}… (${text.length} characters)`
      : text;
  let clean = cut;
  for (const shape of shapes) clean = clean.replace(shape, maskSecret);
  return clean
    .replace(assignment, (_, name: string, value: string) => name + maskSecret(value))
    .replace(userinfo, (_, before: string, value: string) => before + maskSecret(value))
    .replace(dense, (run) => (looksRandom(run) ? maskSecret(run) : run));
}

/** {@link redactText} on every string and every member name of a JSON value; what is no JSON value is left out. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object') return undefined;
  if (depth >= limits.dataDepth) return '… (nested too deep)';
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, depth + 1) ?? null);
  const clean = Object.entries(value)
    .map(([name, member]) => [redactText(name), redactValue(member, depth + 1)] as const)
    .filter(([, member]) => member !== undefined);
  return Object.fromEntries(clean);
}

/** Three kinds of characters and a high entropy: what hashes in hex, UUIDs, ULIDs, paths and words are not. */
function looksRandom(run: string): boolean {
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run) || !/[0-9]/.test(run)) return false;
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / run.length) * Math.log2(count / run.length);
  return entropy >= 4.2;
}
