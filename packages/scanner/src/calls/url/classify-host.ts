import { embeddedIPv4, formatAddress, parseIPv4, parseIPv6, type AddressBytes } from './parse-address.js';
import { withoutTrailing } from '../text/order.js';

/** Where a host is, as far as its name or address tells. */
export type HostKind =
  /** The service from which a cloud machine reads its credentials. */
  | 'metadata'
  | 'loopback'
  /** RFC 1918, unique local, carrier-grade NAT. */
  | 'private'
  | 'link-local'
  | 'unspecified'
  /** A name that only a local resolver knows: `.internal`, `.local`, a single label. */
  | 'local-name'
  | 'multicast'
  /** Set aside: documentation, benchmarks, the future. */
  | 'reserved'
  | 'public'
  /** No host at all. */
  | 'invalid';

/** What {@link classifyHost} makes of a host. */
export interface HostClass {
  kind: HostKind;
  /** The host in its usual spelling: lower case, no brackets, addresses in dotted or RFC 5952 form. */
  host: string;
  /** The address that it stands for, where it is one or carries one in its name. */
  address?: string;
  /** How it was written so that a list of addresses would not know it. */
  disguise?: string;
}

const metadataAddresses = new Set([
  '169.254.169.254', // AWS, Azure, Google, DigitalOcean, Hetzner, Oracle
  '169.254.170.2', // AWS, containers
  '169.254.170.23', // AWS, pods
  '169.254.0.23', // Tencent
  '100.100.100.200', // Alibaba
  '192.0.0.192', // Oracle
  '168.63.129.16', // Azure, wire server
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // AWS, pods
  'fd20:ce::254', // Google
  'fd00:42::42', // Scaleway
]);
const metadataNames =
  /^(?:metadata(?:\.google\.internal|\.goog|\.internal|\.tencentyun\.com|\.packet\.net|\.platformequinix\.com|\.hetzner\.cloud|\.ibm\.cloud)?|instance-data(?:\.[a-z0-9-]+)?(?:\.(?:compute|ec2))?(?:\.internal)?|rancher-metadata|api\.metadata\.cloud\.ibm\.com)$/;
const loopbackNames =
  /^(?:localhost|(?:.+\.)?localhost|localhost\d?\.localdomain\d?|ip6-localhost|ip6-loopback|loopback|(?:.+\.)?(?:localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|yoogle\.com|local\.gd|readme\.localtest\.me))$/;
const localNames =
  /^(?:[a-z0-9_-]+|.+\.(?:internal|local|lan|intranet|corp|home|private|localdomain|home\.arpa)|kubernetes\.default(?:\.svc)?(?:\.cluster\.local)?|.+\.svc(?:\.cluster\.local)?)$/;
/** Names that resolve to the address that stands in them. */
const wildcardNames =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|xip\.name|ip\.addr\.tools|traefik\.me|1u\.ms|rbndr\.us|backname\.io)$/;

/** Where a host is, by its name or address alone: nothing is resolved. Takes what may stand in a URL, in any spelling. */
export function classifyHost(text: string): HostClass {
  const folded = foldHost(text);
  const host = folded.replace(/^\[([^\]]*)\]$/, '$1');
  if (host === '' || host.length > 300) return { kind: 'invalid', host: host.slice(0, 300) };
  const zone = host.indexOf('%');
  const bare = zone > 0 && host.includes(':') ? host.slice(0, zone) : host;
  const six = parseIPv6(bare);
  if (six) return classifySix(six, zone > 0 && bare !== host);
  const four = parseIPv4(bare);
  if (four) {
    const isSpelled = !four.isPlain || foldedIsOther(text, bare);
    return { ...classifyFour(four.bytes), ...(isSpelled ? { disguise: spellingOf(text, bare) } : {}) };
  }
  return classifyName(bare, text);
}

function foldHost(text: string): string {
  let host = text.trim();
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(host) && !host.includes(':'); round++) {
    host = host.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  const folded = host
    .replaceAll(/[\u3002\uff0e\uff61]/g, '.')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff\s]/g, '');
  return withoutTrailing(folded, '.');
}

function foldedIsOther(text: string, host: string): boolean {
  return text.trim().toLowerCase().replace(/\.$/, '') !== host;
}

