import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const google = by('Google', '*.googleapis.com', 'accounts.google.com');

/** Credentials of Google and Google Cloud. */
export const googleRules = [
  credential({
    id: 'google-api-key',
    title: 'Google API key',
    ...google,
    keywords: ['aiza'],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y,
    window: 48,
    entropy: 3,
    severity: 'high',
    examples: {
      mustMatch: [fake('key=AIza', 'SyB3kq9Xw2Lr7vT1bN8cWmK5pZ0sYdE4gHj')],
      mustNotMatch: [fake('AIza', 'SyB3kq9Xw2'), fake('AIza', 'a'.repeat(35))],
    },
  }),
  prefixed(
    'google-express-key',
    'Google AI key bound to a service account',
    'AQ.Ab',
    of('urlSafe', 40, 120),
    {
      ...google,
    },
  ),
  prefixed('google-oauth-secret', 'Google OAuth client secret', 'GOCSPX-', of('urlSafe', 28), google),
  prefixed('google-access-token', 'Google OAuth access token', 'ya29.', of('urlSafe', 30, 1000), google),
  credential({
    id: 'google-refresh-token',
    title: 'Google OAuth refresh token',
    ...google,
    keywords: ['1//0'],
    pattern: /(?<![A-Za-z0-9_/-])1\/\/0[A-Za-z0-9_-]{35,200}(?![A-Za-z0-9_-])/y,
    window: 206,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('1//0', 'gk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK')],
      mustNotMatch: ['1//0 and 1//05'],
    },
  }),
  credential({
    id: 'google-service-account',
    title: 'Google service account key',
    ...google,
    keywords: ['private_key_id'],
    pattern:
      /private_key_id\\?["']?\s{0,3}[:=]\s{0,3}\\?["'](?<secret>[a-f0-9]{40})\\?["'](?=[\s\S]{0,40}private_key)/iy,
    window: 120,
    entropy: 3,
    examples: {
      mustMatch: [
        fake(
          '"private_key_id": "',
          '8f14e45fcea167a5a36dedd4bea2543cc9f0f895',
          '", "private_key": "-----BEGIN',
        ),
      ],
      mustNotMatch: ['"private_key_id": "the id of the key"', 'private_key_id is a member of the file'],
    },
  }),
  credential({
    id: 'google-application-default',
    title: 'Google application default credentials',
    ...google,
    keywords: ['authorized_user'],
    pattern: /authorized_user(?=[\s\S]{0,400}refresh_token|(?<=refresh_token[\s\S]{0,400}))/iy,
    window: 820,
    confidence: 0.75,
    skipPlaceholders: false,
    examples: {
      mustMatch: [
        fake('{"client_id": "1.apps", "refresh_token": "1//k3Lr9vT4bN8c", "type": "authorized', '_user"}'),
        fake('{"type": "authorized', '_user", "client_secret": "a", "refresh_token": "1//k3Lr9vT4bN8c"}'),
      ],
      mustNotMatch: ['The type is authorized_user or service_account.'],
    },
  }),
  prefixed('google-hmac-key', 'Google Cloud Storage HMAC key', 'GOOG1E', of('upper', 55, 57), google),
  credential({
    id: 'firebase-server-key',
    title: 'Firebase Cloud Messaging server key',
    ...by('Google', 'fcm.googleapis.com'),
    keywords: ['aaaa'],
    pattern: /(?<![A-Za-z0-9_-])AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{100,180}(?![A-Za-z0-9_-])/y,
    window: 204,
    entropy: 4,
    examples: {
      mustMatch: [fake('AAAA', 'k3Lr9vT', ':APA91b', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4))],
      mustNotMatch: ['AAAAk3Lr9vT:APA91b'],
    },
  }),
  contextual(
    'google-recaptcha-secret',
    'reCAPTCHA secret',
    ['captcha'],
    shaped('6L[A-Za-z0-9_-]{38}', fake('6Lek3Lr9vT4bN8cWmK1pZ7s', 'YdH2gJ5qF6oRk3Lr9')),
    { ...by('Google', 'www.google.com'), words: 'secret|private' },
  ),
  contextual('google-maps-signing-secret', 'Google Maps signing secret', ['maps'], of('urlSafe', 27, 28), {
    ...google,
    words: 'signing[_. -]?(?:secret|key)|url[_. -]?sign',
    examples: {
      mustMatch: [fake('MAPS_SIGNING_SECRET=', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5')],
      mustNotMatch: ['maps_style=k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5'],
    },
  }),
];
