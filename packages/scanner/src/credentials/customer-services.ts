import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const hubspot = by('HubSpot', 'api.hubapi.com', 'api.hubspot.com');

const zendesk = by('Zendesk', '*.zendesk.com');

/** Credentials of support, sales and accounting services. */
export const customerServiceRules = [
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
];
