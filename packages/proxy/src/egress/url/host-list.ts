import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A list of hosts as configurations have it: `example.com`, or `*.example.com` for it and every name below. */
export class HostList {
  readonly #exact = new Set<string>();
  readonly #below: string[] = [];

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const isBelow = pattern.startsWith('*.');
      const host = canonicalHost(isBelow ? pattern.slice(2) : pattern);
      this.#exact.add(host);
      if (isBelow) this.#below.push(`.${host}`);
    }
  }

  get isEmpty(): boolean {
    return this.#exact.size === 0;
  }

  /** @param host as `URL.hostname` has it. */
  has(host: string): boolean {
    const name = canonicalHost(host);
    return this.#exact.has(name) || this.#below.some((suffix) => name.endsWith(suffix));
  }
}

/** Lower case, without brackets and the root's dot; names in ASCII. */
export function canonicalHost(host: string): string {
  const bare = host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  return isIP(bare) > 0 ? bare : domainToASCII(bare) || bare;
}

/** Second levels under which anybody registers, as `co.uk`. */
const secondLevels = /^(?:ac|co|com|edu|gob|gov|govt|ltd|me|mil|ne|net|nom|or|org|sch)$/;

/** The name under which somebody registered a host, near enough to count by: `example.co.uk` for `a.b.example.co.uk`. */
export function domainOf(host: string): string {
  const name = canonicalHost(host);
  if (isIP(name) > 0) return name;
  const labels = name.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const length = top.length === 2 && secondLevels.test(second) ? 3 : 2;
  return labels.slice(-length).join('.');
}
