import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const aws = by('Amazon Web Services', '*.amazonaws.com', '*.amazonaws.com.cn', '*.aws.dev');

/** Credentials of Amazon Web Services. */
export const awsRules = [
  credential({
    id: 'aws-access-key-id',
    title: 'AWS access key id',
    ...aws,
    keywords: ['akia', 'asia', 'abia', 'acca', 'a3t'],
    pattern: /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/y,
    window: 24,
    entropy: 2.5,
    severity: 'high',
    examples: {
      mustMatch: [
        fake('AKIA', 'QYLPMN5HHHFPZAM2'),
        fake('id=AKIA', 'IOSFODNN7EXAMPLE'),
        fake('A3TX', 'QYLPMN5HHHFPZAM2'),
      ],
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
    ...aws,
    keywords: [
      'secret_access_key',
      'secretaccesskey',
      'aws_secret',
      'aws-secret',
      'secret access key',
      'secret-access-key',
      'secret_key',
    ],
    pattern:
      /(?:secret[_ -]?access[_ -]?key|aws[_-]secret(?:[_-]access)?(?:[_-]key)?|secret_key)["'`]{0,2}[\s:=>|,]{1,6}["'`]{0,2}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/iy,
    window: 96,
    entropy: 4,
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
    id: 'aws-session-token',
    title: 'AWS session token',
    ...aws,
    // The beginnings of the binary tokens that the security token service issues.
    keywords: ['iqojb3jpz2lu', 'fwogzxivyxdz', 'fqogzxivyxdz'],
    pattern:
      /(?<![A-Za-z0-9+/])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)(?<body>[A-Za-z0-9+/]{100,1600})={0,2}(?![A-Za-z0-9+/=])/y,
    window: 1620,
    entropy: 4,
    examples: {
      mustMatch: [fake('IQoJb3', 'JpZ2lu', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4))],
      mustNotMatch: [fake('IQoJb3', 'JpZ2lu', 'k3Lr9vT4')],
    },
  }),
  contextual(
    'aws-session-token-assigned',
    'AWS session token, by its name',
    ['session-token', 'security-token'],
    of('base64', 100, 1600),
    { ...aws, words: '' },
  ),
  credential({
    id: 'aws-presigned-url',
    title: 'AWS presigned address',
    ...aws,
    keywords: ['x-amz-signature='],
    pattern: /X-Amz-Signature=(?<secret>[a-f0-9]{64})(?![a-f0-9])/iy,
    window: 84,
    severity: 'medium',
    // Whoever has it can do one thing, for a while: it is made to be passed on.
    confidence: 0.6,
    incomingConfidence: 0.4,
    entropy: 3,
    examples: {
      mustMatch: [
        fake('X-Amz-Signature=', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d'),
      ],
      mustNotMatch: ['X-Amz-Signature=signature'],
    },
  }),
  prefixed('aws-bedrock-key', 'Amazon Bedrock API key', 'ABSK', of('base64', 109, 269), aws),
  prefixed(
    'aws-bedrock-short-term-key',
    'Amazon Bedrock short-term API key',
    'bedrock-api-key-',
    of('base64', 80, 4000),
    aws,
  ),
  prefixed('aws-marketplace-key', 'Amazon Marketplace (MWS) token', 'amzn.mws.', uuid, aws),
  prefixed('aws-appsync-key', 'AWS AppSync API key', 'da2-', of('digitsAndLower', 26), aws),
  prefixed('amazon-oauth-secret', 'Login with Amazon client secret', 'amzn1.oa2-cs.v1.', of('hex', 64), {
    ...by('Amazon', 'api.amazon.com'),
  }),
  prefixed('amazon-refresh-token', 'Login with Amazon token', ['Atzr|', 'Atza|'], of('urlSafe', 60, 800), {
    ...by('Amazon', 'api.amazon.com'),
  }),
  contextual(
    'aws-ses-password',
    'Amazon SES SMTP password',
    ['ses-smtp', 'smtp'],
    shaped('B[A-Za-z0-9+/]{43}', fake('Bk3Lr9vT4bN8cWmK1pZ7sYdH', '2gJ5qF6oRk3Lr9vT4bN8')),
    { ...by('Amazon Web Services', '*.amazonaws.com'), words: 'password|pass|pwd|secret' },
  ),
];
