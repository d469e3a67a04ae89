import { hasTokenChecksum } from '../match/checksums.js';
import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const docker = by('Docker', 'hub.docker.com', 'registry-1.docker.io', 'auth.docker.io');
const pypi = by('PyPI', 'upload.pypi.org', 'test.pypi.org');
const jfrog = by('JFrog', '*.jfrog.io');

/** Credentials of package and image registries. */
export const packageRegistryRules = [
  credential({
    id: 'npm-token',
    title: 'npm access token',
    ...by('npm', 'registry.npmjs.org'),
    keywords: ['npm_'],
    pattern: /(?<![A-Za-z0-9])npm_(?<body>[A-Za-z0-9]{36})(?![A-Za-z0-9])/y,
    window: 44,
    entropy: 3,
    checksum: hasTokenChecksum,
    examples: {
      mustMatch: [fake('//registry.npmjs.org/:_authToken=npm_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq')],
      mustNotMatch: ['npm_config_registry', 'npm_lifecycle_event_which_is_a_long_name_of_36'],
    },
  }),
  credential({
    id: 'npm-registry-auth',
    title: 'Credential of an npm configuration',
    ...by('npm', 'registry.npmjs.org'),
    keywords: [':_authtoken', ':_password', ':_auth', '_auth=', '_auth ='],
    pattern:
      /:?_(?:authToken|password|auth)\s{0,2}=\s{0,2}["']?(?<secret>[A-Za-z0-9+/=_.-]{12,400})(?![A-Za-z0-9+/=_.-])/iy,
    window: 420,
    confidence: 0.8,
    entropy: 2.8,
    examples: {
      mustMatch: [
        fake('//npm.example.org/:_auth', 'Token=', '4f9a81cc-5628-4331-a7ac-4196fdf16631'),
        fake('//npm.example.org/:_pass', 'word=', 'cDNMcjl2VDRiTjhjV21L'),
      ],
      mustNotMatch: ['//npm.example.org/:_authToken=${NPM_TOKEN}', '//npm.example.org/:_authToken=TOKEN'],
    },
  }),
  prefixed('pypi-token', 'PyPI upload token', 'pypi-AgEIcHlwaS5vcmc', of('urlSafe', 50, 1000), pypi),
  prefixed(
    'pypi-test-token',
    'TestPyPI upload token',
    'pypi-AgENdGVzdC5weXBpLm9yZ',
    of('urlSafe', 50, 1000),
    pypi,
  ),
  prefixed('rubygems-key', 'RubyGems API key', 'rubygems_', of('hex', 48), by('RubyGems', 'rubygems.org')),
  prefixed(
    'nuget-key',
    'NuGet API key',
    'oy2',
    of('digitsAndLower', 43),
    by('NuGet', 'www.nuget.org', 'api.nuget.org'),
  ),
  prefixed(
    'clojars-token',
    'Clojars deploy token',
    'CLOJARS_',
    of('digitsAndLower', 60),
    by('Clojars', 'clojars.org'),
  ),
  prefixed('crates-io-token', 'crates.io token', 'cio', of('alphanumeric', 32), by('crates.io', 'crates.io')),
  contextual(
    'crates-io-legacy-token',
    'crates.io token of the older form',
    ['cargo-registry', 'crates-io', 'crates.io'],
    of('alphanumeric', 32, 35),
    by('crates.io', 'crates.io'),
  ),
  contextual('hex-pm-key', 'Hex.pm API key', ['hex-api', 'hexpm'], of('hex', 32), by('Hex.pm', 'hex.pm')),
  contextual(
    'packagist-token',
    'Packagist token',
    ['packagist'],
    shaped('(?:packagist_[a-z]{2,4}_)?[a-f0-9]{40,80}', '8f14e45fcea167a5a36dedd4bea2543cc9f0f895', 96),
    by('Packagist', 'packagist.org', 'repo.packagist.com'),
  ),
  prefixed(
    'docker-personal-token',
    'Docker Hub personal access token',
    'dckr_pat_',
    of('urlSafe', 24, 40),
    docker,
  ),
  prefixed(
    'docker-organization-token',
    'Docker Hub organization access token',
    'dckr_oat_',
    of('urlSafe', 24, 40),
    docker,
  ),
  credential({
    id: 'docker-config-auth',
    title: 'Credential of a Docker configuration',
    ...docker,
    keywords: ['"auths"', '"auth"', 'auths\\"', 'auth\\"', '"identitytoken"'],
    pattern:
      /"?(?:auths\\{0,3}"[\s\S]{0,200}?auth|auth|identitytoken)\\{0,3}"\s{0,3}:\s{0,3}\\{0,3}"(?<secret>[A-Za-z0-9+/=_.-]{16,2000})(?![A-Za-z0-9+/=_.-])/iy,
    window: 2240,
    confidence: 0.8,
    entropy: 3,
    examples: {
      mustMatch: [
        fake('{"auths":{"https://index.docker.io/v1/":{"auth":"', 'YWRhOmszTHI5dlQ0Yk44Y1dtSzFwWjdz', '"}}}'),
      ],
      mustNotMatch: ['{"auths":{"https://index.docker.io/v1/":{}}}', '{"auth":"oauth"}'],
    },
  }),
  prefixed('artifactory-key', 'Artifactory API key', 'AKCp', of('alphanumeric', 60, 80), jfrog),
  prefixed(
    'artifactory-reference-token',
    'Artifactory reference token',
    'cmVmd',
    of('alphanumeric', 59),
    jfrog,
  ),
  contextual(
    'artifactory-legacy-key',
    'Artifactory or JFrog key',
    ['artifactory', 'jfrog', 'x-jfrog-art-api', 'bintray', 'xray'],
    of('alphanumeric', 64, 80),
    jfrog,
  ),
  contextual(
    'cloudsmith-key',
    'Cloudsmith API key',
    ['cloudsmith'],
    of('hex', 40),
    by('Cloudsmith', 'api.cloudsmith.io'),
  ),
  contextual(
    'gemfury-token',
    'Gemfury token',
    ['gemfury', 'fury'],
    of('alphanumeric', 20, 40),
    by('Gemfury', 'push.fury.io'),
  ),
  credential({
    id: 'maven-encrypted-password',
    title: 'Encrypted Maven password',
    keywords: ['<password>{', '<master>{', '<passphrase>{'],
    pattern: /<(?:password|master|passphrase)>(?<secret>\{[A-Za-z0-9+/=]{20,200}\})/iy,
    window: 230,
    severity: 'high',
    // Braces are how such a value is written, and not a template.
    skipPlaceholders: false,
    entropy: 3,
    examples: {
      mustMatch: [fake('<password>', '{k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR=}', '</password>')],
      mustNotMatch: ['<password>{password}</password>'],
    },
  }),
  credential({
    id: 'nuget-clear-text-password',
    title: 'Password of a NuGet configuration',
    keywords: ['key="cleartextpassword"', 'key="password"'],
    pattern: /key="(?:ClearText)?Password"\s{1,3}value\s{0,2}=\s{0,2}"(?<secret>[^"\s]{4,128})"/iy,
    window: 170,
    severity: 'high',
    confidence: 0.85,
    examples: {
      mustMatch: [fake('<add key="ClearText', 'Password" value="kV9pzLr2xQ" />')],
      mustNotMatch: ['<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />'],
    },
  }),
  credential({
    id: 'bundler-credential',
    title: 'Credential of a private gem server',
    ...by('Contributed Systems', 'enterprise.contribsys.com', 'gems.contribsys.com'),
    keywords: ['bundle_'],
    pattern:
      /BUNDLE_(?:[A-Z0-9]{1,40}_{1,2}){1,5}[A-Z0-9_]{2,20}["']?(?:\s{0,2}[:=,]\s{0,2}["']?)(?<secret>[A-Za-z0-9]{4,40}:[A-Za-z0-9]{4,64})(?![A-Za-z0-9:])/iy,
    window: 360,
    confidence: 0.8,
    examples: {
      mustMatch: [fake('BUNDLE_GEMS__EXAMPLE__ORG=', 'k3lr9vt4', ':', 'bn8cwmk1')],
      mustNotMatch: ['BUNDLE_PATH: vendor/bundle', 'BUNDLE_WITHOUT: development:test'],
    },
  }),
  prefixed('jsr-token', 'JSR token', ['jsrp_', 'jsrd_'], of('alphanumeric', 28, 60), by('JSR', 'api.jsr.io')),
  contextual(
    'conda-token',
    'Anaconda token',
    ['anaconda', 'conda'],
    shaped('[a-z]{2}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}', `ad-${uuid.sample}`),
    by('Anaconda', 'api.anaconda.org'),
  ),
];
