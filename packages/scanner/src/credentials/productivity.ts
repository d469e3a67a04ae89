import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const airtable = by('Airtable', 'api.airtable.com');
const linear = by('Linear', 'api.linear.app');
const notion = by('Notion', 'api.notion.com');
const asana = by('Asana', 'app.asana.com');
const contentful = by('Contentful', 'api.contentful.com', 'cdn.contentful.com', 'preview.contentful.com');
const hubspot = by('HubSpot', 'api.hubapi.com', 'api.hubspot.com');
const zendesk = by('Zendesk', '*.zendesk.com');
const mapbox = by('Mapbox', 'api.mapbox.com');

/** Credentials of office, design, support, content and map services. */
export const productivityRules = [
  prefixed(
    'airtable-token',
    'Airtable personal access token',
    'pat',
    shaped(
      String.raw`[A-Za-z0-9]{14}\.[a-f0-9]{64}`,
      fake('k3Lr9vT4bN8cWm.', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d'),
    ),
    airtable,
  ),
  contextual(
    'airtable-oauth-token',
    'Airtable OAuth token',
    ['airtable'],
    shaped(
      String.raw`[A-Za-z0-9]{12,20}\.v1\.[A-Za-z0-9_-]{10,50}\.[a-f0-9]{64}`,
      fake(
        'oaak3Lr9vT4bN8cWm',
        '.v1.k3Lr9vT4bN8cWmK1pZ7sYd.',
        '8f14e45fcea167a5a36dedd4bea2543c',
        'c9f0f895fb98ab9159f51fd0297e236d',
      ),
      140,
    ),
    airtable,
  ),
  contextual(
    'airtable-legacy-key',
    'Airtable API key of the older form',
    ['airtable'],
    shaped('(?:key[A-Za-z0-9]{14}|[A-Za-z0-9]{17})', fake('key', 'k3Lr9vT4bN8cWm')),
    airtable,
  ),
  prefixed(
    'linear-api-key',
    'Linear API key',
    ['lin_api_', 'lin_oauth_'],
    of('alphanumeric', 40, 64),
    linear,
  ),
  contextual('linear-client-secret', 'Linear client secret', ['linear'], of('hex', 32), linear),
  prefixed('notion-token', 'Notion integration token', 'ntn_', of('alphanumeric', 40, 60), notion),
  prefixed(
    'notion-legacy-token',
    'Notion token of the older form',
    'secret_',
    of('alphanumeric', 43),
    notion,
  ),
  prefixed(
    'asana-token',
    'Asana personal access token',
    ['1/', '2/'],
    shaped(
      String.raw`\d{13,20}(?:\/\d{13,20})?:[a-f0-9]{32}`,
      fake('1204718293645510:', '8f14e45fcea167a5a36dedd4bea2543c'),
      76,
    ),
    asana,
  ),
  contextual('asana-client-secret', 'Asana client secret', ['asana'], of('alphanumeric', 32), asana),
  contextual('asana-client-id', 'Asana client id', ['asana'], of('digits', 16), {
    ...asana,
    severity: 'low',
    validators: [],
  }),
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
  prefixed(
    'postman-key',
    'Postman API key',
    'PMAK-',
    shaped(
      '[a-fA-F0-9]{24}-[a-fA-F0-9]{34}',
      fake('8f14e45fcea167a5a36dedd4', '-bea2543cc9f0f895fb98ab9159f51fd029'),
    ),
    by('Postman', 'api.getpostman.com'),
  ),
  prefixed(
    'postman-collection-key',
    'Postman collection access key',
    'PMAT-',
    of('upper', 26),
    by('Postman', 'api.postman.com'),
  ),
  prefixed(
    'readme-token',
    'ReadMe API key',
    'rdme_',
    of('digitsAndLower', 70),
    by('ReadMe', 'dash.readme.com'),
  ),
  prefixed(
    'typeform-token',
    'Typeform token',
    'tfp_',
    of('dotted', 44, 64),
    by('Typeform', 'api.typeform.com'),
  ),
  prefixed(
    'dropbox-token',
    'Dropbox short-lived token',
    'sl.',
    shaped(
      '(?:u\\.)?[A-Za-z0-9_-]{130,1400}',
      'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(5).slice(0, 135),
      1402,
    ),
    by('Dropbox', 'api.dropboxapi.com', 'content.dropboxapi.com'),
  ),
  contextual(
    'dropbox-long-lived-token',
    'Dropbox long-lived token',
    ['dropbox'],
    shaped(
      '[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}',
      fake('k3Lr9vT4bN8', 'AAAAAAAAAA', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8'),
    ),
    by('Dropbox', 'api.dropboxapi.com'),
  ),
  contextual(
    'dropbox-key',
    'Dropbox app key or secret',
    ['dropbox'],
    of('digitsAndLower', 15),
    by('Dropbox', 'api.dropboxapi.com'),
  ),
  contextual('box-secret', 'Box client secret', ['boxsdk', 'box-client', 'box'], of('alphanumeric', 32), {
    ...by('Box', 'api.box.com'),
    words: 'client[_. -]?secret|token',
  }),
  prefixed(
    'hubspot-token',
    'HubSpot private app token',
    ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
    uuid,
    hubspot,
  ),
  contextual('hubspot-key', 'HubSpot API key of the older form', ['hubspot', 'hapikey'], uuid, hubspot),
  contextual(
    'intercom-key',
    'Intercom access token',
    ['intercom'],
    of('dotted', 60),
    by('Intercom', 'api.intercom.io'),
  ),
  contextual('zendesk-secret', 'Zendesk token', ['zendesk'], of('alphanumeric', 40), zendesk),
  contextual(
    'freshdesk-key',
    'Freshworks API key',
    ['freshdesk', 'freshservice', 'freshsales'],
    of('alphanumeric', 20, 32),
    by('Freshworks', '*.freshdesk.com'),
  ),
  contextual(
    'freshbooks-token',
    'FreshBooks access token',
    ['freshbooks'],
    of('hex', 64),
    by('FreshBooks', 'api.freshbooks.com'),
  ),
  prefixed(
    'salesforce-session',
    'Salesforce session or access token',
    '00D',
    shaped(
      '[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,160}',
      fake('5g000004lMKq', '!', 'AQ', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3)),
      176,
    ),
    by('Salesforce', '*.salesforce.com', '*.my.salesforce.com'),
  ),
  contextual(
    'salesforce-consumer-secret',
    'Salesforce consumer secret',
    ['salesforce', 'sfdc'],
    of('anyHex', 64),
    { ...by('Salesforce', '*.salesforce.com'), words: 'secret' },
  ),
  contextual('servicenow-secret', 'ServiceNow secret', ['servicenow', 'snow'], of('alphanumeric', 10, 64), {
    ...by('ServiceNow', '*.service-now.com'),
    words: 'password|secret',
    confidence: 0.75,
  }),
  contextual(
    'monday-token',
    'monday.com token',
    ['monday'],
    shaped(
      String.raw`eyJhbGciOiJIUzI1NiJ9\.[A-Za-z0-9_-]{60,600}\.[A-Za-z0-9_-]{40,60}`,
      fake(
        'eyJhbGciOiJI',
        'UzI1NiJ9.',
        'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2),
        '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8',
      ),
      680,
    ),
    by('monday.com', 'api.monday.com'),
  ),
  prefixed(
    'clickup-token',
    'ClickUp token',
    'pk_',
    shaped('\\d{5,9}_[A-Z0-9]{32}', fake('4271906_', 'K3LR9VT4BN8CWMQ1PZ7SYDH2GJ5XF6OR'), 42),
    by('ClickUp', 'api.clickup.com'),
  ),
  contextual(
    'trello-token',
    'Trello key or token',
    ['trello'],
    shaped(
      '(?:ATTA[a-f0-9]{60,76}|[a-f0-9]{64}|[a-f0-9]{32})',
      fake('ATTA', '8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d'),
      80,
    ),
    by('Atlassian', 'api.trello.com'),
  ),
  prefixed(
    'trello-api-token',
    'Trello API token',
    'ATTA',
    of('anyHex', 60, 76),
    by('Atlassian', 'api.trello.com'),
  ),
  contextual('coda-token', 'Coda API token', ['coda'], uuid, by('Coda', 'coda.io')),
  contextual('todoist-token', 'Todoist token', ['todoist'], of('hex', 40), by('Todoist', 'api.todoist.com')),
  contextual(
    'calendly-token',
    'Calendly token',
    ['calendly'],
    shaped(
      String.raw`eyJ[A-Za-z0-9_-]{10,200}\.[A-Za-z0-9_-]{20,600}\.[A-Za-z0-9_-]{40,120}`,
      fake(
        'eyJk3Lr9vT4bN8cWmK1pZ7',
        '.k3Lr9vT4bN8cWmK1pZ7sYdH2',
        '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8',
      ),
      930,
    ),
    by('Calendly', 'api.calendly.com'),
  ),
  contextual('zoom-secret', 'Zoom client secret', ['zoom'], of('alphanumeric', 32), {
    ...by('Zoom', 'api.zoom.us', 'zoom.us'),
    words: 'secret',
  }),
  contextual(
    'webflow-token',
    'Webflow API token',
    ['webflow'],
    of('hex', 64),
    by('Webflow', 'api.webflow.com'),
  ),
  contextual('docusign-secret', 'DocuSign secret', ['docusign'], uuid, {
    ...by('DocuSign', '*.docusign.net', '*.docusign.com'),
    words: 'secret',
  }),
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