function spellingOf(text: string, host: string): string {
  if (/[^\u0000-\u007f]/.test(text)) return 'written in letters that only look like digits';
  if (text.includes('%')) return 'percent-encoded';
  if (/0x/i.test(host)) return 'written in hexadecimal';
  if (/(?:^|\.)0\d/.test(host)) return 'written in octal';
  if (!host.includes('.')) return 'written as one number';
  return 'written with fewer than four parts';
}

function classifySix(bytes: AddressBytes, hasZone: boolean): HostClass {
  const host = formatAddress(bytes);
  const embedded = embeddedIPv4(bytes);
  if (embedded) {
    const inner = classifyFour(embedded.bytes);
    return { ...inner, host, disguise: embedded.how };
  }
  const [first = 0, second = 0] = bytes;
  const kind = ((): HostKind => {
    if (metadataAddresses.has(host)) return 'metadata';
    if (host === '::1') return 'loopback';
    if (host === '::') return 'unspecified';
    if (first === 0xfe && second >= 0xc0) return 'private';
    if (first === 0xfe && second >= 0x80) return 'link-local';
    if ((first & 0xfe) === 0xfc) return 'private';
    if (first === 0xff) return 'multicast';
    if (first === 0x20 && second === 0x01 && bytes[2] === 0x0d && bytes[3] === 0xb8) return 'reserved';
    return (first & 0xe0) === 0x20 ? 'public' : 'reserved';
  })();
  return { kind, host, address: host, ...(hasZone && kind !== 'public' ? { disguise: 'with a zone' } : {}) };
}

function classifyFour(bytes: AddressBytes): HostClass {
  const host = formatAddress(bytes);
  const [a = 0, b = 0, c = 0] = bytes;
  const kind = ((): HostKind => {
    if (metadataAddresses.has(host)) return 'metadata';
    if (a === 127) return 'loopback';
    if (a === 0) return 'unspecified';
    if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
    if (a === 100 && b >= 64 && b < 128) return 'private';
    if (a === 169 && b === 254) return 'link-local';
    if (a >= 240) return 'reserved';
    if (a >= 224) return 'multicast';
    if (a === 192 && b === 0 && (c === 0 || c === 2)) return 'reserved';
    if ((a === 198 && (b === 18 || b === 19)) || (a === 198 && b === 51 && c === 100)) return 'reserved';
    return a === 203 && b === 0 && c === 113 ? 'reserved' : 'public';
  })();
  return { kind, host, address: host };
}

function classifyName(host: string, text: string): HostClass {
  // A name does not end in a number: what does and is no address is refused by browsers.
  if (!/^[a-z0-9_.\u00a1-\uffff-]+$/.test(host) || /(?:^|\.)\d+$/.test(host))
    return { kind: 'invalid', host };
  const isFolded = foldedIsOther(text, host);
  const disguise = isFolded ? { disguise: 'written in other letters' } : {};
  if (metadataNames.test(host)) return { kind: 'metadata', host, ...disguise };
  if (loopbackNames.test(host)) {
    const isKnown = host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.localdomain');
    return { kind: 'loopback', host, ...(isKnown ? disguise : { disguise: 'by a public name' }) };
  }
  if (wildcardNames.test(host)) {
    const address = addressInName(host);
    const inner = address && classifyFour(address);
    if (inner && inner.kind !== 'public')
      return { ...inner, host, disguise: 'by a public name that resolves to it' };
    return { kind: 'public', host };
  }
  return {
    kind: localNames.test(host) ? 'local-name' : 'public',
    host,
    ...(localNames.test(host) ? disguise : {}),
  };
}

/** `127.0.0.1.nip.io`, `app-10-0-0-1.sslip.io`, `7f000001.nip.io`, `7f000001.c0a80001.rbndr.us`. */
function addressInName(host: string): AddressBytes | undefined {
  const dotted = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])/.exec(host);
  if (dotted) return dotted.slice(1, 5).map(Number);
  const hex = host.split(/[.-]/).filter((label) => /^[0-9a-f]{8}$/.test(label));
  const addresses = hex.map((label) =>
    [0, 2, 4, 6].map((at) => Number.parseInt(label.slice(at, at + 2), 16)),
  );
  return addresses.find((bytes) => classifyFour(bytes).kind !== 'public') ?? addresses[0];
}
