import { contextual } from './contextual.js';
import { fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const twilio = by('Twilio', 'api.twilio.com', '*.twilio.com');

/** Credentials of telephony, short messages and push services. */
export const voiceAndPushRules = [
  prefixed('twilio-key', 'Twilio API key', 'SK', of('hex', 32), twilio),
  prefixed('twilio-account-id', 'Twilio account id', 'AC', of('hex', 32), {
    ...twilio,
    severity: 'low',
    confidence: 0.7,
    incomingConfidence: 0.4,
  }),
  contextual('twilio-auth-token', 'Twilio auth token', ['twilio'], of('hex', 32), {
    ...twilio,
    words: 'token|secret|auth',
  }),
  contextual('vonage-secret', 'Vonage API secret', ['vonage', 'nexmo'], of('alphanumeric', 16), {
    ...by('Vonage', 'api.nexmo.com', 'rest.nexmo.com'),
    words: 'secret',
  }),
  contextual(
    'messagebird-token',
    'MessageBird (Bird) API key',
    ['messagebird', 'message-bird'],
    shaped(
      '(?:[A-Za-z0-9]{25}|[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12})',
      'k3Lr9vT4bN8cWmK1pZ7sYdH2g',
      36,
    ),
    { ...by('Bird', 'rest.messagebird.com'), words: '' },
  ),
  contextual(
    'plivo-token',
    'Plivo auth token',
    ['plivo'],
    of('alphanumeric', 40),
    by('Plivo', 'api.plivo.com'),
  ),
  contextual(
    'telnyx-key',
    'Telnyx API key',
    ['telnyx'],
    shaped(
      'KEY[A-F0-9]{32}_[A-Za-z0-9]{22}',
      fake('KEY', '8F14E45FCEA167A5A36DEDD4BEA2543C', '_k3Lr9vT4bN8cWmK1pZ7sYd'),
    ),
    by('Telnyx', 'api.telnyx.com'),
  ),
  contextual(
    'line-token',
    'LINE channel token',
    ['line'],
    shaped('[A-Za-z0-9+/]{80,180}={0,2}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3), 182),
    { ...by('LINE', 'api.line.me'), words: 'channel' },
  ),
  contextual(
    'sendbird-token',
    'Sendbird API token',
    ['sendbird'],
    shaped(
      '(?:[a-f0-9]{40}|[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12})',
      '8f14e45fcea167a5a36dedd4bea2543cc9f0f895',
      40,
    ),
    by('Sendbird', '*.sendbird.com'),
  ),
  contextual('pusher-secret', 'Pusher secret', ['pusher'], of('hex', 20), {
    ...by('Pusher', 'api.pusherapp.com'),
    words: 'secret',
  }),
  contextual(
    'ably-key',
    'Ably API key',
    ['ably'],
    shaped(
      String.raw`[A-Za-z0-9_-]{6,8}\.[A-Za-z0-9_-]{6,8}:[A-Za-z0-9_-]{40,46}`,
      fake('k3Lr9v.T4bN8c:', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8'),
      64,
    ),
    by('Ably', 'rest.ably.io'),
  ),
  contextual(
    'onesignal-key',
    'OneSignal API key',
    ['onesignal'],
    shaped(
      '(?:os_v2_(?:app|org)_[a-z0-9]{60,110}|[A-Za-z0-9]{48})',
      fake('os_v2_app_', 'k3lr9vt4bn8cwmk1pz7sydh2gj5qf6or'.repeat(2)),
      122,
    ),
    by('OneSignal', 'api.onesignal.com'),
  ),
];
