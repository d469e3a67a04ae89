import { alphabets } from '../match/alphabets.js';
import { hasBase58Checksum } from '../match/checksums.js';
import { entropyOf } from '../match/entropy.js';
import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { shaped } from './value-form.js';

const base58 = '1-9A-HJ-NP-Za-km-z';

/** Keys of wallets: whoever has one has the money. */
export const walletRules = [
  credential({
    id: 'bitcoin-private-key',
    title: 'Bitcoin private key (WIF)',
    // A key for the main network begins with 5, or compressed with K or L; for a test network with 9 or c.
    keywords: [
      '5h',
      '5j',
      '5k',
      'kw',
      'kx',
      'ky',
      'kz',
      'l1',
      'l2',
      'l3',
      'l4',
      'l5',
      '91',
      '92',
      '93',
      'cm',
      'cn',
      'cp',
      'cq',
      'cr',
      'cs',
      'ct',
      'cu',
      'cv',
    ],
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:[59][${base58}]{50}|[KLc][${base58}]{51})(?![A-Za-z0-9])`, 'y'),
    window: 54,
    validators: [hasBase58Checksum],
    checksum: hasBase58Checksum,
    examples: {
      mustMatch: [
        fake('5HueCGU8rMjxEXxiPuD5BDku', '4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'),
        fake('KwdMAjGmerYanjeui5SHS7Jk', 'mpZvVipYvB2LJGU1ZxJwYvP98617'),
      ],
      mustNotMatch: [fake('5HueCGU8rMjxEXxiPuD5BDku', '4MkFqeZyd4dZ1jvhTVqvbTLvyTK')],
    },
  }),
  credential({
    id: 'bip32-private-key',
    title: 'Extended private key (BIP-32)',
    keywords: ['xprv', 'tprv', 'yprv', 'zprv', 'uprv', 'vprv'],
    pattern: new RegExp(`(?<![A-Za-z0-9])[xtyzuv]prv[${base58}]{107,108}(?![A-Za-z0-9])`, 'y'),
    window: 114,
    entropy: 4,
    checksum: hasBase58Checksum,
    examples: {
      mustMatch: [
        fake(
          'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq',
          '3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
        ),
      ],
      mustNotMatch: ['xprv and xpub are the two kinds of extended keys'],
    },
  }),
  credential({
    id: 'ethereum-private-key',
    title: 'Ethereum private key',
    keywords: [
      'private_key',
      'privatekey',
      'private-key',
      'private key',
      'privkey',
      'priv_key',
      'secret_key',
      'secretkey',
      'wallet_key',
      'deployer_key',
      'signer_key',
    ],
    pattern:
      /(?:private|priv|secret|wallet|deployer|signer)[ _-]?key[\w.-]{0,24}["'`\])]{0,2}[\s:=,>(]{1,6}["'`]{0,2}(?<secret>(?:0x)?[a-f0-9]{64})(?![A-Za-z0-9])/iy,
    window: 130,
    confidence: 0.85,
    entropy: 3,
    assignment: true,
    examples: {
      mustMatch: [
        fake('PRIVATE_KEY=0x', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d'),
        fake('"privateKey": "', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d"'),
      ],
      mustNotMatch: [
        `sha256: ${alphabets.hex.sample}${alphabets.hex.sample}`,
        `private_key_sha: ${'0'.repeat(64)}`,
      ],
    },
  }),
  contextual(
    'solana-private-key',
    'Solana private key',
    ['solana', 'phantom', 'keypair'],
    shaped(
      String.raw`(?:[${base58}]{86,88}|\[\d{1,3}(?:,\s?\d{1,3}){63}\])`,
      'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'
        .repeat(3)
        .slice(0, 88)
        .replaceAll(/[0OIl]/g, 'x'),
      330,
    ),
    { validators: [(secret) => entropyOf(secret) > 3], words: 'key|secret|pair' },
  ),
];
