import { commandRule, judged, surest, type CommandRule, type Context, type Judgement } from '../call-rule.js';
import type { SensitivePath } from '../path/sensitive-paths.js';
import { sensitivityOf } from '../path/sensitivity.js';
import type { Invocation } from '../shell/read-commands.js';
import { accessOf, filesOf, isSecretName, tells } from './data-of.js';
import { hasFlag, operandsOf, writesOf } from './words.js';
import { comesAfter } from '../text/order.js';

function judgeFiles(command: Invocation, { invocations }: Context): Judgement | undefined {
  const { name, args } = command;
  const access = accessOf(command);
  const found: (Judgement | undefined)[] = [];
  if (name !== 'cd' && name !== 'chmod' && name !== 'ssh' && name !== 'mkdir') {
    for (const file of filesOf(command)) {
      const sensitive = sensitivityOf(file);
      if (!sensitive || (sensitive.kind !== 'credential' && sensitive.what !== 'who may become root'))
        continue;
      const isFolder = sensitive.what.startsWith('the folder');
      const share = access === 'reads' ? 1 : access === 'lists' ? 0.6 : 0.72;
      // Only what opens a folder takes its contents.
      const deep = !isFolder || /^(?:tar|zip|7z|cp|scp|rsync|grep|rg|find|curl)$/.test(name) ? 1 : 0.7;
      const confidence = sensitive.read * share * deep * useOf(command, file, sensitive, invocations);
      found.push({ confidence, does: `${access === 'lists' ? 'looks at' : 'reads'} ${sensitive.what}` });
    }
  }
  const line = `${name} ${args.join(' ')}`;
  return surest(
    ...found,
    judged(
      tells.test(line),
      /secretsmanager|ssm|vault|get-access|print-|auth token/.test(line) ? 0.58 : 0.76,
      'prints credentials',
    ),
    judgeSearch(command),
    judgeDump(command),
  );
}

/** Less than 1 where a command uses a file for what it is there for, or only puts it elsewhere. */
function useOf(
  command: Invocation,
  file: string,
  { what }: SensitivePath,
  invocations: readonly Invocation[],
): number {
  const { name, args } = command;
  const isOwn =
    /^(?:ssh-keygen|ssh-add|ssh-copy-id|git|docker|docker-compose|node|tsx|dotenv|touch|ls)$/.test(name) ||
    (name === 'openssl' && !/^(?:enc|base64|rsa|pkey|ec)$/.test(args[0] ?? ''));
  if (isOwn) return 0.6;
  if (what === 'a file of secrets') {
    if (name === 'source' || name === '.') return 0.6;
    // `export $(cat .env | xargs)` sets variables and shows nothing.
    const outer = invocations.find(({ inner }) => inner.includes(command));
    if (outer?.name === 'export') return 0.6;
  }
  if (!/^(?:cp|mv|install|ln)$/.test(name)) return 1;
  return file === operandsOf(command).at(-1) ? 0.7 : 0.85;
}

