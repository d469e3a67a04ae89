import { hasJwtHeader, hasShownClaims } from '../match/checksums.js';
import { credential, fake } from './credential.js';

const body = fake('MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj');

/** Private keys, in every armour, and signed tokens. */
export const keyMaterialRules = [
  credential({
    id: 'private-key',
    title: 'Private key',
    keywords: ['-----begin', '---- begin'],
    pattern:
      /-{4,5} ?BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}(?:\s|\\[nr]){0,64}(?:[A-Z-]{2,24}: (?:[^\n\\]{0,120}(?:\n|\\[nr])|[^\s\\]{1,120} )(?:\s|\\[nr]){0,15}){0,5}[A-Z0-9+/]{24}(?:[A-Z0-9+/=-]|\s|\\[nr]){0,6000}/iy,
    window: 6900,
    entropy: 3,
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake('-----BEGIN ', 'PRIVATE KEY-----\n', body, '\n-----END ', 'PRIVATE KEY-----'),
        fake('-----BEGIN ', 'RSA PRIVATE KEY-----\n', body),
        fake('-----BEGIN ', 'EC PRIVATE KEY-----\n', body),
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
    keywords: ['private-lines:'],
    pattern: /Private-Lines:\s{0,4}\d{1,3}\s{1,4}[A-Za-z0-9+/]{20,64}/iy,
    window: 100,
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake(
          'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPublic-Lines: 2\nAAAA\n',
          'Private-Lines: 1\n',
          body,
        ),
      ],
      mustNotMatch: ['PuTTY-User-Key-File-3: ssh-ed25519', 'Private-Lines: 1'],
    },
  }),
  credential({
    id: 'age-secret-key',
    title: 'age secret key',
    keywords: ['age-secret-key-1', 'age-plugin-'],
    pattern: /AGE-(?:SECRET-KEY|PLUGIN-[A-Z]{2,12})-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58,120}/iy,
    window: 150,
    examples: {
      mustMatch: [fake('AGE-SECRET-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE')],
      mustNotMatch: ['AGE-SECRET-KEY-1QPZ'],
    },
  }),
  credential({
    id: 'minisign-secret-key',
    title: 'minisign or signify secret key',
    // "RWRTY0Iy" is the beginning of an encrypted secret key in base64: the algorithms Ed, Sc and B2.
    keywords: ['rwrty0iy', 'rwqaae', 'rwraaeiy'],
    pattern: /(?<![A-Za-z0-9+/])RW(?:RTY0Iy|QAAE|RAAEIy)[A-Za-z0-9+/]{130,240}={0,2}(?![A-Za-z0-9+/=])/y,
    window: 256,
    examples: {
      mustMatch: [fake('RWRTY0', 'Iy', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(5))],
      mustNotMatch: [fake('RWRTY0', 'Iy', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR')],
    },
  }),
  credential({
    id: 'json-web-key',
    title: 'Private JSON Web Key',
    // The private part, after or before another member of a key (RFC 7517).
    keywords: ['"d":"', '"d": "', '"k":"', '"k": "'],
    pattern:
      /(?:"[dk]"\s{0,3}:\s{0,3}"(?<secret>[A-Za-z0-9_-]{22,1400})"\s{0,3},\s{0,12}"(?:alg|crv|dp|dq|e|ext|key_ops|kid|kty|n|p|q|qi|use|x|y)"|(?<="(?:alg|crv|e|kid|kty|n|use|x|y)"\s{0,3}:\s{0,3}"[A-Za-z0-9_.-]{1,1400}"\s{0,3},\s{0,12})"[dk]"\s{0,3}:\s{0,3}"[A-Za-z0-9_-]{22,1400}")/y,
    window: 1500,
    entropy: 3,
    examples: {
      mustMatch: [
        fake(
          '{"kty":"EC","crv":"P-256","x":"a","y":"b","',
          'd":"k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8"}',
        ),
        fake('{"', 'k": "', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR', '", "kty": "oct"}'),
      ],
      mustNotMatch: [
        '{"kty":"RSA","n":"k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8","e":"AQAB"}',
        '{"d":"a","e":"k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8"}',
      ],
    },
  }),
  credential({
    id: 'pkcs12-file',
    title: 'PKCS #12 key store',
    // SEQUENCE, version 3, PFX: how such a file begins in base64.
    keywords: ['miiabwibaz', 'ibazc'],
    lead: { alphabet: 'base64', least: 0, most: 8 },
    pattern: /(?<![A-Za-z0-9+/=])MI[IJK][A-Za-z0-9+/]{3}IBAz(?:CC|CB|BB|CA)[A-Za-z0-9+/=\s]{120,4000}/y,
    window: 4020,
    confidence: 0.8,
    entropy: 4,
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake(
          'MIIKoQ',
          'IBAzCC',
          'CmcGCSqGSIb3DQEHAaCCClgEggpU',
          'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4),
        ),
      ],
      mustNotMatch: ['MIIBAzCC'],
    },
  }),
  credential({
    id: 'json-web-token',
    title: 'JSON Web Token',
    keywords: ['eyj'],
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,1000}\.(?:eyJ|ey[A-P])[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{16,1000})?(?![A-Za-z0-9_])/y,
    window: 6010,
    validators: [hasJwtHeader],
    isDocumentation: hasShownClaims,
    severity: 'high',
    confidence: 0.75,
    examples: {
      mustMatch: [
        fake(
          'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
          '.eyJzdWIiOiI0NDIxNyIsIm5hbWUiOiJBZGEifQ',
          '.k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cW',
        ),
        fake('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', '.eyJzdWIiOiI0NDIxNyIsIm5hbWUiOiJBZGEifQ'),
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
  credential({
    id: 'json-web-encryption',
    title: 'Encrypted JSON Web Token',
    keywords: ['eyj'],
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,600}\.[A-Za-z0-9_-]{0,700}\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,4000}\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/y,
    window: 5400,
    validators: [hasJwtHeader],
    severity: 'high',
    confidence: 0.75,
    examples: {
      mustMatch: [
        fake(
          'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0',
          '..k3Lr9vT4bN8cWmK1',
          '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR',
          '.k3Lr9vT4bN8cWmK1pZ7sYd',
        ),
      ],
      mustNotMatch: ['eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c'],
    },
  }),
  credential({
    id: 'ansible-vault',
    title: 'Ansible vault',
    keywords: ['$ansible_vault;'],
    pattern: /\$ANSIBLE_VAULT;1\.[0-2];AES256?[^\n]{0,80}(?:\n|\\n)\s{0,16}(?<secret>[a-f0-9]{40,80})/iy,
    window: 220,
    severity: 'medium',
    confidence: 0.75,
    examples: {
      mustMatch: [
        fake('$ANSIBLE_', 'VAULT;1.1;AES256\n', '8f14e45fcea167a5a36dedd4bea2543cc9f0f895fb98ab91'),
      ],
      mustNotMatch: ['A vault begins with $ANSIBLE_VAULT;1.1;AES256'],
    },
  }),
  credential({
    id: 'macaroon',
    title: 'Macaroon',
    keywords: ['mday', 'agel'],
    pattern: /(?<![A-Za-z0-9+/_-])(?:MDAy|AgEL)[A-Za-z0-9+/_-]{120,2000}={0,2}(?![A-Za-z0-9+/_=-])/y,
    window: 2020,
    severity: 'high',
    confidence: 0.7,
    entropy: 4,
    validators: [
      (secret) => /identifier|signature|location|cid/i.test(Buffer.from(secret, 'base64').toString('latin1')),
    ],
    examples: {
      mustMatch: [
        Buffer.from(
          fake(
            '0020location example.org\n0026identifier k3Lr9vT4bN8cWmK1pZ7sYd\n',
            '002fsignature k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR',
          ),
        ).toString('base64'),
      ],
      mustNotMatch: ['MDAyNDAxMDIwMw=='],
    },
  }),
];
