import type { EgressSettings } from '@sallyport/guard';
import { classifyHost } from '@sallyport/scanner';
import { isSmuggledLabel, isSmuggledSegment } from './entropy.js';
import { HostList } from './host-list.js';
import { AddressRules, kindWords } from './networks.js';
import { decodings } from './read-url.js';

/** What is wrong with an address that can be read. */
export interface AddressRefusal {
  readonly status: 403;
  readonly rule: string;
  readonly reason: string;
  readonly hint: string;
  /** Refused in every mode: nothing that a warning could make good. */
  readonly isFirm: boolean;
}

/** The rules of a configuration for addresses; nothing is resolved. */
export class UrlRules {
  readonly addresses: AddressRules;
  readonly #settings: EgressSettings;
  readonly #allowlist: HostList;
  readonly #blocklist: HostList;
  readonly #trusted: HostList;
  readonly #unlooked: HostList;

  constructor(settings: EgressSettings) {
    this.#settings = settings;
    this.#allowlist = new HostList(settings.allowlist);
    this.#blocklist = new HostList(settings.blocklist);
    this.#trusted = new HostList(settings.trustedDomains);
    this.#unlooked = new HostList(settings.url.entropyExclusions);
    this.addresses = new AddressRules({ internal: settings.internal, allowed: settings.ssrfAllowlist });
  }

  /** Whether a host may lie at internal addresses. */
  isTrusted(host: string): boolean {
    return this.#trusted.has(host);
  }

  check(url: URL): AddressRefusal | undefined {
    return this.#checkLists(url) ?? this.checkHost(url.hostname) ?? this.#checkShape(url);
  }

  /** Whether a host is internal by its name or address alone. */
  checkHost(host: string): AddressRefusal | undefined {
    if (this.isTrusted(host)) return undefined;
    const found = classifyHost(host);
    if (found.kind === 'public' && found.address === undefined) return undefined;
    const fault = found.address === undefined ? undefined : this.addresses.fault(found.address);
    // Names of a local network are judged by the addresses that they resolve to.
    const isBad = fault ?? (found.kind === 'metadata' || found.kind === 'invalid' ? found : undefined);
    if (!isBad || (found.address !== undefined && !fault)) return undefined;
    const why = fault?.why ?? `${found.host} is ${kindWords[found.kind]}`;
    return { ...ssrf(`SSRF blocked: ${why}`), isFirm: true };
  }

  #checkLists(url: URL): AddressRefusal | undefined {
    const host = url.hostname;
    if (this.#blocklist.has(host)) {
      return no(
        'url-blocklist',
        `domain is on the blocklist: ${host}`,
        'Use another source. A person can change fetch_proxy.monitoring.blocklist.',
      );
    }
    if (this.#settings.mode === 'strict' && !this.#allowlist.has(host)) {
      return no(
        'url-allowlist',
        `domain is not on the allowlist: ${host}`,
        'In strict mode only hosts of api_allowlist are reached. A person can add it.',
      );
    }
    return undefined;
  }

  #checkShape(url: URL): AddressRefusal | undefined {
    const { maxLength, entropy, subdomainEntropy } = this.#settings.url;
    if (url.href.length > maxLength) {
      return no(
        'url-length',
        `the address is longer than ${maxLength} characters`,
        'Ask with a shorter address.',
      );
    }
    if (this.#allowlist.has(url.hostname) || this.#unlooked.has(url.hostname)) return undefined;
    if (isSmuggledLabel(url.hostname, subdomainEntropy) !== undefined) {
      return no(
        'url-subdomain-entropy',
        'high entropy subdomain: a label of the host looks like encoded data',
        'If the host is known, a person can add it to fetch_proxy.monitoring.subdomain_entropy_exclusions.',
      );
    }
    const pieces = [...url.pathname.split('/'), ...url.searchParams.values()];
    const smuggled = pieces.some((piece) => isSmuggledSegment(decodings(piece).at(-1) ?? piece, entropy));
    return smuggled
      ? no(
          'url-entropy',
          'high entropy segment: a part of the address looks like encoded data',
          'If the host is known, a person can add it to api_allowlist, or raise fetch_proxy.monitoring.entropy_threshold.',
        )
      : undefined;
  }
}

/** A refusal of an internal address. */
export function ssrf(reason: string): { status: 403; rule: string; reason: string; hint: string } {
  return {
    status: 403,
    rule: 'ssrf',
    reason,
    hint: 'Internal addresses are not reached from here. A person can add the network to ssrf.ip_allowlist.',
  };
}

function no(rule: string, reason: string, hint: string): AddressRefusal {
  return { status: 403, rule, reason, hint, isFirm: false };
}
