import { isDisordered } from './prefixed.js';
import { credential, fake } from './credential.js';

/** What a password is that stands in documentation. */
const shown =
  /^\$|^(?:user(?:name)?|my[_-]?user|<[^>]*>|\{[^}]*\}|api)?:?(?:pass(?:word|wd)?|pw|secret|token|key|x{3,}|\*{3,}|\.{3,})\d{0,4}$/i;

/** The name and the password in the value of basic authentication; undefined where it holds no such thing. */
function basicPair(secret: string): string | undefined {
  const text = Buffer.from(secret, 'base64').toString('utf8');
  return /^[\u0020-\u0039\u003b-\u007e]{1,200}:[\u0020-\u007e]{0,200}$/.test(text) ? text : undefined;
}

/** Credentials in headers, cookies, addresses and commands of HTTP. */
export const httpRules = [
  credential({
    id: 'authorization-basic',
    title: 'Basic authentication',
    keywords: ['basic '],
    pattern: /Basic {1,3}(?<secret>[A-Za-z0-9+/]{8,600}={0,2})(?![A-Za-z0-9+/=])/iy,
    window: 612,
    severity: 'high',
    confidence: 0.8,
    validators: [
      (secret) => {
        const pair = basicPair(secret);
        return pair !== undefined && !shown.test(pair.slice(pair.indexOf(':')));
      },
    ],
    examples: {
      mustMatch: [`Authorization: Basic ${Buffer.from('ada:kV9-pzLr2x').toString('base64')}`],
      mustNotMatch: [
        'Basic understanding of statistics',
        'Basic information about ABCDEFGH',
        `Authorization: Basic ${Buffer.from('user:password').toString('base64')}`,
      ],
    },
  }),
  credential({
    id: 'authorization-header',
    title: 'Authorization header with a credential',
    keywords: ['authorization'],
    pattern:
      /authorization\\?["'`]{0,2}\s{0,3}[:=,]\s{0,3}\\?["'`]{0,2}(?:(?:bearer|token|apikey|api-key|key|ssws|genie(?:key)?|splunk|bot|sso-key|jwt|oauth)[ =]{1,3}(?:token=["']?)?)?(?<secret>[A-Za-z0-9._~+/=:-]{16,2000})/iy,
    window: 2060,
    confidence: 0.75,
    entropy: 3.2,
    validators: [(secret) => /\d/.test(secret) && !/^https?:/i.test(secret)],
    severity: 'high',
    assignment: true,
    examples: {
      mustMatch: [
        fake('Authorization: Bearer ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'),
        fake('"authorization": "Token ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3"'),
      ],
      mustNotMatch: [
        'Authorization: Bearer <token>',
        'Authorization: Bearer YOUR_ACCESS_TOKEN_1234',
        'authorization code flow',
      ],
    },
  }),
  credential({
    id: 'bearer-token',
    title: 'Bearer token',
    keywords: ['bearer '],
    pattern: /bearer {1,3}(?<secret>[A-Za-z0-9._~+/=-]{20,2000})(?![A-Za-z0-9])/iy,
    window: 2012,
    confidence: 0.72,
    incomingConfidence: 0.65,
    severity: 'high',
    validators: [
      (secret) => isDisordered(secret) && /[a-z]/i.test(secret) && /^\D*\d\D*\d\D*\d/.test(secret),
    ],
    examples: {
      mustMatch: [fake('-H "X-Auth: Bearer ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3"')],
      mustNotMatch: ['Bearer authentication-is-used-by-the-service', 'bearer tokens are sent'],
    },
  }),
  credential({
    id: 'api-key-header',
    title: 'Header or parameter with an API key',
    keywords: [
      'x-api-key',
      'x-auth-token',
      'x-access-token',
      'x-token',
      'x-vault-token',
      'private-token',
      'job-token',
      'x-goog-api-key',
      'x-functions-key',
      'api-key:',
      'x-csrf-token',
      'x-amz-security-token',
    ],
    pattern:
      /(?:x-(?:api-key|auth-token|access-token|token|vault-token|goog-api-key|functions-key|csrf-token|amz-security-token)|private-token|job-token|api-key)\\?["'`]{0,2}\s{0,3}[:=,]\s{0,3}\\?["'`]{0,2}(?<secret>[A-Za-z0-9._~+/=-]{12,2000})(?![A-Za-z0-9])/iy,
    window: 2040,
    confidence: 0.78,
    entropy: 3,
    severity: 'high',
    assignment: true,
    validators: [(secret) => /\d/.test(secret)],
    examples: {
      mustMatch: [
        fake('curl -H "X-API-Key: ', 'k3Lr9vT4bN8cWmK1pZ7sYdE3"'),
        fake("PRIVATE-TOKEN: '", "k3Lr9vT4bN8cWmK1'"),
      ],
      mustNotMatch: ['x-api-key: YOUR_API_KEY_1', 'X-API-Key: header'],
    },
  }),
  credential({
    id: 'session-cookie',
    title: 'Session cookie',
    keywords: [
      'sessionid=',
      'session_id=',
      'session=',
      'phpsessid=',
      'jsessionid=',
      'connect.sid=',
      'sid=',
      'asp.net_sessionid=',
      'auth_token=',
      '_session=',
      'remember_token=',
      '.aspxauth=',
    ],
    pattern:
      /(?:sessionid|session_id|session|phpsessid|jsessionid|connect\.sid|sid|asp\.net_sessionid|auth_token|remember_token|\.aspxauth)=(?<secret>[A-Za-z0-9%._~+/:|-]{16,1200}={0,2})(?![A-Za-z0-9])/iy,
    window: 1224,
    confidence: 0.72,
    incomingConfidence: 0.5,
    severity: 'high',
    validators: [isDisordered],
    examples: {
      mustMatch: [
        fake('Cookie: theme=dark; PHPSESSID=', 'k3lr9vt4bn8cwmk1pz7sydh2gj'),
        fake('connect.sid=s%3A', 'k3Lr9vT4bN8cWmK1pZ7sYdH2.gJ5qF6oR'),
      ],
      mustNotMatch: ['session=anonymous', 'sessionid=00000000000000000000'],
    },
  }),
  credential({
    id: 'curl-user-password',
    title: 'User and password on a command line',
    keywords: ['curl ', 'wget ', 'http '],
    pattern:
      /(?:curl|wget|https?) [^\n]{0,400}?(?<=\s)(?:-u|--user|-a|--auth)(?:\s|=){0,2}["'{]{0,2}[^\s:"'$<]{1,80}["'}]{0,2}:["'{]{0,2}(?<secret>[^\s"'{}]{4,128})/iy,
    window: 640,
    confidence: 0.75,
    severity: 'high',
    validators: [
      (secret) => /[0-9!@#%^&*]|^[^A-Z]*[A-Z][^a-z]*[a-z][^A-Z]*[A-Z]/.test(secret) && !shown.test(secret),
    ],
    examples: {
      mustMatch: [
        fake('curl -s --user ', 'ada:kV9pz-Lr2 https://api.example.org/v1'),
        fake("curl -u 'ada':'", "kV9pz-Lr2' https://api.example.org/v1"),
      ],
      mustNotMatch: [
        'curl -u "$USER:$PASSWORD" https://api.example.org',
        'curl -u user:password https://x.example',
      ],
    },
  }),
  credential({
    id: 'command-user-password',
    title: 'User and password among the options of a command',
    keywords: ['-u ', '--user ', '--user='],
    pattern:
      /(?<=^|\s)(?:-u|--user)[ =]["']?[A-Za-z0-9._@-]{2,60}["']?:["']?(?<secret>[^\s"'$<>{}]{8,128})(?=["']?(?:\s|$))/iy,
    window: 210,
    confidence: 0.72,
    severity: 'high',
    validators: [
      (secret) =>
        !/^\/|^\d{1,6}$|:\d{1,5}$/.test(secret) &&
        !shown.test(secret) &&
        /[0-9!@#%^&*]|^[^A-Z]*[A-Z][^a-z]*[a-z][^A-Z]*[A-Z]/.test(secret),
    ],
    examples: {
      mustMatch: [fake('  -d world \\\n  -u ada:', 'kV9pzLr2xQ')],
      mustNotMatch: [
        'docker run -u 1000:1000 alpine',
        'docker run -u node:node-group alpine',
        'chown --user ada:staff-group',
      ],
    },
  }),
  credential({
    id: 'client-password-option',
    title: 'Password among the options of a database command',
    keywords: [
      'mysql ',
      'mysqldump ',
      'sshpass ',
      'mongo ',
      'mongosh ',
      'redis-cli ',
      'docker login ',
      'sqlcmd ',
      'ldapsearch ',
      'psql ',
    ],
    pattern:
      /(?:mysql(?:dump)?|sshpass|mongo(?:sh)?|redis-cli|docker login|sqlcmd|ldapsearch|psql) [^\n|;]{0,200}?(?<=\s)(?:-p|-a|-w|-P|--password[= ]|--pass )["']?(?<secret>[^\s"'$<>{}=-][^\s"'$<>{}]{3,80})/y,
    window: 320,
    confidence: 0.75,
    severity: 'high',
    validators: [
      (secret) => /[0-9!@#%^&*]/.test(secret) && !/^\d{1,5}$|^\/|^-/.test(secret) && !shown.test(secret),
    ],
    examples: {
      mustMatch: [
        fake('mysql -u root -p', 'kV9pzLr2 orders'),
        fake('docker login -u ada --password ', 'kV9pzLr2'),
      ],
      mustNotMatch: ['mysql -u root -p orders', 'psql -h db -p 5432 orders'],
    },
  }),
];
