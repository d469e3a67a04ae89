import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const buildkite = by('Buildkite', 'api.buildkite.com', 'agent.buildkite.com', 'graphql.buildkite.com');
const sonar = by('SonarSource', 'sonarcloud.io', 'api.sonarcloud.io');
const snyk = by('Snyk', 'api.snyk.io', 'snyk.io');

/** Credentials of build, test and code-quality services. */
export const continuousIntegrationRules = [
  prefixed('buildkite-token', 'Buildkite API token', 'bkua_', of('hex', 40), buildkite),
  prefixed(
    'buildkite-agent-token',
    'Buildkite agent token',
    ['bkct_', 'bkaj_'],
    of('alphanumeric', 32, 200),
    buildkite,
  ),
  prefixed(
    'circleci-token',
    'CircleCI token',
    ['CCIPAT_', 'CCIPRJ_'],
    of('urlSafe', 60, 70),
    by('CircleCI', 'circleci.com'),
  ),
  contextual(
    'circleci-legacy-token',
    'CircleCI token of the older form',
    ['circle-ci', 'circle-token'],
    of('hex', 40),
    by('CircleCI', 'circleci.com'),
  ),
  contextual(
    'travis-token',
    'Travis CI token',
    ['travis'],
    of('urlSafe', 20, 22),
    by('Travis CI', 'api.travis-ci.com'),
  ),
  contextual('drone-token', 'Drone CI token', ['droneci', 'drone'], of('alphanumeric', 32), by('Harness')),
  contextual(
    'codecov-token',
    'Codecov upload token',
    ['codecov'],
    shaped('(?:[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}|[a-z0-9]{32})', uuid.sample, 36),
    by('Codecov', 'api.codecov.io', 'codecov.io'),
  ),
  contextual(
    'coveralls-token',
    'Coveralls repository token',
    ['coveralls'],
    of('alphanumeric', 32, 37),
    by('Coveralls', 'coveralls.io'),
  ),
  prefixed(
    'harness-token',
    'Harness access token',
    ['pat.', 'sat.'],
    shaped(
      String.raw`[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20}`,
      fake('k3Lr9vT4bN8cWmK1pZ7sYd', '.8f14e45fcea167a5a36dedd4', '.k3Lr9vT4bN8cWmK1pZ7s'),
    ),
    by('Harness', 'app.harness.io'),
  ),
  prefixed('octopus-key', 'Octopus Deploy API key', 'API-', of('upper', 26), by('Octopus Deploy')),
  contextual(
    'jenkins-token',
    'Jenkins API token',
    ['jenkins'],
    shaped('(?:11)?[a-f0-9]{32}', fake('11', '8f14e45fcea167a5a36dedd4bea2543c'), 34),
    by('Jenkins'),
  ),
  contextual(
    'bitrise-token',
    'Bitrise token',
    ['bitrise'],
    of('urlSafe', 86),
    by('Bitrise', 'api.bitrise.io'),
  ),
  contextual('semaphore-token', 'Semaphore API token', ['semaphore'], of('urlSafe', 20, 50), by('Semaphore')),
  contextual(
    'appveyor-token',
    'AppVeyor token',
    ['appveyor'],
    shaped(String.raw`v2\.[a-z0-9]{20}`, fake('v2.', 'k3lr9vt4bn8cwmk1pz7s')),
    by('AppVeyor', 'ci.appveyor.com'),
  ),
  prefixed(
    'sonar-token',
    'SonarQube or SonarCloud token',
    ['squ_', 'sqp_', 'sqa_', 'sqb_'],
    shaped('[A-Fa-f0-9]{40}|[A-Za-z0-9]{40}', '8f14e45fcea167a5a36dedd4bea2543cc9f0f895'),
    sonar,
  ),
  contextual('sonar-legacy-token', 'Sonar token of the older form', ['sonar'], of('alphanumeric', 40), {
    ...sonar,
    words: 'login|token|password',
  }),
  contextual('snyk-token', 'Snyk API token', ['snyk'], uuid, snyk),
  prefixed(
    'snyk-service-token',
    'Snyk personal or service account token',
    ['snyk_uat.', 'snyk_sat.'],
    shaped(
      String.raw`[a-f0-9]{8}\.[A-Za-z0-9._-]{40,1200}`,
      fake('8f14e45f.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN'),
      1210,
    ),
    snyk,
  ),
  prefixed(
    'infracost-key',
    'Infracost API key',
    'ico-',
    of('alphanumeric', 32),
    by('Infracost', 'pricing.api.infracost.io'),
  ),
  prefixed(
    'prefect-token',
    'Prefect API key',
    ['pnu_', 'pnb_'],
    of('alphanumeric', 36),
    by('Prefect', 'api.prefect.cloud'),
  ),
  prefixed(
    'depot-token',
    'Depot token',
    ['depot_project_', 'depot_org_', 'depot_user_'],
    of('hex', 64),
    by('Depot', 'api.depot.dev'),
  ),
  contextual(
    'browserstack-key',
    'BrowserStack access key',
    ['browserstack'],
    of('alphanumeric', 20),
    by('BrowserStack', 'api.browserstack.com'),
  ),
  contextual('saucelabs-key', 'Sauce Labs access key', ['sauce'], uuid, by('Sauce Labs', '*.saucelabs.com')),
  contextual('percy-token', 'Percy token', ['percy'], of('hex', 64), by('BrowserStack', 'percy.io')),
  contextual(
    'chromatic-token',
    'Chromatic project token',
    ['chromatic'],
    shaped('(?:chpt_)?[a-z0-9]{12,20}', fake('chpt_', 'k3lr9vt4bn8cwmk'), 25),
    by('Chromatic', 'www.chromatic.com'),
  ),
  prefixed(
    'stackhawk-key',
    'StackHawk API key',
    'hawk.',
    shaped(
      String.raw`[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}`,
      fake('k3Lr9vT4bN8cWmK1pZ7s', '.', 'YdH2gJ5qF6oRk3Lr9vT4'),
    ),
    by('StackHawk', 'api.stackhawk.com'),
  ),
  prefixed(
    'semgrep-token',
    'Semgrep token',
    'sgrep_',
    of('alphanumeric', 32, 64),
    by('Semgrep', 'semgrep.dev'),
  ),
  contextual('codacy-token', 'Codacy token', ['codacy'], of('hex', 32), by('Codacy', 'api.codacy.com')),
  contextual(
    'codeclimate-token',
    'Code Climate token',
    ['codeclimate', 'cc-test-reporter'],
    of('hex', 40, 64),
    { ...by('Code Climate', 'api.codeclimate.com'), words: '' },
  ),
];
