import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const mailgun = by('Mailgun', 'api.mailgun.net', 'api.eu.mailgun.net');

/** Credentials of mail and marketing services. */
export const mailRules = [
  credential({
    id: 'sendgrid-key',
    title: 'SendGrid API key',
    ...by('SendGrid', 'api.sendgrid.com', 'smtp.sendgrid.net'),
    keywords: ['sg.'],
    pattern: /(?<![A-Za-z0-9_.])SG\.[A-Za-z0-9_=.-]{16,24}\.[A-Za-z0-9_=-]{39,50}(?![A-Za-z0-9_-])/y,
    window: 80,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('SG.', 'k3Lr9vT4bN8cWmK1pZ7sYd.', 'E3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5aF6oRiX')],
      mustNotMatch: ['msg.length.toString()'],
    },
  }),
  prefixed('mailgun-key', 'Mailgun private key', 'key-', of('hex', 32), mailgun),
  prefixed('mailgun-public-key', 'Mailgun public key', 'pubkey-', of('hex', 32), {
    ...mailgun,
    severity: 'low',
  }),
  contextual(
    'mailgun-signing-key',
    'Mailgun signing or API key',
    ['mailgun'],
    shaped(
      '(?:key-)?[a-f0-9]{32}(?:-[a-f0-9]{8}-[a-f0-9]{8})?',
      fake('8f14e45fcea167a5a36dedd4bea2543c', '-c9f0f895-fb98ab91'),
      54,
    ),
    mailgun,
  ),
  credential({
    id: 'mailchimp-key',
    title: 'Mailchimp API key',
    ...by('Mailchimp', '*.api.mailchimp.com'),
    keywords: ['-us'],
    lead: { alphabet: 'hex', least: 32, most: 32 },
    pattern: /[a-f0-9]{32}-us\d{1,2}(?![A-Za-z0-9])/y,
    window: 40,
    entropy: 3,
    examples: {
      mustMatch: [fake('8f14e45fcea167a5a36dedd4bea2543c', '-us14')],
      mustNotMatch: ['region-us1', fake('a8f14e45fcea167a5a36dedd4bea2543c', '-us14')],
    },
  }),
  prefixed('mandrill-key', 'Mandrill API key', 'md-', of('urlSafe', 22), by('Mailchimp', 'mandrillapp.com')),
  prefixed(
    'brevo-key',
    'Brevo API key',
    ['xkeysib-', 'xsmtpsib-'],
    shaped(
      '[a-f0-9]{64}-[A-Za-z0-9]{16}',
      fake('8f14e45fcea167a5a36dedd4bea2543c', 'c9f0f895fb98ab9159f51fd0297e236d', '-k3Lr9vT4bN8cWmK1'),
    ),
    by('Brevo', 'api.brevo.com', 'api.sendinblue.com'),
  ),
  contextual(
    'postmark-token',
    'Postmark server token',
    ['postmark'],
    uuid,
    by('Postmark', 'api.postmarkapp.com'),
  ),
  prefixed(
    'resend-key',
    'Resend API key',
    're_',
    shaped('[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', fake('k3Lr9vT4', '_bN8cWmK1pZ7sYdH2gJ5qF6oR')),
    by('Resend', 'api.resend.com'),
  ),
  contextual(
    'sparkpost-key',
    'SparkPost API key',
    ['sparkpost'],
    of('hex', 40),
    by('SparkPost', 'api.sparkpost.com'),
  ),
  contextual(
    'mailjet-key',
    'Mailjet key',
    ['mailjet', 'mj-apikey'],
    of('hex', 32),
    by('Mailjet', 'api.mailjet.com'),
  ),
  prefixed(
    'mailersend-token',
    'MailerSend token',
    'mlsn.',
    of('hex', 64),
    by('MailerSend', 'api.mailersend.com'),
  ),
  contextual(
    'mailerlite-token',
    'MailerLite token',
    ['mailerlite'],
    of('hex', 32),
    by('MailerLite', 'connect.mailerlite.com'),
  ),
  prefixed('klaviyo-key', 'Klaviyo private key', 'pk_', of('hex', 34), by('Klaviyo', 'a.klaviyo.com')),
  contextual(
    'convertkit-secret',
    'Kit (ConvertKit) API secret',
    ['convertkit'],
    of('urlSafe', 40, 44),
    by('Kit', 'api.convertkit.com'),
  ),
  contextual(
    'customerio-key',
    'Customer.io key',
    ['customerio', 'customer.io'],
    of('hex', 20, 32),
    by('Customer.io', 'api.customer.io', 'track.customer.io'),
  ),
  prefixed(
    'courier-token',
    'Courier auth token',
    ['pk_prod_', 'pk_test_'],
    of('upper', 28),
    by('Courier', 'api.courier.com'),
  ),
  contextual(
    'beamer-token',
    'Beamer API token',
    ['beamer'],
    shaped('b_[A-Za-z0-9=_-]{44}', fake('b_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8c')),
    by('Beamer', 'api.getbeamer.com'),
  ),
  contextual(
    'iterable-key',
    'Iterable API key',
    ['iterable'],
    of('hex', 32),
    by('Iterable', 'api.iterable.com'),
  ),
  contextual(
    'braze-key',
    'Braze REST API key',
    ['braze', 'appboy'],
    uuid,
    by('Braze', '*.braze.com', '*.braze.eu'),
  ),
];