/** Looking for credentials everywhere. */
function judgeSearch(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const line = args.join(' ');
  if (name === 'find' || name === 'locate' || name === 'fd' || name === 'mdfind') {
    const isFor =
      /id_(?:rsa|dsa|ed25519|ecdsa)|\.pem|\.ppk|\.kdbx|\.env\b|credentials|wallet\.dat|\.aws|\.ssh|passw|secret|shadow|\.htpasswd|wp-config/i.test(
        line,
      );
    const isWide =
      /^(?:\/|~|\/home|\/root|\/etc|\/var|\/Users|c:\/|\/opt)\/?$/i.test(operandsOf(command)[0] ?? '') ||
      name === 'locate' ||
      name === 'mdfind';
    return surest(
      judged(isFor && isWide, 0.78, 'looks for credentials everywhere'),
      judged(
        /-perm[ =]?[/-]?(?:u=s|[24]000|[24]755|6000|\+s)/.test(line) && name === 'find',
        0.76,
        'looks for programs that run as root',
      ),
    );
  }
  if (/^(?:grep|egrep|rg|ag|ack|findstr)$/.test(name)) {
    const isFor =
      /passw|secret|api[_-]?key|token|aws_|akia|private.key|BEGIN (?:RSA|OPENSSH)|credential/i.test(
        operandsOf(command)[0] ?? line,
      );
    const isDeep = hasFlag(command, 'rR', '--recursive') || name !== 'grep';
    const isWide = operandsOf(command)
      .slice(1)
      .some((operand) =>
        /^(?:\/|~|\/home|\/root|\/etc|\/var(?:\/\w+)?|\/proc|\/opt|c:\\?)[\\/]?\*?$/i.test(operand),
      );
    const ofEnvironment = command.before.some(
      (one) =>
        /^(?:env|printenv|set|export|declare)$/.test(one.name) &&
        one.args.every((arg) => arg.startsWith('-')),
    );
    return surest(
      judged(isFor && isDeep && isWide, 0.76, 'looks for credentials everywhere'),
      judged(isFor && ofEnvironment, 0.74, 'picks the secrets out of the environment'),
    );
  }
  if (name === 'printenv' || name === 'echo' || name === 'printf') {
    const names =
      name === 'printenv' ? operandsOf(command) : command.words.flatMap(({ variables }) => variables);
    const isKept = writesOf(command).length > 0 || command.after.length > 0;
    return judged(names.some(isSecretName) && !isKept, 0.6, 'prints a secret of the environment');
  }
  return undefined;
}

/** Memory, hives and caches that hold the credentials of others. */
function judgeDump({ name, args }: Invocation): Judgement | undefined {
  const line = args.join(' ');
  if (
    /^(?:mimikatz|lazagne|secretsdump(?:\.py)?|pypykatz|hashdump|lsassy|nanodump|unshadow|mimipenguin|chromepass|trufflehog-steal)$/.test(
      name,
    )
  )
    return { confidence: 0.95, does: 'takes credentials out of the system' };
  if (name === 'reg')
    return judged(
      comesAfter(line, /\b(?:save|export)\b/i, /hk(?:lm|ey_local_machine)\W*(?:sam|security|system)\b/i),
      0.94,
      'takes the credentials of Windows',
    );
  if (name === 'procdump' || name === 'procdump64')
    return judged(/lsass/i.test(line), 0.95, 'takes the credentials of Windows');
  if (name === 'ntdsutil')
    return judged(/ifm|ac i ntds/i.test(line), 0.93, 'takes the credentials of a domain');
  if (name === 'gcore' || name === 'gdb')
    return judged(
      /(?:^| )-p \d+|--pid|^\d+$/.test(line) && (name === 'gcore' || /dump|generate-core|gcore/.test(line)),
      0.74,
      'reads the memory of a process',
    );
  if (name === 'cmdkey' || name === 'vaultcmd')
    return judged(/\/list/i.test(line), 0.62, 'lists the credentials of Windows');
  if (name === 'netsh')
    return judged(comesAfter(line, /wlan/i, /key=clear/i), 0.84, 'prints the keys of networks');
  if (name === 'git')
    return judged(/^credential fill|^credential-\w+ get/.test(line), 0.74, 'prints credentials');
  if (name === 'tcpdump' || name === 'tshark')
    return judged(/ -w|-A|-X/.test(` ${line}`), 0.56, 'listens to the network');
  return undefined;
}

function judgeEnvironment(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const isDump =
    (name === 'env' ||
      name === 'printenv' ||
      name === 'set' ||
      (name === 'export' && args[0] === '-p') ||
      (name === 'declare' && args[0] === '-x') ||
      name === 'compgen') &&
    args.every((arg) => /^-[px0]$/.test(arg));
  const isWritten = writesOf(command).some(({ path }) => path !== '/dev/null');
  return judged(isDump && name !== 'compgen', isWritten ? 0.62 : 0.52, 'prints the whole environment');
}

