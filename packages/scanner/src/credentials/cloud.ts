import { atLeastEntropy } from '../match/entropy.js';
import { credential, fake } from './credential.js';

/** Keys of cloud providers. */
export const cloudRules = [
  credential({
    id: 'aws-access-key-id',
    title: 'AWS access key id',
    keywords: ['akia', 'asia', 'abia', 'acca'],
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/y,
    window: 24,
    validators: [atLeastEntropy(2.5)],
    severity: 'high',
    examples: {
      mustMatch: [fake('AKIA', 'QYLPMN5HHHFPZAM2'), fake('id=AKIA', 'IOSFODNN7EXAMPLE')],
      mustNotMatch: [
        fake('AKIA', 'QYLPMN5H'),
        fake('xAKIA', 'QYLPMN5HHHFPZAM2'),
        fake('AKIA', 'AAAAAAAAAAAAAAAA'),
      ],
    },
  }),
  credential({
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    keywords: [
      'secret_access_key',
      'secretaccesskey',
      'aws_secret',
      'secret access key',
      'secret-access-key',
      'secret_key',
    ],
    pattern:
      /(?:secret[_ -]?access[_ -]?key|aws[_-]secret(?:[_-]access)?(?:[_-]key)?|secret_key)["'`]{0,2}[\s:=>|]{1,6}["'`]{0,2}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/iy,
    window: 96,
    validators: [atLeastEntropy(4)],
    assignment: true,
    examples: {
      mustMatch: [
        fake('aws_secret_access_key = ', 'uQx2Lr9vT4bN8cWm', 'K1pZ7sYdE3gHj5aF6oRiXq0V'),
        fake('"SecretAccessKey": "', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCY', 'EXAMPLEKEY"'),
      ],
      mustNotMatch: [
        'secret_access_key = 0123456789012345678901234567890123456789',
        fake('commit ', 'uQx2Lr9vT4bN8cWm', 'K1pZ7sYdE3gHj5aF6oRiXq0V'),
      ],
    },
  }),
  credential({
    id: 'google-api-key',
    title: 'Google API key',
    keywords: ['aiza'],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y,
    window: 48,
    validators: [atLeastEntropy(3)],
    severity: 'high',
    examples: {
      mustMatch: [fake('key=AIza', 'SyB3kq9Xw2Lr7vT1bN8cWmK5pZ0sYdE4gHj')],
      mustNotMatch: [fake('AIza', 'SyB3kq9Xw2'), fake('AIza', 'a'.repeat(35))],
    },
  }),
  credential({
    id: 'google-oauth-secret',
    title: 'Google OAuth client secret',
    keywords: ['gocspx-'],
    pattern: /GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/y,
    window: 40,
    examples: {
      mustMatch: [fake('GOCSPX', '-k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5')],
      mustNotMatch: [fake('GOCSPX', '-short')],
    },
  }),
  credential({
    id: 'azure-storage-key',
    title: 'Azure storage account key',
    keywords: ['accountkey='],
    pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/iy,
    window: 104,
    examples: {
      mustMatch: [
        fake(
          'AccountKey=',
          'uQx2Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7s',
          'YdE3gHj5aF6oRiXq0VuQx2Lr9vT4bN8cWm==',
        ),
      ],
      mustNotMatch: ['AccountKey=short=='],
    },
  }),
  credential({
    id: 'azure-client-secret',
    title: 'Microsoft Entra client secret',
    keywords: ['q~'],
    pattern: /(?<=(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}\d)Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/y,
    window: 48,
    validators: [atLeastEntropy(3.5)],
    examples: {
      mustMatch: [fake('secret: k3L8', 'Q~r9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXqk')],
      mustNotMatch: ['k3L8Q~short'],
    },
  }),
  credential({
    id: 'digitalocean-token',
    title: 'DigitalOcean token',
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    pattern: /do[opr]_v1_[a-f0-9]{64}(?![a-f0-9])/y,
    window: 72,
    examples: {
      mustMatch: [fake('dop_v1_', '8f14e45fceea167a5a36dedd4bea2543', 'c9f0f895fb98ab9159f51fd0297e236d')],
      mustNotMatch: ['dop_v1_8f14e45f'],
    },
  }),
];
