import { credential, fake } from './credential.js';

/** What stands for a password in documentation, or is so common that it says nothing. */
const shown =
  /^(?:(?:my|your|the|new|some)?[-_ ]?(?:super|top)?[-_ ]?(?:secret)?[-_ ]?pass(?:word|wd|phrase)?\d{0,4}|foobared|secret|public|private|user(?:name)?|token|x+|\*+|none|true|false|null)$/i;
const isChosen = (secret: string): boolean =>
  /\d|[!@#%^&*]/.test(secret) && /[a-z]/i.test(secret) && !shown.test(secret);

/** Passwords where servers, networks and programs keep theirs, in the syntax of each. */
export const serviceConfigRules = [
  credential({
    id: 'redis-requirepass',
    title: 'Password of a Redis configuration',
    keywords: ['requirepass ', 'masterauth '],
    pattern: /(?:requirepass|masterauth)\s{1,4}["']?(?<secret>[^\s"'<>${}]{8,128})/iy,
    window: 150,
    confidence: 0.75,
    severity: 'high',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('requirepass ', 'kV9pzLr2xQ')],
      mustNotMatch: ['requirepass foobared', 'requirepass <password>'],
    },
  }),
  credential({
    id: 'sshpass-password',
    title: 'Password on the command line of sshpass',
    keywords: ['sshpass -p'],
    pattern: /sshpass -p\s{0,2}["']?(?<secret>[^\s"'<>${}`]{4,80})/iy,
    window: 100,
    confidence: 0.75,
    severity: 'high',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('sshpass -p "', 'kV9pzLr2" ssh root@db.internal')],
      mustNotMatch: ['sshpass -p "$PASS" ssh host', 'sshpass -p password ssh host'],
    },
  }),
  credential({
    id: 'net-use-password',
    title: 'Password on the command line of net use',
    keywords: ['net use '],
    pattern: /net use\s[^\n]{0,80}(?:\/user:\S{1,60}\s{1,3}(?<secret>[^\s/"'<>$%*]{6,64})(?=\s|$))/iy,
    window: 240,
    confidence: 0.75,
    severity: 'high',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('net use z: \\\\fs\\share /user:corp\\ada ', 'kV9pzLr2!')],
      mustNotMatch: ['net use z: \\\\server\\share /user:corp\\ada *', 'net use z: /delete'],
    },
  }),
  credential({
    id: 'login-call-password',
    title: 'Password in a call that logs in',
    keywords: ['.login('],
    pattern:
      /\.login\(\s{0,2}["'][^\s"'@]{2,60}@[^\s"']{3,60}["']\s{0,2},\s{0,2}["'](?<secret>[^\s"'<>${}]{6,64})["']/iy,
    window: 220,
    confidence: 0.75,
    incomingConfidence: 0.6,
    severity: 'high',
    validators: [(secret) => !shown.test(secret)],
    examples: {
      mustMatch: [fake("conn.login('svc@shop.test', '", "kV9pzLr2xQ', done)")],
      mustNotMatch: ["conn.login('ada@example.org', 'password')", 'conn.login(user, password)'],
    },
  }),
  credential({
    id: 'wireless-passphrase',
    title: 'Passphrase of a wireless network',
    keywords: ['wpa_passphrase=', 'psk="'],
    pattern: /(?:wpa_passphrase=|psk=")(?<secret>[^\s"'<>${}]{8,63})(?=["\s]|$)/iy,
    window: 90,
    confidence: 0.75,
    severity: 'high',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('wpa_passphrase=', 'kV9pz-Lr2xQ'), fake('ssid="home"\n  psk="', 'kV9pzLr2xQ"')],
      mustNotMatch: ['wpa_passphrase=${PSK}', 'psk="password"'],
    },
  }),
  credential({
    id: 'device-community',
    title: 'Community string of a network device (SNMP)',
    keywords: ['snmp-server community ', 'community string: ', 'rocommunity ', 'rwcommunity '],
    pattern:
      /(?:snmp-server community|community string:|r[ow]community)\s{1,3}(?<secret>[A-Za-z0-9!@#%^&*_-]{6,64})(?=\s|$)/iy,
    window: 110,
    confidence: 0.72,
    severity: 'medium',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('snmp-server community ', 'kV9pzLr2 RO')],
      mustNotMatch: ['snmp-server community public RO', 'rocommunity private'],
    },
  }),
  credential({
    id: 'property-password',
    title: 'Password in a property of a configuration',
    keywords: ['password">', "password'>"],
    pattern:
      /password["']>\s{0,3}(?<secret>[^\s<>${}]{6,64})\s{0,3}<\/(?:property|entry|value|string|prop|param|setting|init-param)>/iy,
    window: 110,
    confidence: 0.75,
    incomingConfidence: 0.6,
    severity: 'high',
    validators: [isChosen],
    examples: {
      mustMatch: [fake('<property name="connection.password">', 'kV9pzLr2!</property>')],
      mustNotMatch: [
        '<property name="password">${db.password}</property>',
        '<label for="password">Password1</label>',
      ],
    },
  }),
];
