import { createHash } from 'node:crypto';
import type { PresetName } from '../types.js';
import { egressDefaults, egressPresets } from './egress-presets.js';
import type { EgressAction, EgressMode, EgressSettings } from './egress-settings.js';
import type { ConfigValues } from './schema.js';

const second = 1000;
const mebibyte = 1024 * 1024;

/** What a file says of `sallyport run`, with the preset for what it leaves out. */
export function egressOf(values: ConfigValues, preset: PresetName): EgressSettings {
  const base = egressPresets[preset];
  const { fetch_proxy: fetch = {}, tls_interception: tls = {}, scan_api: api = {} } = values;
  const watch = fetch.monitoring ?? {};
  const tokens = api.enabled === false ? [] : (api.auth?.bearer_tokens ?? []);
  return {
    mode: modeOf(values, preset),
    listen: fetch.listen ?? '127.0.0.1:8888',
    ...(values.metrics_listen === undefined ? {} : { metricsListen: values.metrics_listen }),
    defaultAgent: values.default_agent_identity ?? 'anonymous',
    allowlist: values.api_allowlist ?? [],
    blocklist: watch.blocklist ?? egressDefaults.blocklist,
    trustedDomains: values.trusted_domains ?? [],
    internal: values.internal ?? [],
    ssrfAllowlist: values.ssrf?.ip_allowlist ?? [],
    url: {
      maxLength: watch.max_url_length ?? base.urlLength,
      entropy: watch.entropy_threshold ?? base.entropy,
      subdomainEntropy: watch.subdomain_entropy_threshold ?? base.subdomainEntropy,
      entropyExclusions: watch.subdomain_entropy_exclusions ?? [],
    },
    rates: {
      fetchesPerMinute: watch.max_requests_per_minute ?? base.fetchesPerMinute,
      requestsPerMinute: values.forward_proxy?.max_requests_per_minute ?? base.requestsPerMinute,
      bytesPerMinute: watch.max_data_per_minute ?? 0,
    },
    fetch: {
      timeout: (fetch.timeout_seconds ?? 30) * second,
      maxResponseBytes: (fetch.max_response_mb ?? 10) * mebibyte,
      userAgent: fetch.user_agent ?? 'Sallyport/0.1',
    },
    forward: forwardOf(values),
    tls: {
      isEnabled: tls.enabled ?? false,
      ...(tls.ca_cert === undefined ? {} : { caCert: tls.ca_cert }),
      ...(tls.ca_key === undefined ? {} : { caKey: tls.ca_key }),
      ...(tls.crl_file === undefined ? {} : { crl: tls.crl_file }),
      passthrough: tls.passthrough_domains ?? [],
      leafTime: durationOf(tls.cert_ttl ?? '24h'),
      leafCache: tls.cert_cache_size ?? 1000,
      maxResponseBytes: tls.max_response_bytes ?? 5 * mebibyte,
    },
    requests: requestsOf(values),
    responses: {
      exemptDomains: values.response_scanning?.exempt_domains ?? [],
      events: eventsOf(values),
    },
    apiTokenHashes: tokens.map((token) => createHash('sha256').update(token).digest('hex')),
  };
}

/** A preset of that name is not a mode: `strict` blocks what is found, and goes wherever it is not told otherwise. */
function modeOf({ mode, enforce }: ConfigValues, preset: PresetName): EgressMode {
  if (enforce === false) return 'audit';
  return mode ?? (preset === 'audit' ? 'audit' : 'balanced');
}

function forwardOf({
  forward_proxy: forward = {},
  websocket_proxy: sockets,
}: ConfigValues): EgressSettings['forward'] {
  return {
    isEnabled: forward.enabled ?? false,
    tunnelTime: (forward.max_tunnel_seconds ?? 300) * second,
    idleTime: (forward.idle_timeout_seconds ?? 120) * second,
    checkServerName: forward.sni_verification ?? true,
    ports: forward.ports?.map(Number) ?? [443, 8443],
    webSockets: sockets?.enabled ?? true,
  };
}

function requestsOf({ request_body_scanning: bodies = {} }: ConfigValues): EgressSettings['requests'] {
  return {
    scanBodies: bodies.enabled ?? true,
    ...actionOf(bodies.action),
    maxBodyBytes: bodies.max_body_bytes ?? 5 * mebibyte,
    scanHeaders: (bodies.enabled ?? true) && (bodies.scan_headers ?? true),
    headerMode: bodies.header_mode ?? 'all',
    sensitiveHeaders: (bodies.sensitive_headers ?? egressDefaults.sensitiveHeaders).map((name) =>
      name.toLowerCase(),
    ),
    ignoreHeaders: (bodies.ignore_headers ?? []).map((name) => name.toLowerCase()),
  };
}

function eventsOf({ response_scanning: answers }: ConfigValues): EgressSettings['responses']['events'] {
  const events = answers?.sse_streaming ?? {};
  return {
    isEnabled: events.enabled ?? true,
    ...actionOf(events.action),
    maxEventBytes: events.max_event_bytes ?? 64 * 1024,
  };
}

function actionOf(action: EgressAction | undefined): { action?: EgressAction } {
  return action === undefined ? {} : { action };
}

/** `1h30m` in milliseconds. */
function durationOf(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600 * second, m: 60 * second, s: second };
  let time = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)([hms])/g))
    time += Number(count) * (units[unit] ?? 0);
  return time;
}
