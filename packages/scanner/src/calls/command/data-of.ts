import { sensitivityOf } from '../path/sensitivity.js';
import type { Invocation } from '../shell/read-commands.js';
import { hasFlag, isFetch, operandsOf, valuesOf } from './words.js';

/** What data a command handles: the worse, the more telling that it sends them. */
export interface Data {
  /** 0 for none or harmless, 1 for any file, 2 for what tells about the machine, 3 for secrets. */
  worth: 0 | 1 | 2 | 3;
  what: string;
}

const none: Data = { worth: 0, what: 'nothing' };
const secretName =
  /(?:^|_)(?:SECRET|TOKEN|PASSWORD|PASSWD|PASS|CREDENTIALS?|APIKEY|API_KEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY|AUTH|SESSION|COOKIE)(?:_|$)|_KEY$/i;

/** Whether a variable's name says that it holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !/PUBLIC|_ID$|KEY_?(?:PATH|FILE|NAME)|SSH_AUTH_SOCK/i.test(name);
}

const readers =
  /^(?:cat|tac|nl|less|more|most|bat|head|tail|view|vim?|nano|emacs|strings|xxd|od|hexdump|base64|base32|uuencode|openssl|gzip|bzip2|xz|zstd|zip|7z|tar|cp|scp|rsync|dd|grep|egrep|fgrep|rg|ag|ack|awk|sed|cut|sort|uniq|rev|jq|yq|paste|tee|diff|cmp|type|get-content|gc|copy|copy-item|xcopy|robocopy|install|ln|mv|gpg|split|fold|fmt|column|comm|join|look|iconv|file|wc|md5sum|sha256sum|sqlite3|python|perl|node|ruby|php|source|\.|xargs|while|read|mapfile|printf|echo|git|curl|wget|nc|socat|pr|expand|tr|shuf|hd|busybox|ssh-add|ssh-keygen|john|hashcat|ssh2john|plutil|security|unshadow)$/;
const listers =
  /^(?:ls|dir|stat|find|tree|du|test|\[|\[\[|realpath|readlink|locate|which|get-childitem|gci|chmod|chown|mkdir|touch|rm|unlink)$/;

/** How a command stands to the files that it names. */
export function accessOf({ name }: Invocation): 'reads' | 'lists' | 'other' {
  // A bare redirection feeds a loop.
  if (name === '') return 'reads';
  if (readers.test(name)) return 'reads';
  return listers.test(name) ? 'lists' : 'other';
}

/** Files that a command is given: words, `@file`, `< file`, `of=`, options with a value. */
export function filesOf(command: Invocation): string[] {
  const { args, redirects, name } = command;
  const files: string[] = [];
  const isPattern = /^(?:grep|egrep|fgrep|rg|ag|ack|sed|awk|jq|yq)$/.test(name);
  const isText = /^(?:echo|printf)$/.test(name);
  // The key with which a program shows who it is stays on this machine.
  const own = new Set(
    /^(?:ssh|scp|sftp|rsync|openssl|ansible|ansible-playbook)$/.test(name)
      ? valuesOf(
          command,
          '-i',
          '-F',
          '-keyout',
          '-out',
          '-inkey',
          '-key',
          '-CAkey',
          '-signkey',
          '--private-key',
          '-e',
          '--rsh',
        )
      : [],
  );
  const operands = operandsOf(command).filter((operand) => !own.has(operand));
  for (const [index, operand] of operands.entries()) {
    if (isText || (isPattern && index === 0 && !args.some((arg) => /^-(?:f|e)$/.test(arg)))) continue;
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(operand) && !/^file:/i.test(operand)) continue;
    files.push(/^(?:if|file|path)=/.test(operand) ? operand.slice(operand.indexOf('=') + 1) : operand);
  }
  for (const arg of args) {
    const [, attached] = /(?:^|[=:;])@-?([^@\s]+)$/.exec(arg) ?? /^(?:-{1,2}[\w-]+)=(.+)$/.exec(arg) ?? [];
    if (attached !== undefined && !isText) files.push(attached);
    if (/^file:/i.test(arg)) files.push(arg);
  }
  for (const { operator, target } of redirects)
    if (operator === '<' || operator === '<>') files.push(target.text);
  return files
    .map((file) => file.replace(/^@/, ''))
    .filter((file) => !/^\/dev\/(?:null|stdin|tty)$/.test(file));
}

/** Each command is asked by several rules, and by all that stand after it. */
const known = new WeakMap<Invocation, Data>();

/** What a command prints or passes on. */
export function dataOf(command: Invocation): Data {
  const found = known.get(command) ?? lookUp(command);
  known.set(command, found);
  return found;
}

function lookUp(command: Invocation): Data {
  const { name, args } = command;
  const listed = command.redirects.some(({ operator }) => operator === '>' || operator === '>>');
  let best = ofProgram(command);
  for (const file of filesOf(command)) {
    const sensitive = sensitivityOf(file);
    if (accessOf(command) === 'lists' && name !== 'find') continue;
    if (sensitive?.kind === 'credential' && sensitive.read >= 0.55) best = { worth: 3, what: sensitive.what };
    else if (sensitive && sensitive.kind !== 'persistence' && sensitive.read >= 0.3)
      best = better(best, { worth: 2, what: sensitive.what });
  }
  for (const word of command.words) {
    for (const variable of word.variables) {
      if (isSecretName(variable)) best = better(best, { worth: 3, what: `the variable ${variable}` });
    }
  }
  return listed && args.length === 0 ? none : best;
}

