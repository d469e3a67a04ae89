import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const heroku = by('Heroku', 'api.heroku.com');

const fly = by('Fly.io', 'api.fly.io', 'api.machines.dev');

const vercel = by('Vercel', 'api.vercel.com', 'vercel.com');

const netlify = by('Netlify', 'api.netlify.com');

const supabase = by('Supabase', 'api.supabase.com', '*.supabase.co');

/** Credentials of hosting platforms and content networks. */
export const hostingRules = [
  prefixed('heroku-key', 'Heroku API key', 'HRKU-', of('urlSafe', 36, 72), heroku),
  contextual('heroku-legacy-key', 'Heroku API key of the older form', ['heroku'], uuid, heroku),
  prefixed('fly-token', 'Fly.io token', ['fm1r_', 'fm1a_', 'fm2_'], of('base64', 80, 1600), fly),
  prefixed(
    'fly-authorization',
    'Fly.io authorization',
    'FlyV1 ',
    shaped('[A-Za-z0-9+/=,_-]{60,2000}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2), 2000),
    fly,
  ),
  prefixed('fly-legacy-token', 'Fly.io access token', 'fo1_', of('urlSafe', 43), fly),
  prefixed(
    'vercel-token',
    'Vercel token',
    ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    of('urlSafe', 40, 70),
    vercel,
  ),
  contextual('vercel-legacy-token', 'Vercel token of the older form', ['vercel'], of('alphanumeric', 24), {
    ...vercel,
    words: 'token|secret|key',
  }),
  prefixed(
    'vercel-blob-token',
    'Vercel Blob token',
    'vercel_blob_rw_',
    of('urlSafe', 40, 60),
    by('Vercel', '*.blob.vercel-storage.com'),
  ),
  prefixed(
    'netlify-token',
    'Netlify token',
    ['nfp_', 'nfo_', 'nfb_', 'nfc_', 'nfu_'],
    of('alphanumeric', 36, 40),
    netlify,
  ),
  contextual(
    'netlify-legacy-token',
    'Netlify token of the older form',
    ['netlify'],
    of('urlSafe', 40, 46),
    netlify,
  ),
  prefixed(
    'render-key',
    'Render API key',
    'rnd_',
    of('alphanumeric', 28, 40),
    by('Render', 'api.render.com'),
  ),
  contextual('railway-token', 'Railway token', ['railway'], uuid, by('Railway', 'backboard.railway.app')),
  prefixed('supabase-token', 'Supabase access token', ['sbp_', 'sbp_oauth_'], of('hex', 40), supabase),
  prefixed('supabase-secret-key', 'Supabase secret key', 'sb_secret_', of('urlSafe', 31, 48), supabase),
  prefixed(
    'scalingo-token',
    'Scalingo API token',
    'tk-us-',
    of('urlSafe', 48),
    by('Scalingo', '*.scalingo.com'),
  ),
  prefixed('pulumi-token', 'Pulumi access token', 'pul-', of('hex', 40), by('Pulumi', 'api.pulumi.com')),
  credential({
    id: 'terraform-cloud-token',
    title: 'Terraform Cloud token',
    ...by('HashiCorp', 'app.terraform.io'),
    keywords: ['.atlasv1.'],
    lead: { alphabet: 'alphanumeric', least: 14, most: 14 },
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}(?![A-Za-z0-9_-])/y,
    window: 96,
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake('k3Lr9vT4bN8cWm', '.atlasv1.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2).slice(0, 62)),
      ],
      mustNotMatch: ['token.atlasv1.short'],
    },
  }),
  contextual(
    'platform-sh-token',
    'Platform.sh or Upsun token',
    ['platformsh', 'upsun'],
    of('urlSafe', 40, 80),
    by('Upsun', 'api.platform.sh'),
  ),
  prefixed(
    'deno-deploy-token',
    'Deno Deploy token',
    ['ddp_', 'ddo_', 'ddw_'],
    of('alphanumeric', 36),
    by('Deno', 'api.deno.com'),
  ),
  contextual(
    'convex-deploy-key',
    'Convex deploy key',
    ['convex'],
    shaped(
      String.raw`(?:prod|preview|dev|project):[a-z0-9-]{4,60}\|[A-Za-z0-9+/=]{40,160}`,
      fake('prod:happy-otter-123|', 'eyJ2MiI6Ik3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'),
      230,
    ),
    { ...by('Convex', '*.convex.cloud'), words: 'key|token' },
  ),
];
