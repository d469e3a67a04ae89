import { Allowance } from '../calls/allowance.js';
import { judgeText } from '../calls/judge-text.js';
import { dataOf } from '../calls/command/data-of.js';
import { isNetwork, isOutside, targetsOf, writesOf } from '../calls/command/words.js';
import { normalizePath } from '../calls/path/normalize-path.js';
import { sensitivityOf } from '../calls/path/sensitivity.js';
import { foldName, intentOf, roleOf, type Role } from '../calls/role.js';
import { interpreters, shells } from '../calls/shell/programs.js';
import { readCommands, type Invocation } from '../calls/shell/read-commands.js';
import { classifyHost } from '../calls/url/classify-host.js';
import { classifyUrl } from '../calls/url/classify-url.js';
import { callLimits, flowLimits } from '../limits.js';
import type { Finding } from '../types.js';
import type { VisitedString } from '../walk/visited-string.js';

/** What a call does, told by its arguments and only then by its tool's name. */
export interface Effects {
  /** What it reads that holds secrets. */
  readsSecrets: string | undefined;
  readsEnvironment: boolean;
  /** Hosts and mailboxes outside that it sends to; empty where it sends nothing. */
  sendsTo: Set<string>;
  /** Whether it hands something to others by another way: a post, a message, an upload. */
  publishes: boolean;
  /** Characters that could carry something. */
  payload: number;
  /** Whether what it carries cannot be read: encoded, compressed, encrypted. */
  isOpaque: boolean;
  writes: { path: string; harm: number }[];
  /** Files that it runs, and texts that it runs. */
  runs: Set<string>;
  programs: VisitedString[];
  /** Whether it has something start by itself. */
  persists: boolean;
  /** What it asks about the machine. */
  asks: Set<string>;
  /** Whether it only touches what lies on this machine. */
  isLocal: boolean;
  /** How sure it is that the call does harm by itself. */
  harm: number;
}

const recipientNames =
  /^(?:to|recipients?|e?mail|email_?address|cc|bcc|channel|channel_?id|chat_?id|phone|phone_?number|webhook(?:_?url)?|callback(?:_?url)?|user_?id|room|topic|destination_?url)$/;
const publishingTools =
  /(?:^|_)(?:send|post|publish|tweet|share|upload|email|mail|notify|reply|comment|broadcast|push|submit|forward|gist|paste|webhook|invite)(?:_|$)/;
const environmentTools =
  /(?:^|_)(?:get_?env|env|environ|environment|printenv|list_env|env_?vars?|getenv)(?:_|$)/;
const mail = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const opaque = /^[A-Za-z0-9+/_=-]{32,}$|^(?:[0-9a-f]{2}[\s:]?){24,}$/i;
const recon: readonly (readonly [string, RegExp])[] = [
  ['user', /^(?:whoami|id|groups|w|who|users|last)$/],
  ['system', /^(?:uname|hostname|hostnamectl|lsb_release|systeminfo|sw_vers|dmidecode|lscpu)$/],
  ['network', /^(?:ifconfig|ip|ipconfig|netstat|ss|arp|route|nmcli)$/],
  ['processes', /^(?:ps|tasklist|pstree)$/],
  ['accounts', /^(?:getent|net|dscl|lastlog)$/],
  ['mounts', /^(?:mount|lsblk|df|findmnt)$/],
  ['schedules', /^(?:crontab|atq|schtasks|systemctl)$/],
];

/** What a call with these arguments does; `findings` are those of the message, so that nothing is judged twice. */
export function effectsOf(
  tool: string | undefined,
  strings: readonly VisitedString[],
  findings: readonly Finding[],
): Effects {
  const name = foldName(tool ?? '');
  const effects: Effects = {
    readsSecrets: undefined,
    readsEnvironment: environmentTools.test(name),
    sendsTo: new Set(),
    publishes: publishingTools.test(name),
    payload: 0,
    isOpaque: false,
    writes: [],
    runs: new Set(),
    programs: [],
    persists: false,
    asks: new Set(),
    isLocal: true,
    harm: 0,
  };
  for (const { category, confidence, rule } of findings) {
    if (category !== 'dangerous-call') continue;
    effects.harm = Math.max(effects.harm, confidence);
    if (rule.startsWith('persistence')) effects.persists = true;
    if (rule === 'code-takes-secrets' && confidence >= 0.5) effects.readsSecrets ??= 'secrets';
  }
  const intent = intentOf(
    tool,
    strings.flatMap(({ memberName }) => memberName ?? []),
  );
  const written = strings.find(({ memberName }) =>
    /^(?:content|contents|data|text|body|file_?text)$/.test(foldName(memberName ?? '')),
  )?.text;
  const allowance = new Allowance();
  for (const string of strings) {
    const role = roleOf(string.memberName, tool);
    if (role === 'command' || role === 'code' || role === 'plain')
      addCommands(string, role, effects, allowance);
    if (role === 'path' && string.text.length <= 1024) {
      if (intent.writes)
        effects.writes.push({ path: normalizePath(string.text).path, harm: harmOf(written) });
      else {
        const sensitive = sensitivityOf(string.text);
        if (sensitive?.kind === 'credential' && sensitive.read >= 0.6) effects.readsSecrets = sensitive.what;
        if (sensitive?.what === 'the list of users') effects.asks.add('accounts');
      }
    }
    addTargets(string, role, effects);
  }
  if (effects.payload < flowLimits.payload) effects.sendsTo.clear();
  effects.isLocal = effects.sendsTo.size === 0 && !effects.publishes;
  return effects;
}

