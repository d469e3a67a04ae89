import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const airtable = by('Airtable', 'api.airtable.com');

const linear = by('Linear', 'api.linear.app');

const notion = by('Notion', 'api.notion.com');

const asana = by('Asana', 'app.asana.com');

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
  contextual('docusign-secret', 'DocuSign secret', ['docusign'], uuid, {
    ...by('DocuSign', '*.docusign.net', '*.docusign.com'),
    words: 'secret',
  }),
];
