import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const stripe = by('Stripe', 'api.stripe.com', 'files.stripe.com');

const square = by('Square', 'connect.squareup.com');

const plaid = by('Plaid', 'production.plaid.com', 'sandbox.plaid.com', 'development.plaid.com');

const flutterwave = by('Flutterwave', 'api.flutterwave.com');

/** Credentials of payment, banking, shop and shipping services. */
export const paymentRules = [
  prefixed(
    'paystack-key',
    'Paystack secret key',
    ['sk_live_', 'sk_test_'],
    of('hex', 40),
    by('Paystack', 'api.paystack.co'),
  ),
  credential({
    id: 'stripe-key',
    title: 'Stripe secret key',
    ...stripe,
    keywords: ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_'],
    pattern: /(?<![A-Za-z0-9_])[sr]k_(?:live|prod)_(?<body>[A-Za-z0-9]{10,250})(?![A-Za-z0-9])/y,
    window: 260,
    entropy: 2.5,
    examples: {
      mustMatch: [fake('sk_live_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'), fake('rk_live_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3')],
      mustNotMatch: ['sk_live_mode', `sk_live_${'x'.repeat(24)}`],
    },
  }),
  credential({
    id: 'stripe-test-key',
    title: 'Stripe test key',
    ...stripe,
    severity: 'high',
    keywords: ['sk_test_', 'rk_test_'],
    pattern: /(?<![A-Za-z0-9_])[sr]k_test_(?<body>[A-Za-z0-9]{10,250})(?![A-Za-z0-9])/y,
    window: 260,
    entropy: 2.5,
    examples: {
      mustMatch: [fake('rk_test_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3')],
      mustNotMatch: ['sk_test_mode', `sk_test_${'x'.repeat(24)}`],
    },
  }),
  prefixed('stripe-webhook-secret', 'Stripe webhook secret', 'whsec_', of('base64', 24, 64), stripe),
  prefixed(
    'paypal-access-token',
    'PayPal or Braintree access token',
    ['access_token$production$', 'access_token$sandbox$'],
    shaped(
      String.raw`[a-z0-9]{16}\$[a-f0-9]{32}`,
      fake('k3lr9vt4bn8cwmk1', '$', '8f14e45fcea167a5a36dedd4bea2543c'),
    ),
    by('PayPal', 'api.paypal.com', 'api.braintreegateway.com'),
  ),
  contextual(
    'paypal-client-secret',
    'PayPal client secret',
    ['paypal'],
    shaped('E[A-Za-z0-9_-]{79}', fake('E', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3).slice(0, 79))),
    { ...by('PayPal', 'api-m.paypal.com', 'api.paypal.com'), words: 'secret' },
  ),
  contextual('braintree-key', 'Braintree private key', ['braintree'], of('hex', 32), {
    ...by('PayPal', 'api.braintreegateway.com'),
    words: 'private',
  }),
  prefixed('square-access-token', 'Square access token', 'EAAA', of('urlSafe', 22, 60), square),
  prefixed(
    'square-application-secret',
    'Square application secret',
    ['sq0csp-', 'sq0csb-'],
    of('urlSafe', 40, 43),
    square,
  ),
  prefixed('square-oauth-token', 'Square OAuth token', 'sq0atp-', of('urlSafe', 22), square),
  prefixed(
    'plaid-access-token',
    'Plaid access token',
    ['access-production-', 'access-development-', 'access-sandbox-'],
    shaped(
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
      '4f9a81cc-5628-4331-a7ac-4196fdf16631',
    ),
    plaid,
  ),
  contextual('plaid-secret', 'Plaid secret', ['plaid'], of('digitsAndLower', 30), plaid),
  contextual('plaid-client-id', 'Plaid client id', ['plaid'], of('digitsAndLower', 24), {
    ...plaid,
    severity: 'medium',
    words: 'client|id',
  }),
  prefixed(
    'flutterwave-key',
    'Flutterwave secret key',
    ['FLWSECK_TEST-', 'FLWSECK-'],
    shaped('[A-Za-z0-9]{12,40}(?:-X)?', 'k3lr9vt4bn8c', 42),
    flutterwave,
  ),
  prefixed(
    'flutterwave-public-key',
    'Flutterwave public key',
    ['FLWPUBK_TEST-', 'FLWPUBK-'],
    shaped('[A-Za-z0-9]{32}(?:-X)?', 'k3lr9vt4bn8cwmk1pz7sydh2gj5qf6or', 34),
    { ...flutterwave, severity: 'low' },
  ),
  prefixed(
    'flutterwave-encryption-key',
    'Flutterwave encryption key',
    'FLWSECK_TEST',
    of('alphanumeric', 12),
    flutterwave,
  ),
  prefixed('razorpay-key', 'Razorpay key id', ['rzp_live_', 'rzp_test_'], of('alphanumeric', 14), {
    ...by('Razorpay', 'api.razorpay.com'),
    severity: 'medium',
  }),
  contextual('razorpay-secret', 'Razorpay key secret', ['razorpay', 'rzp'], of('alphanumeric', 24), {
    ...by('Razorpay', 'api.razorpay.com'),
    words: 'secret',
  }),
  prefixed(
    'adyen-key',
    'Adyen API key',
    'AQE',
    shaped(
      String.raw`[A-Za-z0-9]{5,12}[A-Za-z0-9+/=]{60,200}-[A-Za-z0-9+/=]{30,80}-[A-Za-z0-9+/={}~^&,.<>!?@#$%*();:|_-]{10,40}`,
      fake(
        'yhmfxL3Lr9v',
        'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2),
        '-k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR=',
        '-mK1pZ7sYdH2g',
      ),
      340,
    ),
    by('Adyen', '*.adyen.com'),
  ),
  contextual(
    'mollie-key',
    'Mollie API key',
    ['mollie'],
    shaped('(?:live|test)_[A-Za-z0-9]{30}', fake('live_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6')),
    by('Mollie', 'api.mollie.com'),
  ),
  contextual(
    'gocardless-token',
    'GoCardless token',
    ['gocardless'],
    shaped(
      '(?:live|sandbox)_[A-Za-z0-9_=-]{40}',
      fake('live_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4'),
      48,
    ),
    by('GoCardless', 'api.gocardless.com'),
  ),
  contextual(
    'wise-token',
    'Wise API token',
    ['transferwise', 'wise'],
    shaped(
      '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
      '4f9a81cc-5628-4331-a7ac-4196fdf16631',
    ),
    by('Wise', 'api.transferwise.com', 'api.wise.com'),
  ),
  contextual(
    'finicity-token',
    'Finicity API token',
    ['finicity'],
    of('hex', 32),
    by('Mastercard', 'api.finicity.com'),
  ),
  contextual(
    'finicity-secret',
    'Finicity client secret',
    ['finicity'],
    of('alphanumeric', 20),
    by('Mastercard', 'api.finicity.com'),
  ),
  contextual(
    'finnhub-token',
    'Finnhub token',
    ['finnhub'],
    of('alphanumeric', 20, 40),
    by('Finnhub', 'finnhub.io'),
  ),
  contextual(
    'freemius-key',
    'Freemius secret key',
    ['secret-key', 'freemius'],
    shaped('sk_[^\\s"\'<>]{29}', fake('sk_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF')),
    { ...by('Freemius', 'api.freemius.com'), words: '' },
  ),
];
