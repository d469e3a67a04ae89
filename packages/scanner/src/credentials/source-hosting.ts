import { hasTokenChecksum } from '../match/checksums.js';
import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const github = {
  ...by('GitHub', 'api.github.com', 'github.com', 'uploads.github.com', '*.githubusercontent.com', 'ghcr.io'),
  checksum: hasTokenChecksum,
};
const gitlab = by('GitLab', 'gitlab.com', '*.gitlab.com', 'registry.gitlab.com');
const bitbucket = by('Atlassian', 'api.bitbucket.org', 'bitbucket.org');
const sourcegraph = by('Sourcegraph', 'sourcegraph.com', '*.sourcegraph.com');
const gitlabBody = of('urlSafe', 20, 64);

/** Tokens of source hosting. */
export const sourceHostingRules = [
  credential({
    id: 'github-token',
    title: 'GitHub personal access token',
    ...github,
    keywords: ['ghp_'],
    pattern: /(?<![A-Za-z0-9])ghp_(?<body>[A-Za-z0-9]{36,251})(?![A-Za-z0-9])/y,
    window: 256,
    entropy: 3,
    examples: {
      mustMatch: [fake('ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17')],
      mustNotMatch: [fake('ghp_', 'zQWBuTSOoRi4A9sp'), `ghp_${'x'.repeat(36)}`],
    },
  }),
  prefixed('github-oauth-token', 'GitHub OAuth token', 'gho_', of('alphanumeric', 36, 251), github),
  prefixed('github-user-token', 'GitHub app token of a user', 'ghu_', of('alphanumeric', 36, 251), github),
  prefixed(
    'github-installation-token',
    'GitHub app token of an installation',
    'ghs_',
    of('alphanumeric', 36, 251),
    github,
  ),
  prefixed('github-refresh-token', 'GitHub refresh token', 'ghr_', of('alphanumeric', 36, 251), github),
  credential({
    id: 'github-fine-grained-token',
    title: 'GitHub fine-grained personal access token',
    ...github,
    checksum: undefined,
    keywords: ['github_pat_'],
    pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/y,
    window: 96,
    entropy: 3,
    examples: {
      mustMatch: [
        fake(
          'github_pat_',
          '11ABCDE0Y0a8Zx7Qw2Lr9v_',
          'T4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5aF6oRiX',
        ),
      ],
      mustNotMatch: ['github_pat_11ABCDE0Y0a8Zx7Qw2Lr9v'],
    },
  }),
  contextual('github-legacy-token', 'GitHub token of the older form', ['github'], of('hex', 40), {
    ...github,
    checksum: undefined,
    words: 'token|pat|secret|password|oauth|api[_. -]?key',
  }),
  prefixed('gitlab-token', 'GitLab personal access token', 'glpat-', gitlabBody, {
    ...gitlab,
    pattern:
      /(?<![A-Za-z0-9])glpat-(?<body>[A-Za-z0-9_-]{20,300}(?:\.[A-Za-z0-9_.-]{2,32})?)(?![A-Za-z0-9_-])/y,
    window: 340,
  }),
  prefixed('gitlab-deploy-token', 'GitLab deploy token', 'gldt-', gitlabBody, gitlab),
  prefixed('gitlab-runner-token', 'GitLab runner authentication token', 'glrt-', gitlabBody, {
    ...gitlab,
    pattern:
      /(?<![A-Za-z0-9])glrt-(?<body>(?:t\d_)?[A-Za-z0-9_-]{20,100}(?:\.[A-Za-z0-9_.-]{2,32})?)(?![A-Za-z0-9_-])/y,
    window: 150,
  }),
  prefixed(
    'gitlab-runner-registration-token',
    'GitLab runner registration token',
    ['GR1348941', 'glrtr-'],
    of('urlSafe', 20, 30),
    gitlab,
  ),
  prefixed(
    'gitlab-pipeline-trigger-token',
    'GitLab pipeline trigger token',
    'glptt-',
    of('urlSafe', 20, 64),
    gitlab,
  ),
  prefixed('gitlab-job-token', 'GitLab CI job token', 'glcbt-', of('urlSafe', 20, 64), gitlab),
  prefixed('gitlab-oauth-secret', 'GitLab OAuth application secret', 'gloas-', of('urlSafe', 43, 80), gitlab),
  prefixed('gitlab-feed-token', 'GitLab feed token', 'glft-', of('urlSafe', 20, 100), gitlab),
  prefixed('gitlab-mail-token', 'GitLab incoming mail token', 'glimt-', of('urlSafe', 25), gitlab),
  prefixed(
    'gitlab-agent-token',
    'GitLab agent token for Kubernetes',
    'glagent-',
    of('urlSafe', 50, 80),
    gitlab,
  ),
  prefixed('gitlab-scim-token', 'GitLab SCIM token', 'glsoat-', of('urlSafe', 20, 24), gitlab),
  prefixed(
    'gitlab-feature-flag-token',
    'GitLab feature flag client token',
    'glffct-',
    of('urlSafe', 20, 24),
    gitlab,
  ),
  prefixed('gitlab-workspace-token', 'GitLab workspace token', 'glwt-', of('urlSafe', 20, 64), gitlab),
  credential({
    id: 'gitlab-session-cookie',
    title: 'GitLab session cookie',
    ...gitlab,
    keywords: ['_gitlab_session='],
    pattern: /_gitlab_session=(?<secret>[a-f0-9]{32})(?![a-f0-9])/y,
    window: 50,
    entropy: 3,
    examples: {
      mustMatch: [fake('_gitlab_session=', '8f14e45fcea167a5a36dedd4bea2543c')],
      mustNotMatch: ['_gitlab_session=deleted'],
    },
  }),
  prefixed('atlassian-token', 'Atlassian API token', ['ATATT3', 'ATCTT3'], of('dotted', 120, 260), {
    ...by('Atlassian', '*.atlassian.net', 'api.atlassian.com'),
  }),
  contextual(
    'bitbucket-data-center-token',
    'Bitbucket or Jira Data Center token',
    ['bitbucket', 'jira', 'confluence', 'bbdc'],
    shaped('[MNO][A-Za-z0-9+]{43}', fake('Mk3Lr9vT4bN8cWmK1pZ7s', 'YdH2gJ5qF6oRk3Lr9vT4bN8')),
    by('Atlassian'),
  ),
  contextual(
    'atlassian-legacy-token',
    'Atlassian API token of the older form',
    ['atlassian', 'jira', 'confluence'],
    of('alphanumeric', 24),
    by('Atlassian', '*.atlassian.net', 'api.atlassian.com'),
  ),
  prefixed('bitbucket-app-password', 'Bitbucket app password', 'ATBB', of('alphanumeric', 32, 36), bitbucket),
  contextual(
    'bitbucket-client-secret',
    'Bitbucket client secret',
    ['bitbucket'],
    of('urlSafe', 32, 64),
    bitbucket,
  ),
  prefixed(
    'sourcegraph-token',
    'Sourcegraph access token',
    'sgp_',
    shaped('(?:[A-Fa-f0-9]{16}_|local_)?[A-Fa-f0-9]{40}', '8f14e45fcea167a5a36dedd4bea2543cc9f0f895', 60),
    sourcegraph,
  ),
  prefixed(
    'sourcegraph-cody-token',
    'Sourcegraph Cody gateway key',
    ['sgd_', 'sgs_'],
    of('hex', 64),
    sourcegraph,
  ),
  contextual(
    'sourcegraph-legacy-token',
    'Sourcegraph token of the older form',
    ['sourcegraph'],
    of('hex', 40),
    sourcegraph,
  ),
  contextual(
    'gitea-token',
    'Gitea or Forgejo token',
    ['gitea', 'forgejo', 'codeberg'],
    of('hex', 40),
    by('Gitea'),
  ),
  contextual(
    'gitter-token',
    'Gitter access token',
    ['gitter'],
    of('urlSafe', 40),
    by('Gitter', 'api.gitter.im'),
  ),
  contextual('gitee-token', 'Gitee access token', ['gitee'], of('hex', 32), by('Gitee', 'gitee.com')),
  contextual(
    'phabricator-token',
    'Phabricator Conduit token',
    ['phabricator', 'conduit'],
    shaped('(?:api|cli)-[a-z0-9]{28}', fake('api-', 'k3lr9vt4bn8cwmk1pz7sydh2gj5q')),
    by('Phabricator'),
  ),
];
