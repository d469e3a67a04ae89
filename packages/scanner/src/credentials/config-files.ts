import { isDisordered } from './prefixed.js';
import { credential, fake } from './credential.js';

const shown = /^(?:pass(?:word|wd)?|your.*|secret|user(?:name)?|token|x+|\*+)$/i;

/** Credentials in files that tools keep them in. */
export const configFileRules = [
  credential({
    id: 'netrc-password',
    title: 'Password of a .netrc file',
    keywords: ['machine '],
    pattern:
      /machine\s{1,4}[^\s"'<>]{1,120}\s{1,8}(?:login|account)\s{1,4}[^\s]{1,120}\s{1,8}password\s{1,4}(?<secret>[^\s"'<>$]{4,200})/iy,
    window: 480,
    confidence: 0.85,
    validators: [(secret) => !shown.test(secret)],
    examples: {
      mustMatch: [fake('machine api.example.org\n  login ada\n  password ', 'kV9pzLr2')],
      mustNotMatch: ['machine api.example.org login ada password <password>', 'machine learning login page'],
    },
  }),
  credential({
    id: 'pgpass-password',
    title: 'Password of a .pgpass file',
    keywords: [':5432:', ':5433:', ':5434:', ':6432:', ':*:'],
    pattern: /:(?:543[234]|6432|\*):[^\s:,"]{1,64}:[A-Za-z_][^\s:,"]{0,63}:(?<secret>[^\s:]{6,128})(?=\s|$)/y,
    window: 270,
    confidence: 0.8,
    validators: [(secret) => /\d|[!@#%^&*]/.test(secret) && !shown.test(secret)],
    examples: {
      mustMatch: [fake('db.internal:5432:orders:app:', 'kV9pzLr2xQ')],
      mustNotMatch: ['arn:aws:iam::*:role/a:b:readers'],
    },
  }),
  credential({
    id: 'pypirc-password',
    title: 'Password of a .pypirc file',
    keywords: ['[pypi]', '[testpypi]', '[distutils]'],
    pattern:
      /\[(?:pypi|testpypi|distutils)\][\s\S]{0,400}?password\s{0,3}[:=]\s{0,3}(?<secret>[^\s<>$]{4,400})/iy,
    window: 840,
    confidence: 0.85,
    validators: [(secret) => !shown.test(secret)],
    examples: {
      mustMatch: [fake('[pypi]\nusername = ada\npassword = ', 'kV9pzLr2')],
      mustNotMatch: ['[pypi]\nusername = __token__\npassword = <token>'],
    },
  }),
  credential({
    id: 'kubeconfig-credential',
    title: 'Credential of a kubeconfig file',
    keywords: ['client-key-data', 'id-token:', 'refresh-token:', 'current-context'],
    pattern:
      /(?:client-key-data|id-token|refresh-token)\\?["']?\s{0,2}:\s{0,3}\\?["']?(?<secret>[A-Za-z0-9+/=._-]{40,6000})/iy,
    window: 6040,
    confidence: 0.85,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('    client-key-data: ', 'LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFb3dJ')],
      mustNotMatch: ['client-key-data: DATA+OMITTED'],
    },
  }),
  credential({
    id: 'kubernetes-secret',
    title: 'Kubernetes Secret with data',
    // `kind: Secret` and its data stand in any order.
    keywords: ['kind: secret', 'kind: "secret"', "kind: 'secret'", '"kind": "secret"', '"kind":"secret"'],
    pattern:
      /"?kind"?:\s?["']?Secret["']?(?=\s|,|\}|$)(?=[\s\S]{0,400}?\bdata"?:\s{0,3}[{|>]?\s{1,12}["']?[\w.-]{1,80}["']?:\s{0,3}(?:[|>]-?\s{1,20})?["']?[A-Za-z0-9+/]{8}|(?<=\bdata"?:\s{0,3}[{|>]?\s{1,12}(?:#[^\n]{0,120}\s{1,12})?["']?[\w.-]{1,80}["']?:\s{0,3}(?:[|>]-?\s{1,20})?["']?[A-Za-z0-9+/]{8}[\s\S]{0,400}))/iy,
    window: 2200,
    confidence: 0.75,
    incomingConfidence: 0.6,
    severity: 'high',
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake('apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: ', 'a1Y5cHpMcjJ4UQ=='),
        fake('apiVersion: v1\ndata:\n  password: ', 'a1Y5cHpMcjJ4UQ==\nkind: Secret\n'),
      ],
      mustNotMatch: ['kind: SecretStore\ndata:\n  a: b', 'kind: Secret\nmetadata:\n  name: db'],
    },
  }),
  credential({
    id: 'terraform-state-secret',
    title: 'Secret in a Terraform state',
    keywords: ['"terraform_version"'],
    pattern:
      /"terraform_version"[\s\S]{0,1500}?"(?:[a-z_]{0,40}_)?(?:password|secret|private_key|access_key|token|connection_string)(?:_[a-z]{1,20})?"\s{0,3}:\s{0,3}"(?<secret>[^"\\]{8,400})"/iy,
    window: 2060,
    confidence: 0.8,
    entropy: 2.5,
    examples: {
      mustMatch: [
        fake('{"terraform_version": "1.9.5", "resources": [{"admin_', 'password": "kV9-pzLr2xQ8wT5b"}]}'),
      ],
      mustNotMatch: ['{"terraform_version": "1.9.5", "resources": []}'],
    },
  }),
  credential({
    id: 'wordpress-secret',
    title: 'Secret of a WordPress configuration',
    keywords: ["define('", "define( '", 'define("', 'define( "'],
    pattern:
      /define\(\s{0,2}["'](?:DB_PASSWORD|(?:SECURE_|LOGGED_IN_)?AUTH_(?:KEY|SALT)|LOGGED_IN_(?:KEY|SALT)|NONCE_(?:KEY|SALT)|SECRET_KEY|FTP_PASS)["']\s{0,3},\s{0,3}["'](?<secret>[^"'\n]{4,128})["']/iy,
    window: 220,
    confidence: 0.8,
    severity: 'high',
    validators: [(secret) => !/put your unique|password_here|^password$/i.test(secret)],
    examples: {
      mustMatch: [fake("define('DB_PASS", "WORD', 'kV9pzLr2');")],
      mustNotMatch: [
        "define('AUTH_KEY', 'put your unique phrase here');",
        "define( 'DB_PASSWORD', 'password_here' );",
      ],
    },
  }),
  credential({
    id: 'dotenv-dump',
    title: 'Dump of environment variables with secrets',
    keywords: ['password=', 'secret=', 'api_key=', 'token=', 'secret_key=', 'private_key=', 'pass='],
    pattern:
      /(?<=(?:^|\n)(?:export )?[A-Z][A-Z0-9_]{2,60}=[^\n]{0,200}\n(?:(?:export )?[A-Z][A-Z0-9_]{0,60}_)?)(?:PASSWORD|SECRET|API_KEY|TOKEN|SECRET_KEY|PRIVATE_KEY|PASS)=["']?(?<secret>[^\s"'<>${}]{6,400})["']?(?=\s|$)/y,
    window: 800,
    confidence: 0.75,
    severity: 'high',
    validators: [
      (secret) =>
        !shown.test(secret) &&
        (isDisordered(secret) || /^[^a-z]*[a-z][^0-9!@#%^&*]*[0-9!@#%^&*]/i.test(secret)),
    ],
    examples: {
      mustMatch: [fake('DB_HOST=db.internal\nDB_', 'PASSWORD=kV9pzLr2\n')],
      mustNotMatch: ['DB_HOST=db.internal\nDB_PASSWORD=\n', 'DB_HOST=a\nDB_PASSWORD=changeme\n'],
    },
  }),
  credential({
    id: 'transfer-client-password',
    title: 'Password of a file transfer or mail client',
    keywords: ['"sftp"', '"ftp"', '"ssh"', 'smtp.', 'imap.'],
    pattern:
      /(?:"s?ftp"|"ssh"|(?:smtp|imap)\.)[\s\S]{0,400}?["'\s](?:pass(?:word|phrase)?|pwd)["']?\s{0,3}[:=\s]\s{0,3}["']?(?<secret>[^\s"',<>$]{4,128})/iy,
    window: 560,
    confidence: 0.75,
    severity: 'high',
    validators: [(secret) => /\d|[!@#%^&*]/.test(secret) && !shown.test(secret)],
    examples: {
      mustMatch: [
        fake('{"protocol": "sftp", "host": "files.example.org", "port": 22, "pass": "', 'kV9pzLr2"}'),
      ],
      mustNotMatch: ['{"protocol": "sftp", "host": "files.example.org"}', 'smtp.example.org:587'],
    },
  }),
  credential({
    id: 'filezilla-password',
    title: 'Password of a FileZilla site',
    keywords: ['<pass encoding="base64">'],
    pattern: /<Pass encoding="base64">(?<secret>[A-Za-z0-9+/]{6,200}={0,2})</iy,
    window: 230,
    severity: 'high',
    examples: {
      mustMatch: [fake('<Pass encoding="base64">', 'a1Y5cHpMcjI=</Pass>')],
      mustNotMatch: ['<Pass encoding="base64"></Pass>'],
    },
  }),
];
