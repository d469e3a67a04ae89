import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, uuid } from './value-form.js';

const slack = by('Slack', 'slack.com', '*.slack.com');

const discord = by('Discord', 'discord.com', 'discordapp.com', 'gateway.discord.gg');

const hasNumbers = (secret: string): boolean => /\d{5}/.test(secret);

/** A token of Slack: a prefix, numbers of the workspace, and a random end. */
function slackToken(
  id: string,
  title: string,
  prefixes: readonly string[],
  body: string,
): ReturnType<typeof credential> {
  return credential({
    id,
    title,
    ...slack,
    keywords: prefixes,
    pattern: new RegExp(
      `(?<![A-Za-z0-9])(?:${prefixes.map((one) => one.replace('.', String.raw`\.`)).join('|')})(?<body>${body})`,
      'y',
    ),
    window: 260,
    entropy: 2.5,
    validators: [hasNumbers],
    examples: {
      mustMatch: prefixes.map((one) => fake(one, '2635942065', '64-2343594206574-FGqddMF8t08v8N7Oq4i57vs1')),
      mustNotMatch: prefixes.flatMap((one) => [`${one}not-a-token`, `${one}${'x'.repeat(40)}`]),
    },
  });
}

/** Credentials of chat, voice and short messages. */
export const messagingRules = [
  slackToken(
    'slack-configuration-token',
    'Slack app configuration token',
    ['xoxe.xoxp-', 'xoxe.xoxb-', 'xoxe.'],
    '[A-Za-z0-9-]{18,250}',
  ),
  slackToken('slack-bot-token', 'Slack bot token', ['xoxb-'], '[A-Za-z0-9-]{18,250}'),
  slackToken('slack-user-token', 'Slack user token', ['xoxp-', 'xoxe-'], '[A-Za-z0-9-]{18,250}'),
  slackToken('slack-app-token', 'Slack app-level token', ['xapp-'], '[A-Za-z0-9-]{18,250}'),
  slackToken(
    'slack-legacy-token',
    'Slack legacy or workspace token',
    ['xoxa-', 'xoxr-', 'xoxs-', 'xoxo-'],
    '[A-Za-z0-9-]{18,250}',
  ),
  slackToken('slack-session-token', 'Slack session token', ['xoxc-', 'xoxd-'], '[A-Za-z0-9%+/=-]{18,250}'),
  credential({
    id: 'slack-webhook',
    title: 'Slack webhook address',
    ...by('Slack', 'hooks.slack.com'),
    keywords: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?<secret>(?:services|workflows|triggers)\/[A-Za-z0-9+/]{30,80})/y,
    window: 110,
    severity: 'high',
    entropy: 3,
    examples: {
      mustMatch: [
        fake('https://hooks.slack.com/', 'services/T02AB3CD4/B05EF6GH7/', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'),
      ],
      mustNotMatch: ['https://hooks.slack.com/services/'],
    },
  }),
  credential({
    id: 'discord-bot-token',
    title: 'Discord bot token',
    ...discord,
    // The first part is the bot's number in base64, which ends where the time of issue begins.
    keywords: ['.'],
    lead: { alphabet: 'urlSafe', least: 24, most: 28 },
    pattern: /(?:[MNO][A-Za-z0-9_-]{23,27})\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/y,
    window: 80,
    entropy: 3.5,
    validators: [
      (secret) =>
        /^\d{4}/.test(Buffer.from(secret.slice(0, secret.indexOf('.')), 'base64url').toString('latin1')),
    ],
    examples: {
      mustMatch: [fake('MTAyOTQ4MTM1OTU5MTIwMDEx', '.GSwJyi.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9v')],
      mustNotMatch: [fake('MyFirstModuleOfTheProject', '.GSwJyi.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9v')],
    },
  }),
  prefixed('discord-user-token', 'Discord token of a user', 'mfa.', of('urlSafe', 84), discord),
  contextual(
    'discord-token',
    'Discord token or key, by its name',
    ['discord'],
    of('alphanumeric', 64),
    discord,
  ),
  contextual('discord-client-secret', 'Discord client secret', ['discord'], of('urlSafe', 32), {
    ...discord,
    words: 'secret|token',
  }),
  contextual('discord-client-id', 'Discord application id', ['discord'], of('digits', 17, 20), {
    ...discord,
    severity: 'low',
    validators: [],
  }),
  credential({
    id: 'discord-webhook',
    title: 'Discord webhook address',
    ...discord,
    keywords: ['/api/webhooks/'],
    pattern: /\/api\/webhooks\/(?<secret>\d{17,20}\/[A-Za-z0-9_-]{60,80})/y,
    window: 120,
    severity: 'high',
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake(
          'https://discord.com/api/webhooks/',
          '1029481359591200115/',
          'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(2),
          'k3Lr',
        ),
      ],
      mustNotMatch: ['https://discord.com/api/webhooks/1029481359591200115/token'],
    },
  }),
  credential({
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    ...by('Telegram', 'api.telegram.org'),
    keywords: [':a'],
    lead: { alphabet: 'digits', least: 5, most: 16 },
    pattern: /\d{5,16}:A[A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])/y,
    window: 60,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('5912345678', ':AAk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oR')],
      mustNotMatch: [fake('59', ':AAk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oR')],
    },
  }),
  contextual(
    'mattermost-token',
    'Mattermost token',
    ['mattermost'],
    of('digitsAndLower', 26),
    by('Mattermost'),
  ),
  contextual(
    'rocketchat-token',
    'Rocket.Chat token',
    ['rocketchat', 'rocket-chat'],
    of('urlSafe', 43),
    by('Rocket.Chat'),
  ),
  credential({
    id: 'google-chat-webhook',
    title: 'Google Chat webhook address',
    ...by('Google', 'chat.googleapis.com'),
    keywords: ['chat.googleapis.com/v1/spaces/'],
    pattern:
      /chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{6,20}\/messages\?key=(?<secret>[A-Za-z0-9_-]{30,50}&token=[A-Za-z0-9_%-]{30,60})/y,
    window: 200,
    severity: 'high',
    examples: {
      mustMatch: [
        fake(
          'https://chat.googleapis.com/v1/spaces/AAAAbcdefgh/messages?key=',
          'AIzk3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3L',
          '&token=',
          'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3L',
        ),
      ],
      mustNotMatch: ['https://chat.googleapis.com/v1/spaces/AAAAbcdefgh/messages'],
    },
  }),
  credential({
    id: 'lark-webhook',
    title: 'Lark, Feishu or DingTalk webhook address',
    keywords: ['/open-apis/bot/v2/hook/', 'oapi.dingtalk.com/robot/send?access_token='],
    pattern:
      /(?:\/open-apis\/bot\/v2\/hook\/|oapi\.dingtalk\.com\/robot\/send\?access_token=)(?<secret>[a-f0-9-]{36,64})/y,
    window: 110,
    severity: 'high',
    entropy: 3,
    examples: {
      mustMatch: [fake('https://open.larksuite.com/open-apis/bot/v2/hook/', uuid.sample)],
      mustNotMatch: ['https://open.larksuite.com/open-apis/bot/v2/hook/token'],
    },
  }),
  contextual('lark-secret', 'Lark or Feishu app secret', ['lark', 'feishu'], of('alphanumeric', 32), {
    ...by('Lark', 'open.larksuite.com', 'open.feishu.cn'),
    words: 'secret',
  }),
];