/** How harmful a text would be if it were run. */
function harmOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const intent = { writes: false, deletes: false, lists: false };
  const head = text.slice(0, 2 * callLimits.command);
  const looks = /^#!|\b(?:import|require|exec|eval|system)\b/.test(head)
    ? (['command', 'code'] as const)
    : (['command'] as const);
  return Math.max(
    0,
    ...looks.flatMap((role) => judgeText(head, { role, intent }).map(({ confidence }) => confidence)),
  );
}

function addTargets({ text, memberName }: VisitedString, role: Role, effects: Effects): void {
  const name = foldName(memberName ?? '');
  const isRecipient = recipientNames.test(name);
  const url = text.length <= callLimits.address ? classifyUrl(text.trim()) : undefined;
  if (url?.host && /^(?:https?|wss?|ftp)$/.test(url.scheme)) {
    if (!isOutside(url.host.kind)) return;
    const query = url.path.replace(/^[^?#]*/, '');
    const carried = query.length + (url.path.length > 80 ? url.path.length : 0);
    effects.payload += carried >= 24 ? carried : 0;
    if (/[=/][A-Za-z0-9+/_-]{40,}|(?:%[0-9a-f]{2}){12}/i.test(url.path)) effects.isOpaque = true;
    effects.sendsTo.add(url.host.host);
    return;
  }
  if (isRecipient || role === 'host') {
    for (const [address] of text.slice(0, 2000).matchAll(mail)) effects.sendsTo.add(address.toLowerCase());
    if (role === 'host' && /^[\w.-]+$/.test(text)) {
      const host = classifyHost(text);
      if (host.kind === 'public' && host.host.includes('.')) effects.sendsTo.add(host.host);
    }
    if (isRecipient && effects.publishes) return;
  }
  if (role === 'path' || isRecipient) return;
  effects.payload += text.length;
  if (opaque.test(text.replaceAll(/\s+/g, '').slice(0, 4000))) effects.isOpaque = true;
}

function addCommands(string: VisitedString, role: Role, effects: Effects, allowance: Allowance): void {
  const { text } = string;
  if (role === 'plain' && (text.length > 2000 || !/^[\w./~-]+(?:\s|$)/.test(text))) return;
  if (role !== 'plain') effects.programs.push(string);
  if (role === 'code') {
    if (/\bos\.environ\b(?!\s?\[|\.get)|\bprocess\.env\b(?!\s?[.[])/.test(text))
      effects.readsEnvironment = true;
    if (/\b(?:requests|httpx|axios)\.(?:post|put)|\bfetch\s?\(|urlopen/.test(text)) {
      for (const [, host = ''] of text.slice(0, 65_536).matchAll(/https?:\/\/([\w.-]{3,120})/g))
        if (isOutside(classifyHost(host).kind)) effects.sendsTo.add(host.toLowerCase());
    }
    return;
  }
  const isMeant = role === 'command';
  if (!allowance.isLeft(isMeant)) return;
  const { invocations, characters } = readCommands(text.slice(0, callLimits.command));
  allowance.spend(isMeant, characters + callLimits.judging * invocations.length);
  for (const invocation of invocations) addInvocation(invocation, effects);
}

function addInvocation(invocation: Invocation, effects: Effects): void {
  const { name, args, path } = invocation;
  const data = dataOf(invocation);
  if (data.worth === 3 && data.what === 'the environment') effects.readsEnvironment = true;
  else if (data.worth === 3 && !data.what.startsWith('the variable')) effects.readsSecrets = data.what;
  for (const [kind, programs] of recon)
    if (programs.test(name) && !/^(?:systemctl|ip)$/.test(name + args.join(''))) effects.asks.add(kind);
  if (name === 'sudo' && args.includes('-l')) effects.asks.add('powers');
  if (/\/etc\/passwd/.test(args.join(' '))) effects.asks.add('accounts');
  if (isNetwork(invocation)) {
    for (const { text, url } of targetsOf(invocation)) {
      if (url.host && isOutside(url.host.kind)) effects.sendsTo.add(url.host.host);
      if (url.path.length > 40) effects.payload += url.path.length;
      if (/[=/][A-Za-z0-9+/_-]{40,}/.test(text)) effects.isOpaque = true;
    }
    if (
      args.some((arg) => /^(?:-d|--data\S*|-F|--form|-T|--upload-file|--post-\w+)$/.test(arg)) ||
      /^(?:nc|scp|rsync|sftp|mail|sendmail)$/.test(name)
    ) {
      effects.payload += args.join(' ').length;
      if (args.some((arg) => opaque.test(arg))) effects.isOpaque = true;
      if (/^(?:nc|scp|rsync|sftp)$/.test(name))
        effects.sendsTo.add(args.find((arg) => /[.:@]/.test(arg)) ?? name);
    }
  }
  for (const { path: file } of writesOf(invocation)) {
    const words =
      invocation.redirects.find(({ body }) => body !== undefined)?.body ??
      (name === 'echo' || name === 'printf' ? args.join(' ') : undefined);
    effects.writes.push({ path: normalizePath(file).path, harm: harmOf(words) });
  }
  if (path.includes('/')) effects.runs.add(normalizePath(path).path);
  if (shells.has(name) || Object.hasOwn(interpreters, name) || name === 'source' || name === '.') {
    for (const arg of args)
      if (!arg.startsWith('-') && arg.length < 300) effects.runs.add(normalizePath(arg).path);
  }
}
