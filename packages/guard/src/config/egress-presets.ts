import type { PresetName } from '../types.js';

/** What a preset says of addresses. Entropy in bits per character; 0 turns a check off. */
interface EgressPreset {
  urlLength: number;
  entropy: number;
  subdomainEntropy: number;
  fetchesPerMinute: number;
  requestsPerMinute: number;
}

const usual: EgressPreset = {
  urlLength: 2048,
  entropy: 4.5,
  subdomainEntropy: 4,
  fetchesPerMinute: 60,
  requestsPerMinute: 1200,
};
const agent: EgressPreset = { ...usual, urlLength: 4096, fetchesPerMinute: 120 };

/** The presets' bounds on addresses. */
export const egressPresets: Readonly<Record<PresetName, EgressPreset>> = {
  balanced: usual,
  strict: {
    ...usual,
    urlLength: 1024,
    entropy: 4,
    subdomainEntropy: 3.5,
    fetchesPerMinute: 30,
    requestsPerMinute: 600,
  },
  audit: { ...usual, fetchesPerMinute: 0, requestsPerMinute: 0 },
  'generic-agent': { ...agent, entropy: 5 },
  'claude-code': agent,
};

/** What holds in every preset where a file does not say otherwise. */
export const egressDefaults = {
  /** Where things are put for anybody to pick up: pastes, drop boxes, catchers of requests, tunnels to nowhere. */
  blocklist: [
    '*.pastebin.com',
    '*.hastebin.com',
    '*.transfer.sh',
    '*.file.io',
    '*.webhook.site',
    '*.requestbin.com',
    '*.pipedream.net',
    '*.requestcatcher.com',
    '*.ngrok.io',
    '*.ngrok-free.app',
    '*.trycloudflare.com',
    '*.interact.sh',
  ],
  sensitiveHeaders: [
    'authorization',
    'cookie',
    'x-api-key',
    'api-key',
    'x-token',
    'x-auth-token',
    'proxy-authorization',
    'x-goog-api-key',
  ],
} as const;
