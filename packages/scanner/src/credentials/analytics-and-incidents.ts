import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const sentry = by('Sentry', 'sentry.io', '*.sentry.io');

/** Credentials of analytics, error tracking and incident services. */
export const analyticsRules = [
  prefixed(
    'sentry-organization-token',
    'Sentry organization token',
    'sntrys_',
    shaped('eyJ[A-Za-z0-9+/=_-]{60,400}', fake('ey', 'J', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2)), 404),
    sentry,
  ),
  prefixed('sentry-user-token', 'Sentry user token', 'sntryu_', of('hex', 64), sentry),
  contextual('sentry-legacy-token', 'Sentry token of the older form', ['sentry'], of('hex', 64), sentry),
  credential({
    id: 'sentry-secret-dsn',
    title: 'Sentry address with its secret',
    ...sentry,
    keywords: ['://'],
    pattern: /:\/\/(?<secret>[a-f0-9]{32}:[a-f0-9]{32})@[a-z0-9.-]{1,80}\/\d{1,12}/y,
    window: 170,
    effort: 400,
    severity: 'high',
    entropy: 3,
    examples: {
      mustMatch: [
        fake(
          'https://',
          '8f14e45fcea167a5a36dedd4bea2543c:',
          'c9f0f895fb98ab9159f51fd0297e236d',
          '@sentry.io/42',
        ),
      ],
      mustNotMatch: [fake('https://', '8f14e45fcea167a5a36dedd4bea2543c', '@sentry.io/42')],
    },
  }),
  contextual(
    'rollbar-token',
    'Rollbar access token',
    ['rollbar'],
    of('hex', 32, 128),
    by('Rollbar', 'api.rollbar.com'),
  ),
  contextual(
    'bugsnag-key',
    'Bugsnag API key',
    ['bugsnag'],
    of('hex', 32),
    by('SmartBear', 'api.bugsnag.com'),
  ),
  contextual(
    'airbrake-key',
    'Airbrake key',
    ['airbrake'],
    of('hex', 32, 40),
    by('Airbrake', 'api.airbrake.io'),
  ),
  prefixed(
    'posthog-key',
    'PostHog personal API key',
    'phx_',
    of('alphanumeric', 40, 52),
    by('PostHog', 'app.posthog.com', 'us.posthog.com', 'eu.posthog.com'),
  ),
  prefixed('posthog-project-key', 'PostHog project key', 'phc_', of('alphanumeric', 40, 52), {
    ...by('PostHog', 'us.i.posthog.com', 'eu.i.posthog.com'),
    severity: 'low',
  }),
  contextual('segment-key', 'Segment write key', ['segment'], of('alphanumeric', 32), {
    ...by('Twilio', 'api.segment.io'),
    words: 'write[_. -]?key|token',
  }),
  contextual(
    'amplitude-secret',
    'Amplitude secret key',
    ['amplitude'],
    of('hex', 32),
    by('Amplitude', 'amplitude.com', 'api2.amplitude.com'),
  ),
  contextual('mixpanel-secret', 'Mixpanel secret', ['mixpanel'], of('alphanumeric', 32), {
    ...by('Mixpanel', 'api.mixpanel.com', 'mixpanel.com'),
    words: 'secret',
  }),
  contextual(
    'pagerduty-key',
    'PagerDuty API key',
    ['pagerduty', 'pager-duty', 'pd-api'],
    shaped('(?:[uy]\\+[A-Za-z0-9_-]{18}|[A-Za-z0-9_-]{20}|[a-f0-9]{32})', 'k3Lr9vT4bN8cWmK1pZ7s', 32),
    by('PagerDuty', 'api.pagerduty.com', 'events.pagerduty.com'),
  ),
  contextual('opsgenie-key', 'Opsgenie API key', ['opsgenie'], uuid, by('Atlassian', 'api.opsgenie.com')),
  contextual(
    'statuspage-key',
    'Statuspage API key',
    ['statuspage'],
    of('alphanumeric', 36, 64),
    by('Atlassian', 'api.statuspage.io'),
  ),
  contextual(
    'uptimerobot-key',
    'UptimeRobot API key',
    ['uptimerobot', 'uptime-robot'],
    shaped('[um]\\d{6,10}-[a-f0-9]{24,32}', fake('u1234567', '-8f14e45fcea167a5a36dedd4')),
    by('UptimeRobot', 'api.uptimerobot.com'),
  ),
  contextual(
    'looker-secret',
    'Looker client secret',
    ['looker'],
    of('digitsAndLower', 24),
    by('Google', '*.looker.com'),
  ),
  contextual('looker-client-id', 'Looker client id', ['looker'], of('digitsAndLower', 20), {
    ...by('Google', '*.looker.com'),
    severity: 'medium',
    words: 'client|id',
  }),
];
