import { alphabets, type AlphabetName } from '../match/alphabets.js';
import { tokenChecksum } from '../match/checksums.js';

/** Bytes of randomness that a canary is made of. */
const bytesNeeded = 64;

type Draw = (alphabet: AlphabetName, length: number) => string;

const makers = {
  'anthropic-key': (draw: Draw) => `sk-ant-api03-${draw('urlSafe', 60)}`,
  'aws-access-key-id': (draw: Draw) => `AKIA${draw('base32', 16)}`,
  'aws-secret-access-key': (draw: Draw) => draw('base64Letters', 40),
  'database-url': (draw: Draw) =>
    `postgresql://app_${draw('digitsAndLower', 6)}:${draw('alphanumeric', 24)}@db.internal:5432/main`,
  'github-token': (draw: Draw) => withChecksum('ghp_', draw('alphanumeric', 30)),
  'google-api-key': (draw: Draw) => `AIzaSy${draw('urlSafe', 33)}`,
  'npm-token': (draw: Draw) => withChecksum('npm_', draw('alphanumeric', 30)),
  'openai-key': (draw: Draw) => `sk-proj-${draw('alphanumeric', 20)}T3BlbkFJ${draw('alphanumeric', 20)}`,
  password: (draw: Draw) => `${draw('letters', 6)}-${draw('digits', 4)}-${draw('letters', 6)}`,
  'slack-bot-token': (draw: Draw) =>
    `xoxb-${draw('digits', 12)}-${draw('digits', 13)}-${draw('alphanumeric', 24)}`,
  'stripe-key': (draw: Draw) => `sk_live_51${draw('alphanumeric', 50)}`,
} as const satisfies Record<string, (draw: Draw) => string>;

/** The kinds of canaries that can be made. */
export type CanaryKind = keyof typeof makers;

/** Every {@link CanaryKind}. */
export const canaryKinds = Object.keys(makers) as readonly CanaryKind[];

/**
 * A fake credential that looks like a real one, checksum included, to be planted where nobody honest reads: give it to
 * {@link compileKnownSecrets} as a canary, and whoever passes it on is found out. The randomness is the caller's.
 * @throws {RangeError} for fewer than 64 bytes.
 */
export function makeCanary(kind: CanaryKind, randomBytes: Uint8Array): string {
  if (randomBytes.length < bytesNeeded) {
    throw new RangeError(`A canary takes ${bytesNeeded} random bytes; these are ${randomBytes.length}.`);
  }
  let used = 0;
  return makers[kind]((alphabet, length) => {
    const { source } = alphabets[alphabet];
    const letters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((letter) =>
      new RegExp(`[${source}]`).test(letter),
    );
    const drawn = Array.from(
      randomBytes.subarray(used, used + length),
      (byte) => letters[byte % letters.length] ?? '',
    );
    used += length;
    return drawn.join('');
  });
}

function withChecksum(prefix: string, body: string): string {
  return prefix + body + tokenChecksum(body);
}
