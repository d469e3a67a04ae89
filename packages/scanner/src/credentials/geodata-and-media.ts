import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const contentful = by('Contentful', 'api.contentful.com', 'cdn.contentful.com', 'preview.contentful.com');

const mapbox = by('Mapbox', 'api.mapbox.com');

/** Credentials of design, content, map and data services. */
export const mediaRules = [
  prefixed(
    'figma-token',
    'Figma personal access token',
    ['figd_', 'figu_', 'figo_', 'figp_', 'figoh_'],
    of('urlSafe', 36, 64),
    by('Figma', 'api.figma.com'),
  ),
  prefixed('frameio-token', 'Frame.io token', 'fio-u-', of('urlSafe', 64), by('Adobe', 'api.frame.io')),
  prefixed(
    'adobe-client-secret',
    'Adobe client secret',
    'p8e-',
    of('alphanumeric', 32),
    by('Adobe', 'ims-na1.adobelogin.com', '*.adobe.io'),
  ),
  contextual('adobe-client-id', 'Adobe client id', ['adobe'], of('hex', 32), {
    ...by('Adobe', '*.adobe.io'),
    severity: 'low',
  }),
  prefixed('contentful-token', 'Contentful personal token', 'CFPAT-', of('urlSafe', 43), contentful),
  contextual(
    'contentful-delivery-token',
    'Contentful delivery token',
    ['contentful'],
    of('urlSafe', 43),
    contentful,
  ),
  contextual(
    'webflow-token',
    'Webflow API token',
    ['webflow'],
    of('hex', 64),
    by('Webflow', 'api.webflow.com'),
  ),
  contextual(
    'wakatime-key',
    'WakaTime API key',
    ['wakatime'],
    shaped('(?:waka_)?[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}', `waka_${uuid.sample}`),
    { ...by('WakaTime', 'wakatime.com', 'api.wakatime.com') },
  ),
  prefixed('mapbox-secret-token', 'Mapbox secret token', 'sk.eyJ', of('dotted', 60, 300), mapbox),
  prefixed('mapbox-public-token', 'Mapbox public token', 'pk.eyJ', of('dotted', 60, 300), {
    ...mapbox,
    severity: 'low',
    confidence: 0.75,
    incomingConfidence: 0.4,
  }),
  contextual(
    'maxmind-key',
    'MaxMind licence key',
    ['maxmind', 'geoip', 'license_key'],
    shaped('[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', fake('k3Lr9v', '_T4bN8cWmK1pZ7sYdH2gJ5qF6oRk3L', '_mmk')),
    { ...by('MaxMind', '*.maxmind.com'), words: '' },
  ),
  contextual(
    'openweather-key',
    'OpenWeather API key',
    ['openweather', 'owm', 'openweathermap'],
    of('hex', 32),
    by('OpenWeather', 'api.openweathermap.org'),
  ),
  contextual(
    'rapidapi-key',
    'RapidAPI key',
    ['rapidapi', 'rapid-api', 'x-rapidapi-key'],
    of('urlSafe', 50),
    by('RapidAPI', '*.p.rapidapi.com'),
  ),
  contextual(
    'nytimes-key',
    'New York Times API key',
    ['nytimes', 'newyorktimes', 'new-york-times'],
    of('urlSafe', 32),
    by('The New York Times', 'api.nytimes.com'),
  ),
  contextual(
    'cloudinary-secret',
    'Cloudinary API secret',
    ['cloudinary'],
    of('urlSafe', 27),
    by('Cloudinary', 'api.cloudinary.com'),
  ),
  contextual(
    'photo-service-key',
    'Unsplash or Pexels key',
    ['unsplash', 'pexels'],
    of('urlSafe', 43, 56),
    by('Photo services', 'api.unsplash.com', 'api.pexels.com'),
  ),
  prefixed(
    'settlemint-token',
    'SettleMint access token',
    ['sm_aat_', 'sm_pat_', 'sm_sat_'],
    of('alphanumeric', 16),
    by('SettleMint', 'console.settlemint.com'),
  ),
  prefixed(
    'apify-token',
    'Apify API token',
    'apify_api_',
    of('alphanumeric', 34, 40),
    by('Apify', 'api.apify.com'),
  ),
  contextual(
    'canva-secret',
    'Canva client secret',
    ['canva'],
    shaped('cnvca[A-Za-z0-9_-]{40,60}', fake('cnvca', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4'), 65),
    by('Canva', 'api.canva.com'),
  ),
  contextual(
    'tableau-token',
    'Tableau personal access token',
    ['tableau'],
    shaped(
      '[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}',
      fake('k3Lr9vT4bN8cWmK1pZ7sYd', '==:k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'),
    ),
    by('Tableau', '*.online.tableau.com'),
  ),
  contextual(
    'polymarket-passphrase',
    'Polymarket passphrase or secret',
    ['poly', 'polymarket'],
    of('urlSafe', 12, 64),
    { ...by('Polymarket', 'clob.polymarket.com'), words: 'passphrase|secret|api[_. -]?key' },
  ),
  contextual(
    'webex-token',
    'Webex token',
    ['webex'],
    shaped(
      '[A-Za-z0-9]{64}_[A-Za-z0-9]{4}_[a-f0-9-]{36}',
      fake('k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2), '_k3Lr_', uuid.sample),
    ),
    by('Cisco', 'webexapis.com'),
  ),
  contextual(
    'intra42-secret',
    '42 Intra client secret',
    ['intra', '42'],
    shaped(
      's-s4t2(?:ud|af)-[a-f0-9]{64}',
      fake('s-s4t2ud-', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d'),
    ),
    { ...by('42', 'api.intra.42.fr'), words: '' },
  ),
];
