import { normalizePath } from '../path/normalize-path.js';
import { unknown } from '../shell/syntax.js';
import type { Invocation } from '../shell/read-commands.js';
import type { HostKind } from '../url/classify-host.js';
import { classifyUrl, type UrlClass } from '../url/classify-url.js';
import { withoutTrailing } from '../text/order.js';

/** Whether a command has an option, by its letter (also among others: `-rf`) or by its long name. */
export function hasFlag(
  { args }: Pick<Invocation, 'args'>,
  letters: string,
  ...names: readonly string[]
): boolean {
  return args.some((arg) => {
    if (arg.startsWith('--')) return names.includes(arg.split('=', 1)[0] ?? '');
    if (arg.startsWith('-') && names.includes(arg)) return true;
    return /^-[A-Za-z0-9]+$/.test(arg) && Array.from(letters).some((letter) => arg.includes(letter));
  });
}

/** The words that are no options. */
export function operandsOf({ args }: Pick<Invocation, 'args'>): string[] {
  const end = args.indexOf('--');
  return args.filter((arg, index) => index !== end && (!/^[-+]./.test(arg) || (end >= 0 && index > end)));
}

/** The value of an option: `-o x`, `-ox` and `--output=x`. */
export function valuesOf({ args }: Pick<Invocation, 'args'>, ...names: readonly string[]): string[] {
  const values: string[] = [];
  for (const [index, arg] of args.entries()) {
    for (const name of names) {
      if (arg === name) values.push(args[index + 1] ?? '');
      else if (
        name.startsWith('--') ? arg.startsWith(`${name}=`) : arg.startsWith(name) && arg.length > name.length
      ) {
        values.push(arg.slice(name.length + (name.startsWith('--') ? 1 : 0)));
      }
    }
  }
  return values;
}

/** How far a deletion or a change of permissions at a path reaches. */
export type Reach = 'everything' | 'home' | 'system' | 'here' | 'unknown';

const systemFolder =
  /^\/(?:bin|boot|dev|etc|home|lib|lib64|opt|proc|root|sbin|srv|sys|usr|var|system|users|library|applications|mnt|media|data)(?:\/\*)?$|^\/(?:usr|var)\/(?:lib|bin|sbin|log|local|www|spool)(?:\/\*)?$|^\/(?:boot|bin|sbin|lib|lib64)\/|^c:\/(?:windows|users|program files[^/]*|programdata)(?:\/|$)/;

