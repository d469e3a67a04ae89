import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped } from './value-form.js';

const twitter = by('X (Twitter)', 'api.twitter.com', 'api.x.com');
const facebook = by('Meta', 'graph.facebook.com', 'graph.instagram.com');

/** Credentials of social networks, media and games. */
export const socialRules = [
  credential({
    id: 'facebook-access-token',
    title: 'Facebook access token of an app',
    ...facebook,
    keywords: ['|'],
    lead: { alphabet: 'digits', least: 14, most: 17 },
    pattern: /\d{14,17}\|[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/y,
    window: 60,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('9116021404487291', '|AYk3Lr9vT4bN8cWmK1pZ7sYdH2g')],
      mustNotMatch: ['| 9116021404487291 | total |'],
    },
  }),
  prefixed(
    'facebook-page-token',
    'Facebook page or user access token',
    ['EAAM', 'EAAC', 'EAAG', 'EAAB', 'EAAD', 'EAAE'],
    of('alphanumeric', 80, 400),
    facebook,
  ),
  contextual(
    'facebook-secret',
    'Facebook app secret',
    ['facebook', 'fb-app', 'instagram', 'meta'],
    of('hex', 32),
    facebook,
  ),
  prefixed(
    'instagram-token',
    'Instagram access token',
    ['IGQVJ', 'IGQWR', 'IGAA'],
    of('urlSafe', 100, 300),
    facebook,
  ),
  prefixed(
    'threads-token',
    'Threads access token',
    'THAA',
    of('alphanumeric', 100, 300),
    by('Meta', 'graph.threads.net'),
  ),
  contextual(
    'twitter-api-key',
    'X (Twitter) API key',
    ['twitter', 'consumer-key'],
    of('alphanumeric', 25),
    twitter,
  ),
  contextual(
    'twitter-api-secret',
    'X (Twitter) API secret',
    ['twitter', 'consumer-secret'],
    of('alphanumeric', 50),
    twitter,
  ),
  contextual(
    'twitter-access-token',
    'X (Twitter) access token',
    ['twitter', 'access-token'],
    shaped(
      '[0-9]{15,25}-[A-Za-z0-9]{20,40}',
      fake('1029481359591200115', '-k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'),
      66,
    ),
    twitter,
  ),
  contextual(
    'twitter-access-secret',
    'X (Twitter) access token secret',
    ['twitter', 'access-token-secret'],
    of('alphanumeric', 45),
    twitter,
  ),
  prefixed(
    'twitter-bearer-token',
    'X (Twitter) bearer token',
    'AAAAAAAAAAAAAAAAAAAAA',
    shaped('[A-Za-z0-9%]{80,120}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3), 120),
    twitter,
  ),
  contextual(
    'linkedin-secret',
    'LinkedIn client secret',
    ['linkedin', 'linked-in'],
    shaped(
      String.raw`(?:WPL_AP1\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/=]{8}|[A-Za-z0-9]{16})`,
      'k3Lr9vT4bN8cWmK1',
      33,
    ),
    { ...by('LinkedIn', 'api.linkedin.com', 'www.linkedin.com'), words: 'secret' },
  ),
  contextual(
    'linkedin-client-id',
    'LinkedIn client id',
    ['linkedin', 'linked-in'],
    of('digitsAndLower', 14),
    { ...by('LinkedIn', 'api.linkedin.com'), severity: 'low' },
  ),
  prefixed(
    'linkedin-access-token',
    'LinkedIn access token',
    'AQ',
    shaped('[UVWX][A-Za-z0-9_-]{250,400}', fake('V', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(8)), 401),
    by('LinkedIn', 'api.linkedin.com'),
  ),
  contextual('reddit-secret', 'Reddit client secret', ['reddit'], of('urlSafe', 27, 30), {
    ...by('Reddit', 'www.reddit.com', 'oauth.reddit.com'),
    words: 'secret',
  }),
  contextual('tiktok-secret', 'TikTok client secret', ['tiktok'], of('alphanumeric', 32, 40), {
    ...by('TikTok', 'open.tiktokapis.com'),
    words: 'secret',
  }),
  contextual(
    'pinterest-token',
    'Pinterest access token',
    ['pinterest'],
    shaped('pina_[A-Za-z0-9_-]{30,100}', fake('pina_', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'), 105),
    by('Pinterest', 'api.pinterest.com'),
  ),
  contextual(
    'twitch-token',
    'Twitch token or client secret',
    ['twitch'],
    shaped('(?:oauth:)?[a-z0-9]{30}', 'k3lr9vt4bn8cwmk1pz7sydh2gj5qf6', 36),
    by('Twitch', 'api.twitch.tv', 'id.twitch.tv'),
  ),
  contextual(
    'spotify-secret',
    'Spotify client secret',
    ['spotify'],
    of('hex', 32),
    by('Spotify', 'api.spotify.com', 'accounts.spotify.com'),
  ),
  prefixed(
    'spotify-refresh-token',
    'Spotify token',
    ['BQ', 'AQ'],
    shaped('[ABCD][A-Za-z0-9_-]{120,240}', fake('A', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(4)), 241),
    by('Spotify', 'api.spotify.com'),
  ),
  contextual('vimeo-token', 'Vimeo access token', ['vimeo'], of('hex', 32), by('Vimeo', 'api.vimeo.com')),
  contextual(
    'flickr-key',
    'Flickr API key',
    ['flickr'],
    of('hex', 32),
    by('Flickr', 'api.flickr.com', 'www.flickr.com'),
  ),
  contextual(
    'steam-key',
    'Steam Web API key',
    ['steam'],
    of('anyHex', 32),
    by('Valve', 'api.steampowered.com'),
  ),
  prefixed(
    'riot-games-key',
    'Riot Games API key',
    'RGAPI-',
    shaped(
      '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
      '4f9a81cc-5628-4331-a7ac-4196fdf16631',
    ),
    by('Riot Games', '*.api.riotgames.com'),
  ),
  contextual(
    'roblox-cookie',
    'Roblox session cookie',
    ['.roblosecurity'],
    shaped('_\\|WARNING[^\\s"\';]{10,200}', fake('_|WARN', 'ING:-DO-NOT-SHARE-THIS.k3Lr9vT4'), 210),
    { ...by('Roblox', '*.roblox.com'), words: '', validators: [] },
  ),
];
