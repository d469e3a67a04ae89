import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const cloudflare = by('Cloudflare', 'api.cloudflare.com');

/** Credentials of content networks, tunnels and domain registrars. */
export const networkRules = [
  prefixed(
    'cloudflare-user-token',
    'Cloudflare token',
    ['cfut_', 'cfat_', 'cfk_'],
    of('alphanumeric', 40, 52),
    cloudflare,
  ),
  contextual(
    'cloudflare-api-token',
    'Cloudflare API token',
    ['cloudflare', 'cf-api', 'cf-token'],
    of('urlSafe', 40),
    {
      ...cloudflare,
      words: 'token|key|secret|auth',
    },
  ),
  contextual(
    'cloudflare-global-key',
    'Cloudflare global API key',
    ['cloudflare', 'cf-api', 'x-auth-key'],
    of('hex', 37),
    {
      ...cloudflare,
      words: '',
    },
  ),
  prefixed('cloudflare-origin-key', 'Cloudflare origin CA key', 'v1.0-', of('urlSafe', 150, 190), cloudflare),
  contextual(
    'cloudflare-tunnel-token',
    'Cloudflare tunnel token',
    ['cloudflared', 'tunnel'],
    shaped(
      'eyJhIjoi[A-Za-z0-9+/=_-]{100,400}',
      fake('eyJhIj', 'oi', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4)),
      408,
    ),
    {
      ...cloudflare,
      words: 'token|run',
    },
  ),
  contextual('fastly-key', 'Fastly API token', ['fastly'], of('urlSafe', 32), by('Fastly', 'api.fastly.com')),
  prefixed('ngrok-key', 'ngrok API key', 'ak_2', of('alphanumeric', 40, 50), by('ngrok', 'api.ngrok.com')),
  contextual(
    'ngrok-authtoken',
    'ngrok authtoken',
    ['ngrok'],
    shaped(
      '[0-9][A-Za-z0-9]{20,30}_[0-9A-Za-z]{20,24}',
      fake('2k3Lr9vT4bN8cWmK1pZ7sYdH2gJ', '_', '5qF6oRk3Lr9vT4bN8cWmK'),
      55,
    ),
    {
      ...by('ngrok', '*.ngrok.com'),
      words: 'token|auth',
    },
  ),
  prefixed(
    'tailscale-key',
    'Tailscale key',
    'tskey-',
    of('urlSafe', 24, 80),
    by('Tailscale', 'api.tailscale.com'),
  ),
  contextual(
    'zerotier-token',
    'ZeroTier API token',
    ['zerotier'],
    of('alphanumeric', 32),
    by('ZeroTier', 'api.zerotier.com'),
  ),
  prefixed(
    'defined-networking-token',
    'Defined Networking API token',
    'dnkey-',
    of('urlSafe', 26, 90),
    by('Defined Networking', 'api.defined.net'),
  ),
  contextual(
    'godaddy-key',
    'GoDaddy API key',
    ['godaddy', 'sso-key'],
    shaped(
      '[A-Za-z0-9]{8,14}_[A-Za-z0-9]{21,22}(?::[A-Za-z0-9]{21,22})?',
      fake('dKy3Lr9vT4bN', '_', '8cWmK1pZ7sYdH2gJ5qF6oR'),
      60,
    ),
    {
      ...by('GoDaddy', 'api.godaddy.com'),
      words: '',
    },
  ),
  contextual('gandi-key', 'Gandi API key', ['gandi'], of('alphanumeric', 24), by('Gandi', 'api.gandi.net')),
  contextual(
    'namecheap-key',
    'Namecheap API key',
    ['namecheap'],
    of('hex', 32),
    by('Namecheap', 'api.namecheap.com'),
  ),
  contextual(
    'dnsimple-token',
    'DNSimple token',
    ['dnsimple'],
    of('alphanumeric', 32, 40),
    by('DNSimple', 'api.dnsimple.com'),
  ),
  contextual(
    'bunny-key',
    'bunny.net API key',
    ['bunny', 'bunnycdn'],
    shaped(
      '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}(?:[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})?',
      uuid.sample,
      72,
    ),
    by('bunny.net', 'api.bunny.net'),
  ),
];
