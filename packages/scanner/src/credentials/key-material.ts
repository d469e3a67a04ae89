import { hasJwtHeader } from '../match/checksums.js';
import { atLeastEntropy } from '../match/entropy.js';
import { credential, fake } from './credential.js';

const body = fake('MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj');

/** Private keys, in every armour, and signed tokens. */
export const keyMaterialRules = [
  credential({
    id: 'private-key',
    title: 'Private key',
    keywords: ['-----begin', '---- begin'],
    pattern:
      /-{4,5} ?BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}(?:\s|\\[nr]|[A-Za-z0-9+/=:,.()-]){64,6000}/iy,
    window: 6080,
    validators: [atLeastEntropy(3)],
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake('-----BEGIN ', 'PRIVATE KEY-----\n', body, '\n-----END ', 'PRIVATE KEY-----'),
        fake('-----BEGIN ', 'OPENSSH PRIVATE KEY-----\\n', body, '\\n'),
        fake('-----BEGIN ', 'ENCRYPTED PRIVATE KEY-----\n', body),
        fake('-----BEGIN ', 'PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n', body),
        fake('---- BEGIN ', 'SSH2 ENCRYPTED PRIVATE KEY ----\n', body),
      ],
      mustNotMatch: [
        'A PEM file starts with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----',
        fake('-----BEGIN ', 'PUBLIC KEY-----\n', body),
        fake('-----BEGIN ', 'CERTIFICATE-----\n', body),
      ],
    },
  }),
  credential({
    id: 'putty-private-key',
    title: 'PuTTY private key',
    keywords: ['putty-user-key-file-'],
    pattern:
      /PuTTY-User-Key-File-[123]:[\s\S]{20,2000}?Private-Lines:\s{0,4}\d{1,3}\s{1,4}[A-Za-z0-9+/]{20,64}/iy,
    window: 2100,
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake(
          'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPublic-Lines: 2\nAAAA\n',
          'Private-Lines: 1\n',
          body,
        ),
      ],
      mustNotMatch: ['PuTTY-User-Key-File-3: ssh-ed25519'],
    },
  }),
  credential({
    id: 'age-secret-key',
    title: 'age secret key',
    keywords: ['age-secret-key-1'],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/iy,
    window: 76,
    examples: {
      mustMatch: [fake('AGE-SECRET-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE')],
      mustNotMatch: ['AGE-SECRET-KEY-1QPZ'],
    },
  }),
  credential({
    id: 'json-web-token',
    title: 'JSON Web Token',
    keywords: ['eyj'],
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{16,1000}/y,
    window: 6010,
    validators: [hasJwtHeader],
    severity: 'high',
    confidence: 0.75,
    examples: {
      mustMatch: [
        fake(
          'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
          '.eyJzdWIiOiI0NDIxNyIsIm5hbWUiOiJBZGEifQ',
          '.k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cW',
        ),
      ],
      mustNotMatch: [
        'eyJhbGciOiJIUzI1NiJ9',
        fake(
          'eyJzdWIiOiI0NDIxNyIsIm5hbWUiOiJBZGEifQ',
          '.eyJzdWIiOiI0NDIxNyIsIm5hbWUiOiJBZGEifQ',
          '.k3Lr9vT4bN8cWmK1pZ7sYdE3',
        ),
      ],
    },
  }),
];
