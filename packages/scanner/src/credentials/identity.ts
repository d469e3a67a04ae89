import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const vault = by('HashiCorp', '*.hashicorp.cloud');

const doppler = by('Doppler', 'api.doppler.com');

const onePassword = by('1Password', '*.1password.com', '*.1password.eu', '*.1password.ca');

const okta = by('Okta', '*.okta.com', '*.oktapreview.com');

/** Credentials of secrets managers, identity providers and security tools. */
export const identityRules = [
  prefixed('vault-service-token', 'HashiCorp Vault service token', 'hvs.', of('urlSafe', 24, 200), vault),
  prefixed('vault-batch-token', 'HashiCorp Vault batch token', 'hvb.', of('urlSafe', 90, 300), vault),
  prefixed('vault-recovery-token', 'HashiCorp Vault recovery token', 'hvr.', of('urlSafe', 24, 200), vault),
  contextual(
    'vault-legacy-token',
    'HashiCorp Vault token of the older form',
    ['vault'],
    shaped('[sbr]\\.[A-Za-z0-9]{24,120}', fake('s.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2'), 122),
    vault,
  ),
  contextual('consul-nomad-token', 'HashiCorp Consul or Nomad token', ['consul', 'nomad'], uuid, vault),
  contextual('hashicorp-cloud-secret', 'HashiCorp Cloud client secret', ['hcp'], of('urlSafe', 64), vault),
  prefixed('doppler-token', 'Doppler personal token', 'dp.pt.', of('alphanumeric', 40, 44), doppler),
  prefixed(
    'doppler-service-token',
    'Doppler service token',
    ['dp.st.', 'dp.sa.', 'dp.ct.', 'dp.scim.', 'dp.audit.'],
    of('dotted', 40, 80),
    doppler,
  ),
  prefixed(
    '1password-service-token',
    '1Password service account token',
    'ops_eyJ',
    of('base64', 200, 1200),
    onePassword,
  ),
  credential({
    id: '1password-secret-key',
    title: '1Password secret key',
    ...onePassword,
    keywords: ['a3-'],
    pattern:
      /(?<![A-Za-z0-9-])A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}(?![A-Za-z0-9-])/y,
    window: 48,
    entropy: 3.3,
    examples: {
      mustMatch: [fake('A3-K3LR9V', '-T4BN8CWMQ1P', '-Z7SYD-H2GJ5-XF6OR')],
      mustNotMatch: ['A3-SERIES-MODEL'],
    },
  }),
  prefixed(
    'infisical-token',
    'Infisical service token',
    'st.',
    shaped(
      String.raw`[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}|[a-f0-9-]{36}\.[a-f0-9]{32}\.[a-f0-9]{32}`,
      fake(
        '8f14e45fcea167a5a36dedd4',
        '.8f14e45fcea167a5a36dedd4bea2543c',
        '.c9f0f895fb98ab9159f51fd0297e236d',
      ),
      104,
    ),
    by('Infisical', 'app.infisical.com', '*.infisical.com'),
  ),
  contextual(
    'infisical-client-secret',
    'Infisical machine identity secret',
    ['infisical'],
    of('hex', 64),
    by('Infisical', 'app.infisical.com'),
  ),
  contextual(
    'bitwarden-token',
    'Bitwarden access token',
    ['bws', 'bitwarden'],
    shaped(
      String.raw`0\.[a-f0-9-]{36}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/=]{24}`,
      fake(
        '0.4f9a81cc-5628-4331-a7ac-4196fdf16631',
        '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6',
        ':k3Lr9vT4bN8cWmK1pZ7sYd==',
      ),
    ),
    by('Bitwarden', 'api.bitwarden.com', 'identity.bitwarden.com'),
  ),
  contextual(
    'akeyless-key',
    'Akeyless access key',
    ['akeyless'],
    of('base64', 40, 48),
    by('Akeyless', 'api.akeyless.io'),
  ),
  contextual(
    'okta-token',
    'Okta API token',
    ['okta', 'ssws'],
    shaped('00[A-Za-z0-9_=-]{40}', fake('00', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4')),
    { ...okta, words: '' },
  ),
  contextual('okta-client-secret', 'Okta client secret', ['okta'], of('urlSafe', 40, 64), {
    ...okta,
    words: 'secret',
  }),
  contextual('auth0-secret', 'Auth0 client secret', ['auth0'], of('urlSafe', 43, 70), {
    ...by('Okta', '*.auth0.com'),
    words: 'secret',
  }),
  prefixed(
    'workos-key',
    'WorkOS API key',
    ['sk_live_a2V5', 'sk_test_a2V5'],
    of('alphanumeric', 40, 80),
    by('WorkOS', 'api.workos.com'),
  ),
  prefixed(
    'clerk-secret',
    'Clerk secret key',
    ['sk_live_', 'sk_test_'],
    of('alphanumeric', 42, 50),
    by('Clerk', 'api.clerk.com', 'api.clerk.dev'),
  ),
  prefixed(
    'stytch-secret',
    'Stytch secret',
    ['secret-live-', 'secret-test-'],
    of('urlSafe', 34, 40),
    by('Stytch', 'api.stytch.com', 'test.stytch.com'),
  ),
  contextual(
    'onelogin-secret',
    'OneLogin secret',
    ['onelogin'],
    of('hex', 64),
    by('One Identity', '*.onelogin.com'),
  ),
  contextual(
    'keycloak-secret',
    'Keycloak client secret',
    ['keycloak'],
    shaped(
      '(?:[A-Za-z0-9]{32}|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})',
      'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR',
      36,
    ),
    { words: 'secret|password' },
  ),
  contextual('duo-secret', 'Duo secret key', ['duo'], of('alphanumeric', 40), {
    ...by('Cisco', '*.duosecurity.com'),
    words: 'secret|skey',
  }),
  credential({
    id: 'authress-key',
    title: 'Authress service client key',
    ...by('Authress', '*.authress.io'),
    keywords: ['sc_', 'ext_', 'scauth_', 'authress_'],
    pattern:
      /(?<![A-Za-z0-9])(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}/iy,
    window: 200,
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake('sc_', 'k3lr9vt4bn', '.8cwm.', 'acc_k1pz7sydh2gj5q', '.k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'),
      ],
      mustNotMatch: ['sc_name.abcd.acc_name'],
    },
  }),
];