/** How far a path reaches; undefined for an ordinary one. */
export function reachOf(operand: string): Reach | undefined {
  const text = operand.trim();
  if (/^\/+(?:\.\/*|\*+|\.\*|\.\/\*)?$/.test(text)) return 'everything';
  if (text.startsWith(unknown)) return /^\uFFFC+\/?\*?$/.test(text) ? 'unknown' : undefined;
  const { path } = normalizePath(text);
  if (/^\/\*?$|^[a-z]:\/?\*?(?:\.\*)?$|^\/\/$/.test(path) && text.length > 1) return 'everything';
  if (/^~(?:\/\*|\/\.\*|\/?\.?\[\^?.*\]\*?)?$/.test(path)) return 'home';
  if (
    /^~\/(?:documents|desktop|pictures|downloads|library|projects|\.config|\.ssh|\.aws|\.gnupg)(?:\/\*)?$/.test(
      path,
    )
  )
    return 'home';
  if (systemFolder.test(path)) return 'system';
  return /^(?:\.|\.\.|\*|\.\*|\.\/\*|\.\.\/\*|\*\.\*)$/.test(withoutTrailing(text, '/')) ? 'here' : undefined;
}

const fetchers = new Set([
  'curl',
  'wget',
  'aria2c',
  'http',
  'https',
  'httpie',
  'xh',
  'fetch',
  'lwp-request',
  'lwp-download',
  'lynx',
  'w3m',
  'links',
  'axel',
]);

/** Whether a command gets something from the network. */
export function isFetch({ name, args }: Pick<Invocation, 'name' | 'args'>): boolean {
  if (!fetchers.has(name)) return false;
  return !args.some((arg) => /^(?:--version|--help|-V)$/.test(arg)) && args.length > 0;
}

/** Whether a command goes out to the network at all. */
export function isNetwork(command: Pick<Invocation, 'name' | 'args'>): boolean {
  return (
    isFetch(command) ||
    /^(?:nc|socat|telnet|ssh|scp|sftp|rsync|ftp|tftp|lftp|ncftpput|rclone|mail|mailx|mutt|sendmail|ssmtp|msmtp|swaks|dig|nslookup|host|drill|curlftpfs|openssl|gsutil|s3cmd|croc|wormhole|magic-wormhole|websocat|grpcurl)$/.test(
      command.name,
    )
  );
}

/** The addresses among the words of a command that goes out. */
export function targetsOf({
  name,
  args,
}: Pick<Invocation, 'name' | 'args'>): { text: string; url: UrlClass }[] {
  const targets: { text: string; url: UrlClass }[] = [];
  for (const arg of args) {
    const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(arg) ? arg : bareAddress(name, arg);
    const url = text === undefined ? undefined : classifyUrl(text);
    if (text !== undefined && url?.host) targets.push({ text, url });
  }
  return targets;
}

function bareAddress(name: string, arg: string): string | undefined {
  if (!fetchers.has(name) || arg.startsWith('-') || arg.startsWith('@')) return undefined;
  return /^(?:[\w-]+\.)+[a-z]{2,}(?:[:/?]|$)|^\d{1,3}(?:\.\d{1,3}){0,3}(?:[:/]|$)|^localhost\b|^\[[\da-f:]+\]|^0x[\da-f]+/i.test(
    arg,
  )
    ? `http://${arg}`
    : undefined;
}

/** Whether a host is elsewhere; addresses that are set aside count, since nobody honest serves from them. */
export function isOutside(kind: HostKind): boolean {
  return kind === 'public' || kind === 'reserved';
}

/** Places made to take in whatever is sent to them. */
const dropHosts =
  /(?:^|\.)(?:webhook\.site|requestbin\.(?:com|net)|pipedream\.net|hookbin\.com|beeceptor\.com|requestcatcher\.com|interact\.sh|oast\.(?:fun|me|live|pro|online|site)|oastify\.com|burpcollaborator\.net|canarytokens\.(?:com|org)|dnslog\.cn|ceye\.io|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|serveo\.net|localhost\.run|loca\.lt|transfer\.sh|file\.io|0x0\.st|bashupload\.com|temp\.sh|gofile\.io|anonfiles\.com|catbox\.moe|termbin\.com|ix\.io|sprunge\.us|paste\.rs|pastebin\.com|hastebin\.com|dpaste\.(?:com|org)|ghostbin\.com|rentry\.co|controlc\.com|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org\/bot|hooks\.zapier\.com|tmpfiles\.org|oshi\.at|keep\.sh)(?:[:/]|$)/i;

/** Whether an address is one where strangers pick up what was sent: a drop service, or a bare public number. */
export function isDrop({ text, url }: { text: string; url: UrlClass }): boolean {
  const { host } = url;
  if (!host) return false;
  const isBareNumber = isOutside(host.kind) && host.address !== undefined;
  const isOnion = /\.(?:onion|i2p)$/.test(host.host);
  return (
    isBareNumber ||
    isOnion ||
    host.disguise !== undefined ||
    dropHosts.test(text.replace(/^[a-z]+:\/\//i, ''))
  );
}

const installers =
  /^(?:sh\.rustup\.rs|get\.docker\.com|deb\.nodesource\.com|rpm\.nodesource\.com|bun\.sh|deno\.land|install\.python-poetry\.org|astral\.sh|get\.pnpm\.io|ollama\.com|get\.helm\.sh|get\.k3s\.io|get\.sdkman\.io|fnm\.vercel\.app|get\.volta\.sh|starship\.rs|mise\.run|dot\.net|nixos\.org|install\.determinate\.systems|cli\.github\.com|fly\.io|pkgs\.tailscale\.com|tailscale\.com|just\.systems|bootstrap\.pypa\.io|yarnpkg\.com|www\.npmjs\.com|claude\.ai|raw\.githubusercontent\.com\/(?:Homebrew\/install|nvm-sh\/nvm|helm\/helm|ohmyzsh\/ohmyzsh|pyenv\/pyenv-installer|golangci\/golangci-lint|rbenv\/rbenv-installer|astral-sh|docker\/)[^\s]*)(?:\/|$)/i;

/** Whether an address is one from which many people install by running what it sends. */
export function isInstaller({ text }: { text: string }): boolean {
  return /^https:\/\//i.test(text) && installers.test(text.replace(/^https:\/\//i, ''));
}

/** Targets of redirections that write. */
export function writesOf({ redirects }: Pick<Invocation, 'redirects'>): { path: string; isAdded: boolean }[] {
  return redirects
    .filter(({ operator }) => operator === '>' || operator === '>>' || operator === '>&')
    .map(({ operator, target }) => ({ path: target.text, isAdded: operator === '>>' }));
}
