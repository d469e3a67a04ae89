import { entropyOf } from '../match/entropy.js';
import { credential, fake } from './credential.js';

/** Credentials that are known by where they stand, not by their own form. */
export const genericRules = [
  credential({
    id: 'connection-string-password',
    title: 'Password in a connection string',
    keywords: ['://'],
    pattern: /(?<=[a-z0-9+]):\/\/[^\s:@/"'<>`]{0,80}:(?<secret>[^\s:@/"'<>`]{3,128})@[a-z0-9[_$({.-]/iy,
    window: 220,
    confidence: 0.8,
    validators: [
      (secret) =>
        !/^(?:pass(?:word|wd)?|pwd|pw|pass\d?|secret|user|root|admin|postgres|guest|test|token|\d{1,5})$/i.test(
          secret,
        ),
    ],
    examples: {
      mustMatch: [
        fake('postgres://', 'app:', 'kV9-pz!Lr2@', 'db.internal:5432/orders'),
        fake('redis://:', 'kV9pzLr2xQ@', '10.0.0.5:6379'),
      ],
      mustNotMatch: [
        'postgres://user:password@localhost/db',
        'postgres://app:${DB_PASSWORD}@db/orders',
        'https://host:8080/a@b',
        'git+ssh://git@github.com:owner/name.git',
      ],
    },
  }),
  credential({
    id: 'authorization-header',
    title: 'Authorization header with a credential',
    keywords: ['authorization'],
    pattern:
      /authorization["'`]{0,2}\s{0,3}[:=]\s{0,3}["'`]{0,2}(?:bearer|token|basic|apikey)\s{1,3}(?<secret>[A-Za-z0-9._~+/=-]{16,2000})/iy,
    window: 2050,
    confidence: 0.75,
    validators: [(secret) => /\d/.test(secret) && entropyOf(secret) >= 3.2],
    severity: 'high',
    assignment: true,
    examples: {
      mustMatch: [fake('Authorization: Bearer ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3')],
      mustNotMatch: [
        'Authorization: Bearer <token>',
        'Authorization: Bearer YOUR_ACCESS_TOKEN_1234',
        'authorization code flow',
      ],
    },
  }),
  credential({
    id: 'assigned-secret',
    title: 'Secret assigned to a name',
    keywords: [
      'password',
      'passwd',
      'secret',
      'token',
      'api_key',
      'apikey',
      'api-key',
      'access_key',
      'accesskey',
      'auth_key',
      'private_key',
      'privatekey',
      'credential',
      'encryption_key',
      'signing_key',
      '_key',
      '_pat',
    ],
    pattern:
      /(?:password|passwd|secret|token|api[_-]?key|access_?key|auth_key|private_?key|credential|encryption_key|signing_key|_key|_pat)[A-Za-z0-9_-]{0,24}(?:["'`]\s{0,2},\s{0,2}["'`]|["'`]{0,2}\s{0,3}(?:[:?]{0,3}=>?|:)\s{0,3}["'`]{0,2})(?<secret>[A-Za-z0-9_.~+/=!#$%^&*-]{10,256})(?![A-Za-z0-9_(])/iy,
    window: 300,
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
        fake('setProperty("SNYK_TOKEN", "', '4f9a81cc-5628-4331-a7ac-4196fdf16631")'),
        fake('LINEAR_TOKEN: ', '8f14e45fceea167a5a36dedd4bea2543'),
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
    id: 'curl-user-password',
    title: 'User and password on a command line',
    keywords: ['curl '],
    pattern:
      /curl [^\n]{0,400}?\s(?:-u|--user)(?:\s|=){0,2}["']?[^\s:"'$<]{1,80}:(?<secret>[^\s"']{4,128})/iy,
    window: 640,
    confidence: 0.75,
    severity: 'high',
    validators: [
      (secret) => /[0-9!@#%^&*]/.test(secret) && !/^\$|^(?:password|pass|token)\d{0,4}$/i.test(secret),
    ],
    examples: {
      mustMatch: [fake('curl -s --user ', 'ada:kV9pz-Lr2 https://api.example.org/v1')],
      mustNotMatch: [
        'curl -u "$USER:$PASSWORD" https://api.example.org',
        'curl -u user:password https://x.example',
      ],
    },
  }),
];

/** Letters and digits in disorder: what a generator makes, and names, paths, versions and numbers are not. */
function looksGenerated(secret: string): boolean {
  if (/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(secret) && /[A-Z]{3}/.test(secret)) return false;
  const digits = secret.replace(/\D/g, '').length;
  if (digits < 2 || digits === secret.length || !/[a-z]/i.test(secret)) return false;
  if (/^(?:https?:|\/|\.|[a-z]:\\)|\.[a-z]{2,5}$|^v?\d+\.\d+/i.test(secret)) return false;
  const words = secret.match(/[a-z]{4,}/gi)?.join('').length ?? 0;
  const isHex = /^[0-9a-f]+$/i.test(secret);
  if (!isHex && words > secret.length * 0.7 && !(/[a-z]/.test(secret) && /[A-Z]/.test(secret))) return false;
  return entropyOf(secret) >= Math.min(3.4, Math.log2(secret.length) * 0.8);
}
