import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const grafana = by('Grafana Labs', '*.grafana.net', 'grafana.com');

const newRelic = by(
  'New Relic',
  'api.newrelic.com',
  'insights-collector.newrelic.com',
  'log-api.newrelic.com',
);

const datadog = by('Datadog', '*.datadoghq.com', '*.datadoghq.eu', '*.ddog-gov.com');

const sumo = by('Sumo Logic', '*.sumologic.com');

/** Credentials of monitoring, logging, analytics and incident services. */
export const observabilityRules = [
  prefixed('grafana-cloud-token', 'Grafana Cloud token', 'glc_', of('base64', 32, 400), grafana),
  prefixed(
    'grafana-service-token',
    'Grafana service account token',
    'glsa_',
    shaped('[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}', fake('k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR', '_8f14e45f')),
    grafana,
  ),
  prefixed('grafana-api-key', 'Grafana API key', 'eyJrIjoi', of('base64', 60, 400), grafana),
  prefixed('new-relic-user-key', 'New Relic user key', 'NRAK-', of('upper', 27), newRelic),
  prefixed(
    'new-relic-insert-key',
    'New Relic insert key',
    ['NRII-', 'NRIQ-', 'NRRA-', 'NRSP-'],
    of('urlSafe', 32, 42),
    newRelic,
  ),
  prefixed('new-relic-browser-key', 'New Relic browser key', 'NRJS-', of('hex', 19), {
    ...newRelic,
    severity: 'low',
  }),
  contextual(
    'new-relic-license-key',
    'New Relic licence key',
    ['new-relic', 'nr-license'],
    shaped(
      '(?:[a-f0-9]{36}NRAL|eu01xx[a-f0-9]{34}|[a-f0-9]{40}|[A-Za-z0-9]{64})',
      fake('8f14e45fcea167a5a36dedd4bea2543cc9f0', 'NRAL'),
      64,
    ),
    newRelic,
  ),
  contextual('datadog-api-key', 'Datadog API key', ['datadog', 'dd-api-key', 'ddog'], of('hex', 32), datadog),
  contextual(
    'datadog-application-key',
    'Datadog application key',
    ['datadog', 'dd-app', 'dd-application-key'],
    of('alphanumeric', 40),
    datadog,
  ),
  prefixed('datadog-token', 'Datadog token', ['ddapp_', 'ddpat_'], of('alphanumeric', 34, 60), datadog),
  prefixed(
    'dynatrace-token',
    'Dynatrace token',
    ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.', 'dt0e01.'],
    shaped(
      String.raw`[A-Z0-9]{8,24}\.[A-Za-z0-9]{64}`,
      fake('K3LR9VT4BN8CWMQ1PZ7SYDH2', '.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2)),
      89,
    ),
    by('Dynatrace', '*.live.dynatrace.com', '*.apps.dynatrace.com'),
  ),
  contextual(
    'sumologic-access-id',
    'Sumo Logic access id',
    ['sumo'],
    shaped('su[A-Za-z0-9]{12}', fake('suk3Lr9', 'vT4bN8c')),
    { ...sumo, severity: 'medium', words: 'id' },
  ),
  contextual('sumologic-access-key', 'Sumo Logic access key', ['sumo'], of('alphanumeric', 64), sumo),
  credential({
    id: 'sumologic-collector',
    title: 'Sumo Logic collector address',
    ...sumo,
    keywords: ['/receiver/v1/http/'],
    pattern: /\/receiver\/v1\/http\/(?<secret>[A-Za-z0-9_=-]{60,200})/y,
    window: 230,
    severity: 'high',
    entropy: 4,
    examples: {
      mustMatch: [
        fake(
          'https://endpoint.collection.sumologic.com/receiver/v1/http/',
          'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2),
        ),
      ],
      mustNotMatch: ['https://endpoint.collection.sumologic.com/receiver/v1/http/'],
    },
  }),
  contextual('splunk-token', 'Splunk token', ['splunk', 'hec'], uuid, by('Splunk')),
  contextual(
    'honeycomb-key',
    'Honeycomb API key',
    ['honeycomb'],
    shaped('(?:hc[abx][a-z]{2}_[A-Za-z0-9]{58}|[A-Za-z0-9]{22,32})', 'k3Lr9vT4bN8cWmK1pZ7sYd', 64),
    by('Honeycomb', 'api.honeycomb.io'),
  ),
  prefixed(
    'honeycomb-ingest-key',
    'Honeycomb ingest key',
    ['hcaik_', 'hcxik_', 'hcbik_', 'hcamk_'],
    of('alphanumeric', 58),
    by('Honeycomb', 'api.honeycomb.io'),
  ),
  contextual('logzio-token', 'Logz.io token', ['logzio', 'logz-io'], of('letters', 32), {
    ...by('Logz.io', '*.logz.io'),
    validators: [(secret) => new Set(secret).size > 12],
    examples: {
      mustMatch: [fake('LOGZIO_TOKEN=', 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcW')],
      mustNotMatch: ['logzio_token=listener'],
    },
  }),
  contextual('loggly-token', 'Loggly token', ['loggly'], uuid, by('SolarWinds', 'logs-01.loggly.com')),
  contextual(
    'papertrail-token',
    'Papertrail token',
    ['papertrail'],
    of('alphanumeric', 20, 24),
    by('SolarWinds', 'papertrailapp.com'),
  ),
  contextual(
    'logdna-key',
    'Mezmo (LogDNA) ingestion key',
    ['logdna', 'mezmo'],
    of('hex', 32),
    by('Mezmo', 'logs.logdna.com', 'api.mezmo.com'),
  ),
  contextual(
    'betterstack-token',
    'Better Stack token',
    ['betterstack', 'better-stack', 'logtail', 'betteruptime'],
    of('alphanumeric', 24),
    by('Better Stack', 'in.logs.betterstack.com', 'uptime.betterstack.com'),
  ),
  contextual(
    'appdynamics-secret',
    'AppDynamics secret',
    ['appdynamics'],
    uuid,
    by('Cisco', '*.saas.appdynamics.com'),
  ),
  contextual(
    'elastic-key',
    'Elastic API key',
    ['elastic', 'elasticsearch'],
    of('base64', 56, 64),
    by('Elastic', '*.elastic-cloud.com', '*.es.io'),
  ),
  credential({
    id: 'elastic-api-key-header',
    title: 'Elastic API key in a header',
    ...by('Elastic', '*.elastic-cloud.com', '*.es.io'),
    keywords: ['apikey '],
    pattern: /ApiKey (?<secret>[A-Za-z0-9+/]{54,62}={1,2})(?![A-Za-z0-9+/=])/iy,
    window: 80,
    entropy: 4,
    examples: {
      mustMatch: [
        fake('Authorization: ApiKey ', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8cWmK1pZ7sYdH2gJ=='),
      ],
      mustNotMatch: ['ApiKey header is missing'],
    },
  }),
];
