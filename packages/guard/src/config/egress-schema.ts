import { isIP } from 'node:net';
import { limits } from '../limits.js';
import { foreignKeys } from './foreign-keys.js';
import { actionOnWhole } from './scanning-nodes.js';
import type { FlagNode, ListNode, NoEffectNode, NumberNode, SectionNode, TextNode } from './schema-node.js';

const flag = (about: string): FlagNode => ({ kind: 'flag', about });
const text = (about: string): TextNode => ({ kind: 'text', about });
const path = (about: string): TextNode => ({ kind: 'text', isPath: true, about });
const noEffect = (about: string): NoEffectNode => ({ kind: 'no-effect', about });
const count = (about: string, least = 1, most = Number.MAX_SAFE_INTEGER): NumberNode => ({
  kind: 'number',
  least,
  most,
  isWhole: true,
  about,
});
const bits = (about: string): NumberNode => ({ kind: 'number', least: 0, most: 8, about });
const list = (item: TextNode, about: string): ListNode & { item: TextNode } => ({
  kind: 'list',
  most: limits.configEntries,
  item,
  about,
});

const host: TextNode = {
  kind: 'text',
  about: 'A host: `example.com`, or `*.example.com` for it and every name below it.',
  check: (value) =>
    /^(?:\*\.)?[a-z0-9_\u00a1-\uffff-]+(?:\.[a-z0-9_\u00a1-\uffff-]+)+\.?$/i.test(value) ||
    /^[a-z0-9-]+$/i.test(value) ||
    isIP(value) > 0
      ? undefined
      : 'A host is written as example.com, or *.example.com for every name below it too',
};

const network: TextNode = {
  kind: 'text',
  about: 'A network: `10.1.0.0/16`, `fd12::/32`, or one address.',
  check: (value) => {
    const [address = '', length, ...more] = value.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const isGood =
      family > 0 &&
      more.length === 0 &&
      (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most));
    return isGood ? undefined : 'A network is written as 10.1.0.0/16 or fd12::/32';
  },
};

const name = text('A name of a header.');
const port: TextNode = {
  kind: 'text',
  about: 'A port, in quotes.',
  check: (value) =>
    /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536
      ? undefined
      : 'A port is a number from 1 to 65535, in quotes',
};

/** `HOST:PORT`. */
const listen = (about: string): TextNode => ({
  kind: 'text',
  about,
  check: (value) =>
    /^(?:\[[\da-f:.]+\]|[\w.-]*):\d{1,5}$/i.test(value) ? undefined : 'It is written as 127.0.0.1:8888',
});

/** A time as Go writes it. */
const duration = (about: string): TextNode => ({
  kind: 'text',
  about,
  check: (value) => (/^(?:\d+(?:h|m|s))+$/.test(value) ? undefined : 'A time is written as 24h, 90m or 30s'),
});

