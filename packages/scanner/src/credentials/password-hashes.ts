import { credential, fake } from './credential.js';
import { sampleOf } from './prefixed.js';

/** Hashes of passwords: not the password, but what a guesser works on. */
export const passwordHashRules = [
  credential({
    id: 'password-hash',
    title: 'Hash of a password (crypt)',
    severity: 'high',
    confidence: 0.75,
    incomingConfidence: 0.6,
    skipPlaceholders: false,
    keywords: [
      '$2a$',
      '$2b$',
      '$2y$',
      '$2x$',
      '$5$',
      '$6$',
      '$y$',
      '$gy$',
      '$7$',
      '$apr1$',
      '$1$',
      '$md5,',
      '$md5$',
      '$sha1$',
      '$p$',
      '$h$',
      '$s$',
    ],
    pattern:
      /\$(?:2[abxy]\$\d{2}\$[./A-Za-z0-9]{53}|[56]\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$(?:[./A-Za-z0-9]{86}|[./A-Za-z0-9]{43})|g?y\$[./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{4,86}\$[./A-Za-z0-9]{43}|7\$[./A-Za-z0-9]{12,90}\$[./A-Za-z0-9]{43}|(?:apr1|1)\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22,26}|md5(?:,rounds=\d{1,9})?\$[./A-Za-z0-9]{1,16}\${1,2}[./A-Za-z0-9]{22}|sha1\$\d{1,9}\$[./A-Za-z0-9]{4,64}\$[./A-Za-z0-9]{28}|[PHS]\$[./A-Za-z0-9]{31,52})(?![./A-Za-z0-9])/iy,
    window: 200,
    entropy: 3,
    examples: {
      mustMatch: [
        fake('$2b$', '12$', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8cWmK1pZ7sY'),
        fake('root:$6$', 'k3Lr9vT4$', sampleOf('alphanumeric', 86), ':19000:0:99999:7:::'),
        fake('$y$', 'j9T$k3Lr9vT4bN8cWmK1$', sampleOf('alphanumeric', 43)),
        fake('ada:$apr1$', 'k3Lr9vT4$', sampleOf('alphanumeric', 22)),
      ],
      mustNotMatch: ['$1$2$3', 'It costs $5$ or $6$.'],
    },
  }),
  credential({
    id: 'password-hash-phc',
    title: 'Hash of a password (Argon2, scrypt, PBKDF2)',
    severity: 'high',
    confidence: 0.75,
    incomingConfidence: 0.6,
    skipPlaceholders: false,
    keywords: [
      '$argon2',
      '$scrypt$',
      '$pbkdf2',
      'pbkdf2_sha',
      'pbkdf2:sha',
      'scrypt:',
      '{ssha',
      '{pbkdf2',
      '{sha512}',
      '{sha}',
    ],
    pattern:
      /(?:\$argon2(?:id|i|d)?\$(?:v=\d{1,3}\$)?[a-z]=\d{1,8}(?:,[a-z]=\d{1,8}){0,4}\$[A-Za-z0-9+/]{8,88}\$[A-Za-z0-9+/]{16,88}|\$scrypt\$[a-z]{1,2}=\d{1,8}(?:,[a-z]=\d{1,8}){0,4}\$[A-Za-z0-9+/]{8,88}\$[A-Za-z0-9+/]{16,128}|\$pbkdf2(?:-sha\d{1,3})?\$\d{1,9}\$[A-Za-z0-9+/.]{8,88}\$[A-Za-z0-9+/.]{16,128}|pbkdf2_sha\d{1,3}\$\d{1,9}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{20,128}|(?:pbkdf2:sha\d{1,3}:\d{1,9}|scrypt:\d{1,9}:\d{1,3}:\d{1,3})\$[A-Za-z0-9]{8,64}\$[a-f0-9]{40,160}|\{(?:SSHA(?:256|512)?|PBKDF2[A-Z0-9-]{0,12}|SHA512)\}[A-Za-z0-9+/$.]{28,200}|\{SHA\}[A-Za-z0-9+/]{27}(?==))={0,2}(?![A-Za-z0-9+/])/iy,
    window: 320,
    entropy: 3,
    examples: {
      mustMatch: [
        fake('$argon2id$v=19$m=65536,t=3,p=4$', 'k3Lr9vT4bN8cWmK1$', sampleOf('alphanumeric', 43)),
        fake('pbkdf2_sha256$600000$', 'k3Lr9vT4bN8cWmK1$', sampleOf('alphanumeric', 43), '='),
        fake('userPassword: {SSHA}', sampleOf('alphanumeric', 38)),
        fake('ada:{SHA}', sampleOf('alphanumeric', 27), '='),
      ],
      mustNotMatch: ['$argon2id$ is the recommended one', 'scrypt: a function'],
    },
  }),
];
