import { entropyOf } from '../match/entropy.js';
import { isSequence } from '../match/placeholder.js';
import { openQuote, operator } from './assignment.js';
import { credential, fake } from './credential.js';

/** A quoted value right after its name, as in Groovy and Ruby: `password "…"`. */
const gives = `(?:${operator}|[ \\t]{1,4}(?=["']))`;

const names =
  'password|passwd|pwd|passphrase|secret|token|api[_-]?key|access_?key|auth_?key|private_?key|credential|encryption_?key|signing_key|_key|_pat|_pass|_auth';

/** Credentials that are known only by the name they are given to. */
export const assignedRules = [
  credential({
    id: 'assigned-secret',
    title: 'Secret assigned to a name',
    keywords: [
      'password',
      'passwd',
      'pwd',
      'passphrase',
      'secret',
      'token',
      'api_key',
      'apikey',
      'api-key',
      'access_key',
      'accesskey',
      'auth_key',
      'authkey',
      'private_key',
      'privatekey',
      'credential',
      'encryption_key',
      'encryptionkey',
      'signing_key',
      '_key',
      '_pat',
      '_pass',
      '_auth',
    ],
    pattern: new RegExp(
      `(?:${names})[\\w-]{0,24}${gives}${openQuote}(?<secret>[A-Za-z0-9_.~+/=!#$%^&*@:-]{10,256})(?![A-Za-z0-9_(])`,
      'iy',
    ),
    window: 640,
    confidence: 0.72,
    // Pages and sources are full of keys to badges, of samples and of tests.
    incomingConfidence: 0.6,
    severity: 'high',
    // A definition shows its users what such a value looks like.
    surfaces: ['argument', 'result'],
    assignment: true,
    validators: [looksGenerated],
    examples: {
      mustMatch: [
        fake('DB_PASSWORD=', 'kV9-pzLr2xQ8wT5b'),
        fake('"client_secret": "', 'k3Lr9vT4bN8cWmK1pZ7sYdE3"'),
        fake('setProperty("ACME_TOKEN", "', '4f9a81cc-5628-4331-a7ac-4196fdf16631")'),
        fake('ACME_TOKEN: ', '8f14e45fcea167a5a36dedd4bea2543c'),
        fake('- name: ACME_TOKEN\n  value: ', '8f14e45fcea167a5a36dedd4bea2543c'),
      ],
      mustNotMatch: [
        'password: correct horse battery staple',
        'token: process.env.GITHUB_TOKEN',
        'api_key = "your-api-key-goes-here"',
        'next_token: eyJ',
        'secret: my-app-database-secret',
        'request_id: 550e8400-e29b-41d4-a716-446655440000',
      ],
    },
  }),
  credential({
    id: 'assigned-password',
    title: 'Password assigned to a name',
    keywords: ['password', 'passwd', 'passphrase', 'pwd', 'pass'],
    pattern: new RegExp(
      `(?:password|passwd|passphrase|(?<![a-z])(?:pass|pwd))\\d?${gives}${openQuote}(?<secret>[^\\s"'\`<>{}()[\\],;]{6,64})(?=["'\`\\s,;)<]|$)`,
      'iy',
    ),
    window: 440,
    confidence: 0.72,
    incomingConfidence: 0.5,
    severity: 'high',
    surfaces: ['argument', 'result'],
    assignment: true,
    validators: [looksChosen],
    examples: {
      mustMatch: [
        fake('password = "', 'kV9pzLr2"'),
        fake('<password>', 'G!t_lE-k$%', '</password>'),
        fake('"pass": "', 'hunter', '22"'),
      ],
      mustNotMatch: [
        'password: Password1',
        'password: z.string().min(8)',
        'password = form.password2',
        'password: ${DB_PASSWORD_1}',
        'password: user_password_1',
        'pass: 42 of 50',
        'bypass: true',
      ],
    },
  }),
  credential({
    id: 'spoken-secret',
    title: 'Secret told in a sentence',
    keywords: [
      'password',
      'passphrase',
      'secret',
      'token',
      'api key',
      'access key',
      'credential',
      'private key',
    ],
    pattern:
      /(?:password|passphrase|secret|token|(?:api|access|private) key|credential)s?(?: [a-z]{1,12}){0,5}[:.,]?\s{1,4}["'`(]{0,2}(?<secret>[A-Za-z0-9_+/=-]{20,128})(?![A-Za-z0-9_+/=-])/iy,
    window: 240,
    confidence: 0.72,
    incomingConfidence: 0.5,
    severity: 'high',
    surfaces: ['argument', 'result'],
    entropy: 3.8,
    validators: [
      looksGenerated,
      (secret) => /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d\D+\d\D+\d/.test(secret),
    ],
    examples: {
      mustMatch: [fake('The token for the staging server is ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3')],
      mustNotMatch: [
        'The token is 8f14e45fcea167a5a36dedd4bea2543c',
        'The secret of the matter is a ConfigurationOfTheServerAndMore',
      ],
    },
  }),
];

/** Letters and digits in disorder: what a generator makes, and names, paths, versions and numbers are not. */
function looksGenerated(secret: string): boolean {
  const { digits, upper, lower, words, mixedRun, signs } = lettersOf(secret);
  const letters = upper + lower;
  if (digits < 2 || letters === 0 || (!mixedRun && signs === 0)) return false;
  if (words > secret.length * 0.7 && (upper === 0 || lower === 0) && !/^[0-9a-f]+$/i.test(secret))
    return false;
  if (/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(secret) && /[A-Z]{3}/.test(secret)) return false;
  if (/^(?:https?:|\/|\.|[a-z]:\\)|\.[a-z]{2,5}$|^v?\d+\.\d+|^\d{4}-\d\d-\d\d/i.test(secret)) return false;
  return !isSequence(secret) && entropyOf(secret) >= Math.min(3.4, Math.log2(secret.length) * 0.8);
}

interface Letters {
  digits: number;
  upper: number;
  lower: number;
  /** Letters that stand four or more together. */
  words: number;
  /** Whether digits and letters stand in one another, eight or more together, as in no path, image or sentence. */
  mixedRun: boolean;
  /** Signs that passwords have and names have not. */
  signs: number;
}

/** What a text is made of, in one pass. An escape of percent-encoding ends a run. */
function lettersOf(text: string): Letters {
  const found: Letters = { digits: 0, upper: 0, lower: 0, words: 0, mixedRun: false, signs: 0 };
  let word = 0;
  let run = { length: 0, digits: 0 };
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isDigit = code >= 0x30 && code <= 0x39;
    const isUpper = code >= 0x41 && code <= 0x5a;
    const isLower = code >= 0x61 && code <= 0x7a;
    if (isDigit) found.digits++;
    if (isUpper) found.upper++;
    if (isLower) found.lower++;
    word = isUpper || isLower ? word + 1 : 0;
    if (word >= 4) found.words += word === 4 ? 4 : 1;
    if (isDigit || isUpper || isLower) {
      run.length++;
      if (isDigit) run.digits++;
      if (run.length >= 8 && run.digits > 0 && run.digits < run.length) found.mixedRun = true;
      continue;
    }
    run = { length: 0, digits: 0 };
    if ('!#$^&*'.includes(text.charAt(index))) found.signs++;
    if (code === 0x25 && /^[0-9a-f]{2}/i.test(text.slice(index + 1, index + 3))) index += 2;
  }
  return found;
}

/** What a person chooses for a password and would not write as an example, an expression or a file's name. */
function looksChosen(secret: string): boolean {
  if (isSequence(secret) || /^\$|^[/.~]|^https?:|^@/.test(secret)) return false;
  if (!/[a-z]/i.test(secret) || !/[0-9!@#%^&*+?~$]/.test(secret)) return false;
  // `form.password2`, `user_password_1`, `Password1!`, `test1234`, `sha256`, `12px`
  if (
    /pass|secret|user|admin|test|example|token|string|null|true|false|env|config|param|sha\d|md5/i.test(
      secret,
    )
  )
    return false;
  if (/^[a-z_]\w*(?:\.[a-z_]\w*)+$/i.test(secret) || /^\d+[a-z%]{1,3}$/i.test(secret)) return false;
  return new Set(secret).size >= 5;
}
