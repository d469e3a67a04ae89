import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const vault = by('HashiCorp', '*.hashicorp.cloud');

/** Credentials of security tools and feature flags. */
export const securityToolRules = [
  prefixed(
    'launchdarkly-key',
    'LaunchDarkly key',
    ['sdk-', 'api-', 'mob-'],
    uuid,
    by('LaunchDarkly', 'app.launchdarkly.com', '*.launchdarkly.com'),
  ),
  contextual(
    'launchdarkly-token',
    'LaunchDarkly access token',
    ['launchdarkly'],
    of('urlSafe', 40),
    by('LaunchDarkly', 'app.launchdarkly.com'),
  ),
  prefixed(
    'statsig-secret',
    'Statsig server secret',
    ['secret-'],
    of('alphanumeric', 40, 48),
    by('Statsig', 'api.statsig.com', 'statsigapi.net'),
  ),
  contextual(
    'virustotal-key',
    'VirusTotal API key',
    ['virustotal', 'virus-total', 'x-apikey', 'vt-api'],
    of('hex', 64),
    { ...by('Google', 'www.virustotal.com'), words: 'key|token' },
  ),
  contextual(
    'shodan-key',
    'Shodan API key',
    ['shodan'],
    of('alphanumeric', 32),
    by('Shodan', 'api.shodan.io'),
  ),
  contextual(
    'censys-secret',
    'Censys secret',
    ['censys'],
    of('alphanumeric', 32),
    by('Censys', 'search.censys.io'),
  ),
  contextual(
    'abuseipdb-key',
    'AbuseIPDB key',
    ['abuseipdb'],
    of('hex', 80),
    by('AbuseIPDB', 'api.abuseipdb.com'),
  ),
  contextual(
    'crowdstrike-secret',
    'CrowdStrike client secret',
    ['crowdstrike', 'falcon'],
    of('alphanumeric', 40),
    { ...by('CrowdStrike', '*.crowdstrike.com'), words: 'secret' },
  ),
  contextual('meraki-key', 'Cisco Meraki API key', ['meraki'], of('hex', 40), by('Cisco', 'api.meraki.com')),
  prefixed(
    'socket-token',
    'Socket security token',
    'sktsec_',
    of('urlSafe', 40, 60),
    by('Socket', 'api.socket.dev'),
  ),
  prefixed(
    'boundary-token',
    'HashiCorp Boundary token',
    ['at_'],
    shaped(
      '[A-Za-z0-9]{10}_[A-Za-z0-9]{100,260}',
      fake('k3Lr9vT4bN', '_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4)),
      272,
    ),
    vault,
  ),
  credential({
    id: 'tines-webhook',
    title: 'Webhook address with its secret',
    keywords: ['/webhook/'],
    pattern: /\/webhook\/(?<secret>[a-f0-9]{32}\/[a-f0-9]{32})(?![a-f0-9])/y,
    window: 80,
    severity: 'high',
    entropy: 3,
    examples: {
      mustMatch: [
        fake(
          'https://acme.tines.com/webhook/',
          '8f14e45fcea167a5a36dedd4bea2543c/',
          'c9f0f895fb98ab9159f51fd0297e236d',
        ),
      ],
      mustNotMatch: ['https://acme.example.org/webhook/github'],
    },
  }),
];
