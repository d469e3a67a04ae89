import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

/** Credentials of search engines and data pipelines. */
export const searchAndDataRules = [
  contextual(
    'algolia-key',
    'Algolia API key',
    ['algolia'],
    of('hex', 32),
    by('Algolia', '*.algolia.net', '*.algolianet.com'),
  ),
  contextual(
    'meilisearch-key',
    'Meilisearch key',
    ['meili', 'meilisearch'],
    of('alphanumeric', 16, 64),
    by('Meilisearch', '*.meilisearch.io'),
  ),
  contextual(
    'typesense-key',
    'Typesense key',
    ['typesense'],
    of('alphanumeric', 32, 64),
    by('Typesense', '*.typesense.net'),
  ),
  prefixed(
    'tinybird-token',
    'Tinybird token',
    'p.eyJ',
    of('dotted', 60, 300),
    by('Tinybird', 'api.tinybird.co', '*.tinybird.co'),
  ),
  prefixed(
    'dbt-cloud-token',
    'dbt Cloud token',
    ['dbtc_', 'dbtu_'],
    of('urlSafe', 40, 64),
    by('dbt Labs', 'cloud.getdbt.com', '*.getdbt.com'),
  ),
  contextual('redis-password', 'Redis password', ['redis', 'rediscli'], of('urlSafe', 24, 64), {
    words: 'password|pass|auth',
  }),
  contextual(
    'influxdb-token',
    'InfluxDB token',
    ['influx', 'influxdb'],
    shaped('[A-Za-z0-9_-]{86}==', fake('k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3).slice(0, 86), '==')),
    by('InfluxData', '*.influxdata.com'),
  ),
  prefixed(
    'astra-token',
    'DataStax Astra token',
    'AstraCS:',
    shaped(
      '[A-Za-z]{24}:[a-f0-9]{64}',
      fake(
        'kLrvTbNcWmKpZsYdEgHjaFoR',
        ':',
        '8f14e45fcea167a5a36dedd4bea2543c',
        'c9f0f895fb98ab9159f51fd0297e236d',
      ),
    ),
    by('DataStax', 'api.astra.datastax.com', '*.apps.astra.datastax.com'),
  ),
  contextual(
    'blockchain-node-key',
    'Blockchain node key',
    ['infura', 'quicknode', 'alchemy', 'moralis', 'etherscan'],
    shaped('(?:[a-f0-9]{32,40}|[A-Za-z0-9_-]{32}|[A-Z0-9]{34})', '8f14e45fcea167a5a36dedd4bea2543c', 40),
    by('Node providers', '*.infura.io', '*.alchemy.com', '*.quiknode.pro', 'api.etherscan.io'),
  ),
  contextual(
    'data-pipeline-key',
    'Airbyte or Fivetran key',
    ['airbyte', 'fivetran'],
    of('alphanumeric', 16, 64),
    by('Data pipelines', 'api.airbyte.com', 'api.fivetran.com'),
  ),
];
