import { generateKeyPair, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { signCertificate } from '@sallyport/certs/x509';
import type { InterceptionAuthority } from './authority.js';
import { tlsLimits } from './limits.js';

const generate = promisify(generateKeyPair);

/** How leaves are made and kept. */
export interface LeafOptions {
  /** Milliseconds that a leaf is valid. */
  readonly leafTime: number;
  /** Leaves that are kept; the one that was not used for longest goes first. */
  readonly leafCache: number;
}

/** A leaf with what TLS needs to serve it. */
export interface Leaf {
  /** The leaf and its authority, as PEM. */
  readonly chain: string;
  readonly context: SecureContext;
  readonly notAfter: number;
}

/** Longest common name (RFC 5280, A.1); the name that counts is the alternative one. */
const longestCommonName = 64;

/** Makes a leaf for each host that is asked for, and keeps as many as are allowed. Their keys are in memory only. */
export class LeafCache {
  readonly #authority: InterceptionAuthority;
  readonly #options: LeafOptions;
  readonly #leaves = new Map<string, Promise<Leaf>>();
  #key: Promise<KeyObject> | undefined;
  made = 0;

  constructor(authority: InterceptionAuthority, options: LeafOptions) {
    this.#authority = authority;
    this.#options = options;
  }

  get size(): number {
    return this.#leaves.size;
  }

  /** @param host a name in ASCII, or an address without brackets */
  async for(host: string): Promise<Leaf> {
    const known = this.#leaves.get(host);
    const leaf = known && (await known.catch(() => undefined));
    const least = this.#options.leafTime * tlsLimits.renewBelowShare;
    if (known && leaf && leaf.notAfter - Date.now() > least) {
      this.#keep(host, known);
      return leaf;
    }
    const current = this.#leaves.get(host);
    if (current && current !== known) return current;
    const made = this.#make(host);
    this.#keep(host, made);
    made.catch(() => this.#leaves.delete(host));
    return made;
  }

  #keep(host: string, leaf: Promise<Leaf>): void {
    this.#leaves.delete(host);
    this.#leaves.set(host, leaf);
    for (const oldest of this.#leaves.keys()) {
      if (this.#leaves.size <= this.#options.leafCache) break;
      this.#leaves.delete(oldest);
    }
  }

  async #make(host: string): Promise<Leaf> {
    const { certificate, key: issuerKey, name } = this.#authority;
    // All leaves of this process share a key of its own: it is no weaker for it, and a new host costs one signature.
    this.#key ??= generate('ec', { namedCurve: 'P-256' }).then(({ privateKey }) => privateKey);
    const key = await this.#key;
    const now = Date.now();
    const end = Math.min(now + this.#options.leafTime, new Date(certificate.validTo).getTime());
    const isAddress = isIP(host) > 0;
    const { pem } = signCertificate({
      kind: 'server',
      commonName: host.length <= longestCommonName ? host : 'intercepted host',
      issuerName: name,
      key,
      issuerKey,
      altNames: isAddress ? { dns: [], ip: [host], uri: [] } : { dns: [host], uri: [] },
      notBefore: new Date(now - tlsLimits.backdateMs),
      notAfter: new Date(end),
    });
    this.made++;
    const chain = pem + certificate.toString();
    return {
      chain,
      notAfter: end,
      context: createSecureContext({
        cert: chain,
        key: key.export({ type: 'pkcs8', format: 'pem' }),
        minVersion: 'TLSv1.2',
      }),
    };
  }
}
