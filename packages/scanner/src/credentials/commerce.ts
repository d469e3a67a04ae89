import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const shopify = by('Shopify', '*.myshopify.com', 'shopify.com');

const easypost = by('EasyPost', 'api.easypost.com');

const duffel = by('Duffel', 'api.duffel.com');

const shippo = by('Shippo', 'api.goshippo.com');

const lob = by('Lob', 'api.lob.com');

/** Credentials of shops, shipping and marketplaces. */
export const commerceRules = [
  prefixed('shopify-access-token', 'Shopify access token', 'shpat_', of('anyHex', 32), shopify),
  prefixed('shopify-shared-secret', 'Shopify shared secret', 'shpss_', of('anyHex', 32), shopify),
  prefixed('shopify-custom-token', 'Shopify custom app token', 'shpca_', of('anyHex', 32), shopify),
  prefixed('shopify-private-token', 'Shopify private app token', 'shppa_', of('anyHex', 32), shopify),
  prefixed(
    'paddle-key',
    'Paddle API key',
    ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
    shaped(
      '[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}',
      fake('k3lr9vt4bn8cwmk1pz7sydh2gj', '_k3Lr9vT4bN8cWmK1pZ7sYd', '_k3L'),
    ),
    by('Paddle', 'api.paddle.com'),
  ),
  contextual(
    'lemonsqueezy-key',
    'Lemon Squeezy API key',
    ['lemonsqueezy', 'lemon-squeezy'],
    shaped(
      'eyJ0eXAiOiJKV1Qi[A-Za-z0-9_.-]{100,1200}',
      fake('eyJ0eXAi', 'OiJKV1Qi', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4)),
      1220,
    ),
    by('Lemon Squeezy', 'api.lemonsqueezy.com'),
  ),
  prefixed('easypost-key', 'EasyPost production key', 'EZAK', of('alphanumeric', 54), easypost),
  prefixed('easypost-test-key', 'EasyPost test key', 'EZTK', of('alphanumeric', 54), {
    ...easypost,
    severity: 'high',
  }),
  prefixed('duffel-live-token', 'Duffel live token', 'duffel_live_', of('urlSafe', 43), duffel),
  prefixed('duffel-test-token', 'Duffel test token', 'duffel_test_', of('urlSafe', 43), {
    ...duffel,
    severity: 'high',
  }),
  prefixed('shippo-live-token', 'Shippo live token', 'shippo_live_', of('hex', 40), shippo),
  prefixed('shippo-test-token', 'Shippo test token', 'shippo_test_', of('hex', 40), {
    ...shippo,
    severity: 'high',
  }),
  contextual(
    'lob-key',
    'Lob API key',
    ['lob'],
    shaped('(?:live|test)_[a-f0-9]{35}', fake('live_', '8f14e45fcea167a5a36dedd4bea2543cc9f')),
    lob,
  ),
  contextual(
    'lob-public-key',
    'Lob publishable key',
    ['lob'],
    shaped('(?:live|test)_pub_[a-f0-9]{31}', fake('live_pub_', '8f14e45fcea167a5a36dedd4bea2543')),
    { ...lob, severity: 'low' },
  ),
  contextual(
    'etsy-token',
    'Etsy API key',
    ['etsy'],
    of('digitsAndLower', 24),
    by('Etsy', 'openapi.etsy.com', 'api.etsy.com'),
  ),
  prefixed(
    'ebay-certificate',
    'eBay client secret',
    ['PRD-', 'SBX-'],
    shaped(
      '[a-f0-9]{12}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}',
      '8f14e45fcea1-67a5-a36d-edd4-bea2',
    ),
    by('eBay', 'api.ebay.com'),
  ),
  contextual(
    'gumroad-token',
    'Gumroad access token',
    ['gumroad'],
    of('urlSafe', 43, 64),
    by('Gumroad', 'api.gumroad.com'),
  ),
  contextual(
    'squarespace-token',
    'Squarespace API key',
    ['squarespace'],
    shaped(
      '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
      '4f9a81cc-5628-4331-a7ac-4196fdf16631',
    ),
    by('Squarespace', 'api.squarespace.com'),
  ),
];
