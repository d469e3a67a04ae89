import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const planetScale = by('PlanetScale', 'api.planetscale.com');

const databricks = by(
  'Databricks',
  '*.cloud.databricks.com',
  '*.azuredatabricks.net',
  '*.gcp.databricks.com',
);

const confluent = by('Confluent', 'api.confluent.cloud', '*.confluent.cloud');

/** Passwords that documentation uses and that say nothing. */
const shownPassword =
  /^(?:pass(?:word|wd)?|pwd|pw|pass\d?|secret|user(?:name)?|root|admin|postgres|mysql|guest|test|token|p|key|mypassword|\d{1,5})$/i;

/** Credentials of databases and data platforms. */
export const databaseRules = [
  credential({
    id: 'connection-string-password',
    title: 'Password in an address',
    keywords: ['://'],
    lead: { alphabet: 'scheme', least: 2, most: 30 },
    pattern:
      /[a-z0-9+.-]{2,30}:\/\/[^\s:@/"'<>`\\]{0,80}:(?<secret>[^\s@/"'<>`\\]{3,128}|[^\s@"'<>`\\]{3,60})@[a-z0-9[_$({.-]/iy,
    window: 280,
    effort: 600,
    confidence: 0.8,
    validators: [(secret) => !shownPassword.test(secret), (secret) => !/^\d{1,5}\/|^:|\?/.test(secret)],
    examples: {
      mustMatch: [
        fake('postgres://', 'app:', 'kV9-pz!Lr2@', 'db.internal:5432/orders'),
        fake('redis://:', 'kV9pzLr2xQ@', '10.0.0.5:6379'),
        fake('amqps://', 'app:', 'kV9pz:Lr2xQ@', 'mq.internal/vhost'),
        fake('jdbc:oracle://', 'app:', 'kV9/pzLr2xQ@', 'db.internal:1521'),
      ],
      mustNotMatch: [
        'postgres://user:password@localhost/db',
        'postgres://app:${DB_PASSWORD}@db/orders',
        'https://host:8080/a@b',
        'git+ssh://git@github.com:owner/name.git',
      ],
    },
  }),
  credential({
    id: 'connection-parameter-password',
    title: 'Password in a connection string',
    keywords: ['password=', 'pwd='],
    pattern:
      /(?<=(?:server|data source|host|user id|uid|user|initial catalog|database|username|addr|endpoint)\s{0,2}=[^\n"'<>]{0,160}[;&?\s])(?:password|pwd)=(?<secret>[^\s;&"'<>]{4,128})/iy,
    window: 340,
    confidence: 0.8,
    validators: [(secret) => !shownPassword.test(secret)],
    examples: {
      mustMatch: [
        fake('Server=db.internal;Database=orders;User Id=app;Password=', 'kV9-pz!Lr2;'),
        fake('jdbc:sqlserver://db.internal:1433;user=app;password=', 'kV9-pz!Lr2'),
        fake('host=db.internal user=app password=', 'kV9-pz!Lr2 dbname=orders'),
      ],
      mustNotMatch: [
        'Server=db;User Id=app;Password=password;',
        'Server=db;User Id=app;Password=${PASSWORD}',
      ],
    },
  }),
  prefixed(
    'planetscale-token',
    'PlanetScale service token',
    'pscale_tkn_',
    of('dotted', 32, 64),
    planetScale,
  ),
  prefixed('planetscale-password', 'PlanetScale password', 'pscale_pw_', of('dotted', 32, 64), planetScale),
  prefixed(
    'planetscale-oauth-token',
    'PlanetScale OAuth token',
    'pscale_oauth_',
    of('dotted', 32, 64),
    planetScale,
  ),
  prefixed(
    'databricks-token',
    'Databricks personal access token',
    ['dapi', 'dkea'],
    shaped('[a-f0-9]{32}(?:-\\d)?', '8f14e45fcea167a5a36dedd4bea2543c', 34),
    databricks,
  ),
  prefixed('databricks-oauth-secret', 'Databricks OAuth secret', 'dose', of('hex', 32), databricks),
  prefixed(
    'cockroach-key',
    'CockroachDB Cloud API key',
    'CCDB1_',
    of('urlSafe', 40, 80),
    by('Cockroach Labs', 'cockroachlabs.cloud'),
  ),
  prefixed(
    'mongodb-atlas-secret',
    'MongoDB Atlas service account secret',
    'mdb_sa_sk_',
    of('urlSafe', 40),
    by('MongoDB', 'cloud.mongodb.com'),
  ),
  contextual('mongodb-atlas-key', 'MongoDB Atlas private key', ['mongodb', 'atlas'], uuid, {
    ...by('MongoDB', 'cloud.mongodb.com'),
    words: 'private|key',
  }),
  prefixed(
    'clickhouse-key',
    'ClickHouse Cloud API secret',
    '4b1d',
    of('alphanumeric', 38),
    by('ClickHouse', 'api.clickhouse.cloud'),
  ),
  contextual('confluent-access-token', 'Confluent API key', ['confluent'], of('upper', 16), {
    ...confluent,
    severity: 'medium',
  }),
  contextual('confluent-secret-key', 'Confluent API secret', ['confluent'], of('base64', 64), confluent),
  prefixed('confluent-secret', 'Confluent Cloud API secret', 'cflt', of('base64', 60), confluent),
  prefixed('neon-key', 'Neon API key', 'napi_', of('alphanumeric', 60, 70), by('Neon', 'console.neon.tech')),
  prefixed(
    'neon-password',
    'Neon database password',
    'npg_',
    of('alphanumeric', 12, 16),
    by('Neon', '*.neon.tech'),
  ),
  contextual(
    'turso-token',
    'Turso or libSQL token',
    ['turso', 'libsql'],
    shaped(
      'eyJ[A-Za-z0-9_-]{10,80}\\.[A-Za-z0-9_-]{20,600}\\.[A-Za-z0-9_-]{40,120}',
      fake('eyJk3Lr9vT4bN8', '.k3Lr9vT4bN8cWmK1pZ7sYdH2', '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8'),
      802,
    ),
    { ...by('Turso', '*.turso.io', 'api.turso.tech'), validators: [] },
  ),
  prefixed(
    'upstash-token',
    'Upstash Redis REST token',
    ['AX', 'AY', 'AZ'],
    shaped(
      '[A-Za-z0-9_-]{2}AAI[ncj][A-Za-z0-9_-]{40,120}(?:={1,2})?',
      fake('k3AAInc', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8c'),
      140,
    ),
    by('Upstash', '*.upstash.io'),
  ),
  prefixed(
    'aiven-password',
    'Aiven service password',
    'AVNS_',
    of('urlSafe', 15, 30),
    by('Aiven', '*.aivencloud.com'),
  ),
  contextual(
    'aiven-token',
    'Aiven API token',
    ['aiven'],
    shaped('[A-Za-z0-9+/]{340,380}={0,2}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(11), 382),
    by('Aiven', 'api.aiven.io'),
  ),
  contextual(
    'snowflake-password',
    'Snowflake password',
    ['snowflake'],
    shaped('[^\\s"\'<>;,]{8,64}', fake('kV9-pz!', 'Lr2xQ'), 64),
    {
      ...by('Snowflake', '*.snowflakecomputing.com'),
      words: 'password|pass|pwd|secret|token',
      confidence: 0.75,
    },
  ),
  contextual(
    'fauna-secret',
    'Fauna secret',
    ['fauna'],
    shaped('fn[A-Za-z0-9_-]{38,80}', fake('fn', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4'), 82),
    by('Fauna', 'db.fauna.com'),
  ),
  prefixed(
    'xata-key',
    'Xata API key',
    'xau_',
    of('alphanumeric', 38, 44),
    by('Xata', 'api.xata.io', '*.xata.sh'),
  ),
];
