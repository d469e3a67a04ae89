import type { Action } from '../types.js';

/** How `sallyport run` treats hosts that it does not know: `strict` asks for an allow-list, `audit` only records. */
export type EgressMode = 'strict' | 'balanced' | 'audit';

/** What happens to what is found on the way out or back. */
export type EgressAction = Exclude<Action, 'allow'>;

/** What `sallyport run` does, as the configuration says it or by default. Times in milliseconds, sizes in bytes. */
export interface EgressSettings {
  mode: EgressMode;
  /** `HOST:PORT` of the one port. */
  listen: string;
  /** Where `/metrics` and `/stats` are served instead; undefined for the one port. */
  metricsListen?: string;
  /** Who asks, where it does not say. */
  defaultAgent: string;
  /** Hosts that may be reached in `strict` mode, as `example.com` or `*.example.com`. */
  allowlist: readonly string[];
  /** Hosts that are never reached, in every mode. */
  blocklist: readonly string[];
  /** Hosts that may lie at internal addresses. */
  trustedDomains: readonly string[];
  /** Internal networks besides the known ones, in CIDR notation. */
  internal: readonly string[];
  /** Internal networks that may be reached all the same, in CIDR notation. */
  ssrfAllowlist: readonly string[];
  url: {
    /** Characters. */
    maxLength: number;
    /** Bits per character of a segment of the path, and of a label of the name. 0 turns the check off. */
    entropy: number;
    subdomainEntropy: number;
    entropyExclusions: readonly string[];
  };
  /** Per agent and host; fetches and tunnels by one bound, other requests by another. 0 for no bound. */
  rates: { fetchesPerMinute: number; requestsPerMinute: number; bytesPerMinute: number };
  fetch: { timeout: number; maxResponseBytes: number; userAgent: string };
  forward: {
    isEnabled: boolean;
    tunnelTime: number;
    idleTime: number;
    checkServerName: boolean;
    /** Ports to which tunnels may go; empty for all. */
    ports: readonly number[];
    webSockets: boolean;
  };
  tls: {
    isEnabled: boolean;
    /** Absolute paths; undefined for `ca.pem` and `ca-key.pem` in SALLYPORT_HOME. */
    caCert?: string;
    caKey?: string;
    /** A file of PEM revocation lists for upstream certificates. */
    crl?: string;
    passthrough: readonly string[];
    leafTime: number;
    leafCache: number;
    maxResponseBytes: number;
  };
  requests: {
    scanBodies: boolean;
    /** Undefined: as the preset has it. */
    action?: EgressAction;
    maxBodyBytes: number;
    scanHeaders: boolean;
    headerMode: 'sensitive' | 'all';
    sensitiveHeaders: readonly string[];
    ignoreHeaders: readonly string[];
  };
  responses: {
    /** Hosts whose answers are not scanned. */
    exemptDomains: readonly string[];
    events: { isEnabled: boolean; action?: EgressAction; maxEventBytes: number };
  };
  /** SHA-256 in hex of the bearer tokens of the scan API; empty turns it off. */
  apiTokenHashes: readonly string[];
}
