import type { AuditLog } from '@sallyport/audit';
import type { GuardConfig } from '@sallyport/guard';
import { compileKnownSecrets, type ScanOptions } from '@sallyport/scanner';
import type { Agent } from 'undici';
import { createBodyInspector } from './content/index.js';
import { CheckedDialer, type Resolver } from './dial/dialer.js';
import { Gate } from './gate.js';
import { Http2Upstreams } from './http2-upstreams.js';
import { egressLimits } from './limits.js';
import type { Registry } from './metrics/registry.js';
import type { Stats } from './metrics/stats.js';
import { AddressMeter } from './policy/address-meter.js';
import { PolicyJudge, type EgressEvent } from './policy/judge.js';
import type { UseMeter } from './policy/meter.js';
import {
  authorityFiles,
  createInterceptor,
  createSecureDialer,
  LeafCache,
  openAuthority,
  openRevocationLists,
} from './tls/index.js';
import type { EgressContext, InterceptTunnel } from './types.js';
import { openUpstreams } from './upstream.js';
import { UrlRules } from './url/check-url.js';
import { HostList } from './url/host-list.js';

/** What outlives a change of the configuration. */
export interface EgressServices {
  /** Where the authority for interception lies unless the configuration says otherwise. */
  readonly home: string;
  readonly audit: AuditLog;
  readonly meters: Registry;
  readonly stats: Stats;
  readonly meter: UseMeter;
  readonly note: (text: string) => void;
  readonly onEvent: (event: EgressEvent) => void;
  /** How names are resolved; by the system unless given. */
  readonly resolve?: Resolver | undefined;
  /** PEM of what upstreams are verified by; the system's trust anchors unless given. */
  readonly anchors?: string | undefined;
}

/** Everything that one configuration comes to. It is made anew as a whole when the configuration changes. */
export interface EgressState extends EgressContext {
  readonly config: GuardConfig;
  readonly judge: PolicyJudge;
  readonly meters: Registry;
  readonly stats: Stats;
  readonly meter: UseMeter;
  readonly apiMeter: AddressMeter;
  readonly rules: UrlRules;
  readonly gate: Gate;
  readonly upstreams: Agent;
  readonly http2Upstreams: Http2Upstreams;
  /** Hosts whose tunnels are never looked into. */
  readonly passthrough: HostList;
  /** Where tunnels are looked into. */
  readonly intercept: InterceptTunnel | undefined;
}

/** Makes the state of a configuration. @throws AuthorityError where tunnels are to be looked into and there is no authority */
export function createState(
  config: GuardConfig,
  scan: Omit<ScanOptions, 'direction'>,
  services: EgressServices,
): EgressState {
  const { audit, meters, stats, meter, note, onEvent, resolve, anchors } = services;
  const { egress: settings } = config;
  const knownSecrets = scan.knownSecrets ?? compileKnownSecrets({ values: [] });
  const judge = new PolicyJudge({ config, audit, meters, onEvent });
  const rules = new UrlRules(settings);
  const dialer = new CheckedDialer(rules, resolve);
  const { crl } = settings.tls;
  const secure = createSecureDialer({
    dialer,
    anchors,
    revocationLists: crl === undefined ? undefined : openRevocationLists(crl),
  });
  return {
    config,
    settings,
    judge,
    dialer,
    secure,
    bodies: createBodyInspector({ settings, judge, scan }),
    knownSecrets,
    scan,
    meters,
    stats,
    meter,
    apiMeter: new AddressMeter(egressLimits.apiPerMinute),
    note,
    rules,
    gate: new Gate({ settings, rules, judge, scan, meter }),
    upstreams: openUpstreams(dialer, secure),
    http2Upstreams: new Http2Upstreams(secure),
    passthrough: new HostList(settings.tls.passthrough),
    intercept: settings.tls.isEnabled ? interceptorOf(settings.tls, services.home) : undefined,
  };
}

function interceptorOf(tls: EgressContext['settings']['tls'], home: string): InterceptTunnel {
  const files = authorityFiles(home);
  const authority = openAuthority({
    certificate: tls.caCert ?? files.certificate,
    key: tls.caKey ?? files.key,
  });
  return createInterceptor(new LeafCache(authority, tls));
}