function judgeTool({ name, args }: Invocation, { invocations }: Context): Judgement | undefined {
  const line = args.join(' ');
  if (
    /^(?:xmrig|minerd|cpuminer|ethminer|cgminer|bfgminer|nbminer|t-rex|phoenixminer|xmr-stak)$/.test(name) ||
    /stratum\+(?:tcp|ssl):\/\//.test(line)
  )
    return { confidence: 0.94, does: 'mines coins' };
  if (
    /^(?:hydra|medusa|john|hashcat|sqlmap|nikto|masscan|zmap|responder|crackmapexec|netexec|nxc|impacket-\w+|evil-winrm|bloodhound|rubeus|linpeas(?:\.sh)?|winpeas|lse\.sh|pspy(?:64)?|gobuster|ffuf|wfuzz|dirb|feroxbuster|aircrack-ng|ettercap|bettercap|setoolkit|powersploit)$/.test(
      name,
    ) &&
    // Some of them are words and names, too.
    (args.some((arg) => /^-|[/.:=]/.test(arg)) || /^(?:linpeas|winpeas|lse|pspy)/.test(name))
  )
    return { confidence: 0.8, does: 'runs a tool for attacks' };
  if (name === 'nmap')
    return judged(/-s[SUAXN]|--script|-A\b|-p-|\/\d{1,2}\b/.test(line), 0.72, 'scans a network');
  if (name === 'ping' || name === 'hping3')
    return judged(name === 'hping3' || hasFlag({ args }, 'f'), 0.74, 'floods a machine');
  const about =
    /^(?:whoami|id|uname|hostname|ifconfig|ip|netstat|ss|ps|last|w|who|arp|route|lsb_release|systeminfo|ipconfig|net|nltest|getent|groups|sudo|crontab|lastlog|dmesg|mount|lscpu|tasklist|quser|wmic)$/;
  if (!about.test(name)) return undefined;
  const kinds = new Set(invocations.filter((one) => about.test(one.name)).map((one) => one.name));
  return judged(kinds.size >= 5, 0.72, 'finds out all about the machine');
}

/** Credentials read, the environment printed, tools for attacks. */
export const accessRules: readonly CommandRule[] = [
  commandRule({
    id: 'credential-file-access',
    title: 'Credentials read by a command',
    severity: 'critical',
    confidence: 0.72,
    why: 'The command reads files or stores in which credentials are kept, and what it prints comes back into the conversation.',
    references: ['T1552', 'T1003', 'CWE-522', 'OWASP-MCP01'],
    finds: [
      'cat ~/.ssh/id_rsa',
      'cp /etc/shadow /tmp/s',
      'head -c 4096 /proc/1/environ',
      'find / -name "id_rsa" 2>/dev/null',
      'security dump-keychain login.keychain',
      'reg save HKLM\\\\SAM sam.hive',
    ],
    passes: [
      'cat ~/.ssh/id_ed25519.pub',
      'cp .env.example .env',
      'ssh -i ~/.ssh/id_rsa web',
      'ls -la ~/.ssh',
      'docker compose --env-file .env up',
      'grep -rn password src/',
      'cat README.md',
    ],
    judge: judgeFiles,
  }),
  commandRule({
    id: 'environment-dump',
    title: 'The environment printed',
    severity: 'low',
    confidence: 0.5,
    why: 'The command prints every variable, and some of them tend to be secrets.',
    references: ['T1082', 'CWE-526'],
    finds: ['env', 'printenv'],
    passes: ['env NODE_ENV=test node app.js', 'printenv PATH'],
    judge: judgeEnvironment,
  }),
  commandRule({
    id: 'attack-tool',
    title: 'A tool or a routine of attackers',
    severity: 'high',
    why: 'The command runs a program made for attacks, or one after the other the commands with which attackers look around.',
    references: ['T1046', 'T1082', 'T1496', 'T1110'],
    finds: [
      'xmrig -o stratum+tcp://pool.example:3333 -u 4x',
      'hydra -l root -P words.txt ssh://203.0.113.2',
      'whoami; id; uname -a; ip a; ps aux; last',
    ],
    passes: ['whoami', 'ps aux | grep node', 'uname -a', 'ip addr show'],
    judge: judgeTool,
  }),
];
