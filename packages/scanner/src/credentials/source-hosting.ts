import { hasTokenChecksum } from '../match/checksums.js';
import { atLeastEntropy } from '../match/entropy.js';
import { credential, fake } from './credential.js';

/** Tokens of source hosting and of package registries. */
export const sourceHostingRules = [
  credential({
    id: 'github-token',
    title: 'GitHub token',
    keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /(?<![A-Za-z0-9])gh[opusr]_[A-Za-z0-9]{36,251}(?![A-Za-z0-9])/y,
    window: 256,
    validators: [atLeastEntropy(3)],
    checksum: hasTokenChecksum,
    examples: {
      mustMatch: [fake('ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17')],
      mustNotMatch: [fake('ghp_', 'zQWBuTSOoRi4A9sp'), `ghp_${'x'.repeat(36)}`],
    },
  }),
  credential({
    id: 'github-fine-grained-token',
    title: 'GitHub fine-grained personal access token',
    keywords: ['github_pat_'],
    pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/y,
    window: 96,
    validators: [atLeastEntropy(3)],
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
  credential({
    id: 'gitlab-token',
    title: 'GitLab token',
    keywords: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'gloas-', 'glft-', 'glagent-'],
    pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|cbt|oas|ft|agent)-[A-Za-z0-9_.-]{20,300}/y,
    window: 310,
    validators: [atLeastEntropy(3)],
    examples: {
      mustMatch: [fake('glpat-', 'k3Lr9vT4bN8cWmK1pZ7s')],
      mustNotMatch: ['glpat-short', `glpat-${'x'.repeat(20)}`],
    },
  }),
  credential({
    id: 'npm-token',
    title: 'npm access token',
    keywords: ['npm_'],
    pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/y,
    window: 44,
    validators: [atLeastEntropy(3)],
    checksum: hasTokenChecksum,
    examples: {
      mustMatch: [fake('//registry.npmjs.org/:_authToken=npm_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq')],
      mustNotMatch: ['npm_config_registry', 'npm_lifecycle_event_which_is_a_long_name_of_36'],
    },
  }),
  credential({
    id: 'pypi-token',
    title: 'PyPI upload token',
    keywords: ['pypi-ageichlwas5vcmc'],
    pattern: /pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,1000}/y,
    window: 1020,
    examples: {
      mustMatch: [
        fake('pypi-', 'AgEIcHlwaS5vcmc', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXqk3Lr9vT4bN8cWmK1pZ7sYdE3g'),
      ],
      mustNotMatch: ['pypi-AgEIcHlwaS5vcmc'],
    },
  }),
];
