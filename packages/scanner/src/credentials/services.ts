import { atLeastEntropy } from '../match/entropy.js';
import { credential, fake } from './credential.js';

/** Keys of messaging and payment services. */
export const serviceRules = [
  credential({
    id: 'slack-token',
    title: 'Slack token',
    keywords: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxs-', 'xoxr-', 'xoxe-', 'xoxe.', 'xapp-'],
    pattern: /(?<![A-Za-z0-9])(?:xox[abeoprs][-.](?:xox[bp]-)?|xapp-)[A-Za-z0-9-]{18,250}/y,
    window: 266,
    validators: [atLeastEntropy(3), (secret) => /\d{5}/.test(secret)],
    examples: {
      mustMatch: [
        fake('xoxb-', '263594206564-2343594206574-FGqddMF8t08v8N7Oq4i57vs1'),
        fake('xapp-', '1-A0123ABCDEF-2345678901234-8f14e45fceea167a5a36dedd4bea2543'),
      ],
      mustNotMatch: ['xoxb-not-a-token', `xoxb-${'x'.repeat(40)}`],
    },
  }),
  credential({
    id: 'slack-webhook',
    title: 'Slack webhook address',
    keywords: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?<secret>(?:services|workflows|triggers)\/[A-Za-z0-9/]{30,80})/y,
    window: 110,
    severity: 'high',
    examples: {
      mustMatch: [
        fake('https://hooks.slack.com/', 'services/T02AB3CD4/B05EF6GH7/', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'),
      ],
      mustNotMatch: ['https://hooks.slack.com/services/'],
    },
  }),
  credential({
    id: 'stripe-key',
    title: 'Stripe secret key',
    keywords: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'whsec_'],
    pattern:
      /(?<![A-Za-z0-9_])(?:(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,200}|whsec_[A-Za-z0-9+/]{32,64}={0,2})/y,
    window: 216,
    validators: [atLeastEntropy(3)],
    examples: {
      mustMatch: [fake('sk_live_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'), fake('rk_test_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3')],
      mustNotMatch: ['sk_live_mode', `sk_test_${'x'.repeat(24)}`],
    },
  }),
  credential({
    id: 'sendgrid-key',
    title: 'SendGrid API key',
    keywords: ['sg.'],
    pattern: /(?<![A-Za-z0-9_.])SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}(?![A-Za-z0-9_-])/y,
    window: 80,
    validators: [atLeastEntropy(3.5)],
    examples: {
      mustMatch: [fake('SG.', 'k3Lr9vT4bN8cWmK1pZ7sYd.', 'E3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5aF6oRiX')],
      mustNotMatch: ['msg.length.toString()'],
    },
  }),
  credential({
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    keywords: [':a'],
    pattern: /(?<=(?<!\d)\d{5,16}):A[A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])/iy,
    window: 48,
    validators: [atLeastEntropy(3.5)],
    examples: {
      mustMatch: [fake('5912345678', ':AAk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oR')],
      mustNotMatch: [fake('59', ':AAk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oR')],
    },
  }),
];