/** The sections that only `sallyport run` acts on. */
export const egressSections = {
  api_allowlist: list(host, 'Hosts that may be reached in `mode: strict`, and no others.'),
  trusted_domains: list(host, 'Hosts that may lie at internal addresses.'),
  internal: list(network, 'Networks that count as internal besides the known ones.'),
  ssrf: {
    kind: 'section',
    about: 'Requests to internal addresses, which are refused in every mode.',
    keys: { ip_allowlist: list(network, 'Internal networks that may be reached all the same.') },
  },
  default_agent_identity: text('Who asks, where a request does not say. Default `anonymous`.'),
  metrics_listen: listen('Where `/metrics` and `/stats` are served, in place of the one port.'),
  fetch_proxy: {
    kind: 'section',
    about: '`GET /fetch?url=…`, and what holds for addresses at every door of `sallyport run`.',
    keys: {
      listen: listen('The one port of `sallyport run`. Default `127.0.0.1:8888`.'),
      timeout_seconds: count('How long a fetch may take. Default 30.', 1, 3600),
      max_response_mb: count('Mebibytes of an answer. Default 10.', 1, 1024),
      user_agent: text('What a fetch calls itself.'),
      monitoring: {
        kind: 'section',
        about: 'What is looked at in addresses, and how often they may be asked for.',
        keys: {
          max_url_length: count('Characters.', 16, 65_536),
          entropy_threshold: bits(
            'Bits per character from which a long segment of a path is taken for smuggled data. 0: not looked at.',
          ),
          subdomain_entropy_threshold: bits('The same for a label of a host. 0: not looked at.'),
          subdomain_entropy_exclusions: list(host, 'Hosts whose labels are not looked at.'),
          max_requests_per_minute: count('Fetches and tunnels per agent and host. 0: no bound.', 0),
          max_data_per_minute: count('Bytes per agent and host, both ways. 0: no bound.', 0),
          blocklist: list(
            host,
            'Hosts that are never reached. A list here takes the place of the usual one.',
          ),
        },
      },
    },
  },
  forward_proxy: {
    kind: 'section',
    about: 'Absolute addresses and CONNECT, for programs that know HTTP_PROXY and HTTPS_PROXY.',
    keys: {
      enabled: flag('Off unless turned on.'),
      max_tunnel_seconds: count('How long a tunnel may last. Default 300.', 1, 86_400),
      idle_timeout_seconds: count('How long a tunnel may be silent. Default 120.', 1, 86_400),
      max_requests_per_minute: count(
        'Requests per agent and host, besides fetches and tunnels. Default 1200; 0: no bound.',
        0,
      ),
      sni_verification: flag('Whether the name in a TLS greeting must be that of the tunnel. Default true.'),
      ports: list(port, 'Ports to which tunnels may go. Default 443 and 8443.'),
      redirect_websocket_hosts: noEffect('WebSockets are passed through where they are.'),
    },
  },
  websocket_proxy: {
    kind: 'section',
    about: 'WebSockets over the forward proxy. Their messages are scanned both ways.',
    keys: {
      enabled: flag('Whether upgrades are passed through. Default true.'),
      ...foreignKeys.websocket_proxy,
    },
  },
  tls_interception: {
    kind: 'section',
    about: 'Looking into tunnels, with an authority of your own: `sallyport tls init`.',
    keys: {
      enabled: flag('Off unless turned on; needs the forward proxy.'),
      ca_cert: path('Its certificate. Default `ca.pem` in SALLYPORT_HOME.'),
      ca_key: path('Its key (mode 0600). Default `ca-key.pem` in SALLYPORT_HOME.'),
      crl_file: path('Revocation lists (PEM) that certificates of servers are set against.'),
      passthrough_domains: list(host, 'Hosts whose tunnels are not looked into.'),
      cert_ttl: duration('How long a certificate for a host lasts. Default 24h.'),
      cert_cache_size: count('Certificates kept. Default 1000.', 1, 100_000),
      max_response_bytes: count(
        'Bytes of an answer that are held whole, so that it can be refused or stripped; a longer one is scanned as it passes, and what is found ends it. Default 5242880.',
        1024,
      ),
    },
  },
  request_body_scanning: {
    kind: 'section',
    about: 'What leaves in bodies and headers of requests.',
    keys: {
      enabled: flag('Default true.'),
      action: actionOnWhole,
      max_body_bytes: count(
        'Bytes of a body that are held whole, so that it can be refused or stripped; a longer one is scanned as it passes, and what is found ends it. Default 5242880.',
        1024,
      ),
      scan_headers: flag('Default true.'),
      header_mode: {
        kind: 'choice',
        values: ['sensitive', 'all'],
        about: '`sensitive` looks at the headers named below, `all` (the default) at every one.',
      },
      sensitive_headers: list(name, 'Headers that carry credentials.'),
      ignore_headers: list(name, 'Headers that are not looked at.'),
    },
  },
  scan_api: {
    kind: 'section',
    about: '`POST /api/v1/scan`, for callers that are not in the path.',
    keys: {
      enabled: flag('Default: on where there is a token.'),
      auth: {
        kind: 'section',
        about: 'Who may ask.',
        keys: {
          bearer_tokens: list(
            {
              kind: 'text',
              about: 'A token of 16 characters or more.',
              check: (value) => (value.length >= 16 ? undefined : 'A token has 16 characters or more'),
            },
            'Any of these is needed. Keep the file private (mode 0600).',
          ),
        },
      },
      ...foreignKeys.scan_api,
    },
  },
} as const satisfies SectionNode['keys'];

/** What `response_scanning` has for HTTP answers alone. */
export const egressResponseKeys = {
  exempt_domains: list(host, 'Hosts whose HTTP answers are not scanned.'),
  sse_streaming: {
    kind: 'section',
    about: 'Answers that are streams of events, scanned event by event.',
    keys: {
      enabled: flag('Default true; `false` reads such an answer whole first.'),
      action: actionOnWhole,
      max_event_bytes: count('Bytes of one event; a longer one ends the stream. Default 65536.', 1024),
    },
  },
} as const satisfies SectionNode['keys'];