function ofProgram(command: Invocation): Data {
  const { name, args } = command;
  const line = args.join(' ');
  if (name === 'printenv' || name === 'set' || name === 'declare' || name === 'export' || name === 'env') {
    const named = operandsOf(command);
    if (
      named.some((operand) => !isSecretName(operand)) ||
      (name !== 'env' && name !== 'printenv' && args.some((arg) => arg.includes('=')))
    )
      return none;
    return { worth: 3, what: 'the environment' };
  }
  if (
    /^(?:whoami|id|hostname|uname|ifconfig|ip|w|who|last|netstat|ss|ps|systeminfo|ipconfig|arp|route|getent|lsb_release|dmidecode|pwd|ls|dir|tree|find|history)$/.test(
      name,
    )
  ) {
    return { worth: name === 'history' ? 3 : 2, what: 'facts about the machine' };
  }
  if (/^(?:mysqldump|pg_dump(?:all)?|mongodump|sqlite3|mysql|psql)$/.test(name))
    return { worth: 2, what: 'a database' };
  if (/^(?:tar|zip|7z|rar)$/.test(name))
    return {
      worth: /(?:^|\s)(?:~|\/home|\/root|\/etc|\/|\/var\/www)\/?(?:\s|$)/.test(line) ? 2 : 1,
      what: 'a folder',
    };
  if (
    /^(?:aws|gcloud|gh|kubectl|security|pass|vault|op|bw|gpg|az)$/.test(name) &&
    tells.test(`${name} ${line}`)
  )
    return { worth: 3, what: 'credentials' };
  if (/^(?:get-clipboard|pbpaste|xclip|xsel)$/.test(name)) return { worth: 2, what: 'the clipboard' };
  if (
    /^(?:cat|base64|xxd|gzip|head|tail|openssl|dd|od|hexdump|bzip2|xz|strings|grep|awk|sed|tac|nl|cut|rev|get-content|gc|type)$/.test(
      name,
    )
  ) {
    return {
      worth: filesOf(command).some((file) => file !== '-' && !file.startsWith('/dev/fd')) ? 1 : 0,
      what: 'a file',
    };
  }
  return none;
}

/** Commands that print credentials. */
export const tells =
  /^(?:aws (?:configure export-credentials|sts get-session-token|secretsmanager get-secret-value|ssm get-parameters?\b.*--with-decryption|ecr get-login)|gcloud auth (?:print-(?:access|identity)-token|application-default print)|az account get-access-token|gh auth token|kubectl (?:get|describe) secrets?\b.*(?:-o|--output)|kubectl config view.*--raw|security (?:find-(?:generic|internet)-password.*-w|dump-keychain|export)|pass show|vault (?:kv get|read|token)|op (?:read|item get)|bw (?:get|list)|gpg .*--export-secret)/;

function better(a: Data, b: Data): Data {
  return b.worth > a.worth ? b : a;
}

/** What comes to a command: from its own words and files, and from the commands before it in its pipeline. */
export function incomingData(command: Invocation): Data {
  let best = none;
  for (const one of [...command.before, ...command.inner]) best = better(best, dataOf(one));
  return best;
}

/** What a command sends away, and where it is said that it does. */
export function sentData(command: Invocation): Data {
  const { name, args } = command;
  let best = incomingData(command);
  if (isFetch(command)) {
    const bodies = [
      ...valuesOf(
        command,
        '-d',
        '--data',
        '--data-binary',
        '--data-raw',
        '--data-urlencode',
        '-F',
        '--form',
        '-T',
        '--upload-file',
        '--post-data',
        '--post-file',
        '--body-data',
        '--body-file',
        '--json',
      ),
    ];
    const files = valuesOf(command, '-T', '--upload-file', '--post-file', '--body-file');
    if (name !== 'curl') files.push(...args.flatMap((arg) => /^[\w-]*=?@(.+)$/.exec(arg)?.[1] ?? []));
    const sends = bodies.length > 0 || (name === 'http' && args.some((arg) => /[@=]/.test(arg)));
    for (const file of [
      ...files,
      ...bodies.flatMap((body) =>
        /@|<|^[^=&{]*$/.test(body) ? [body.replace(/^.*?[@<]/, '').split(';', 1)[0] ?? ''] : [],
      ),
    ]) {
      const sensitive = sensitivityOf(file);
      if (sensitive?.kind === 'credential' && sensitive.read >= 0.55)
        best = { worth: 3, what: sensitive.what };
    }
    if (!sends && !/[?&=]|\uFFFC/.test(args.join(' ')) && command.inner.length === 0)
      return best.worth === 3 ? { ...best, worth: 2 } : none;
    for (const word of command.words) {
      const isHeader =
        /^(?:authorization|x-[\w-]*(?:key|token)|private-token|api-key|cookie|proxy-authorization)\s*:/i.test(
          word.text,
        );
      for (const variable of word.variables)
        if (!isHeader && isSecretName(variable))
          best = better(best, { worth: 3, what: `the variable ${variable}` });
    }
    if (sends && (files.length > 0 || bodies.some((body) => /@|^</.test(body))) && best.worth === 0)
      best = { worth: 1, what: 'a file' };
    return best;
  }
  for (const file of filesOf(command)) {
    const sensitive = sensitivityOf(file);
    if (sensitive?.kind === 'credential' && sensitive.read >= 0.55) best = { worth: 3, what: sensitive.what };
    else if (sensitive && sensitive.read >= 0.3) best = better(best, { worth: 2, what: sensitive.what });
  }
  for (const word of command.words) {
    for (const variable of word.variables)
      if (isSecretName(variable)) best = better(best, { worth: 3, what: `the variable ${variable}` });
  }
  if (
    best.worth === 0 &&
    command.redirects.some(({ operator, target }) => operator === '<' && target.text !== '/dev/null') &&
    !hasFlag(command, 'N', 'q')
  )
    best = { worth: 1, what: 'a file' };
  return best;
}
