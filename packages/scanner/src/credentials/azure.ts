import type { PatternRule } from '../rule.js';
import { alphabets, type AlphabetName } from '../match/alphabets.js';
import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, escapePattern, sampleOf } from './prefixed.js';
import { of, uuid } from './value-form.js';

const azure = by('Microsoft Azure', '*.azure.com', '*.windows.net', '*.azure.net');
const microsoft = by('Microsoft', 'login.microsoftonline.com', 'graph.microsoft.com');

/**
 * A key with Microsoft's mark in its midst (the "identifiable secrets" of 2022 and after): so many letters, the mark,
 * a few letters more, and what padding base64 asks for.
 */
function marked(
  id: string,
  title: string,
  marks: readonly string[],
  alphabet: AlphabetName,
  [before, after, padding = '']: readonly [before: number, after: number, padding?: string],
): PatternRule {
  const { source } = alphabets[alphabet];
  const end = sampleOf('alphanumeric', after) + padding;
  return credential({
    id,
    title,
    ...azure,
    keywords: marks.map((mark) => mark.toLowerCase()),
    lead: { alphabet, least: before, most: before },
    pattern: new RegExp(
      `[${source}]{${before}}(?:${marks.map(escapePattern).join('|')})[${source}]{${after}}${padding}(?![${source}])`,
      'y',
    ),
    window: before + after + 8,
    entropy: 3.5,
    examples: {
      mustMatch: marks.map((mark) => fake(sampleOf('alphanumeric', before), mark, end)),
      mustNotMatch: marks.map((mark) => fake(sampleOf('alphanumeric', before - 4), mark, end)),
    },
  });
}

/** Credentials of Microsoft and Azure. */
export const azureRules = [
  marked('azure-storage-account-key', 'Azure storage account key', ['+ASt', 'AzSt'], 'base64', [76, 6, '==']),
  marked('azure-cosmos-key', 'Azure Cosmos DB key', ['ACDb'], 'base64', [76, 6, '==']),
  marked('azure-batch-key', 'Azure Batch or machine learning key', ['+ABa', '+AMC'], 'base64', [76, 6, '==']),
  marked(
    'azure-messaging-key',
    'Azure Service Bus, Event Hubs or Relay key',
    ['+ASb', '+AEh', '+ARm'],
    'base64',
    [33, 6, '='],
  ),
  marked('azure-iot-key', 'Azure IoT key', ['AIoT'], 'base64', [33, 6, '=']),
  marked('azure-redis-key', 'Azure Cache for Redis key', ['AzCa'], 'alphanumeric', [33, 6, '=']),
  marked('azure-search-key', 'Azure AI Search key', ['AzSe'], 'alphanumeric', [42, 6]),
  marked('azure-registry-password', 'Azure Container Registry password', ['+ACR'], 'base64', [42, 6]),
  marked('azure-function-key', 'Azure Functions key', ['AzFu'], 'urlSafe', [44, 6, '==']),
  marked('azure-devops-token', 'Azure DevOps personal access token', ['AZDO'], 'alphanumeric', [76, 4]),
  marked('azure-service-key', 'Azure AI services or API Management key', ['JQQJ9'], 'alphanumeric', [52, 27]),
  credential({
    id: 'azure-storage-key',
    title: 'Azure storage account key in a connection string',
    ...azure,
    keywords: ['accountkey='],
    pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{43,88}={1,2})/iy,
    window: 104,
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake(
          'AccountKey=',
          'uQx2Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7s',
          'YdE3gHj5aF6oRiXq0VuQx2Lr9vT4bN8cWm==',
        ),
      ],
      mustNotMatch: ['AccountKey=short=='],
    },
  }),
  credential({
    id: 'azure-shared-access-key',
    title: 'Azure shared access key in a connection string',
    ...azure,
    keywords: ['sharedaccesskey=', ';secret=', 'sharedaccesssignature='],
    pattern: /(?:SharedAccessKey|;Secret|SharedAccessSignature)=(?<secret>[A-Za-z0-9+/%]{36,200}={0,2})/iy,
    window: 230,
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake('SharedAccessKeyName=Root;SharedAccessKey=', 'uQx2Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8='),
        fake('Endpoint=https://a.azconfig.io;Id=b;Secret=', 'uQx2Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8='),
      ],
      mustNotMatch: ['SharedAccessKey=short'],
    },
  }),
  credential({
    id: 'azure-logic-app-url',
    title: 'Azure Logic App or Power Automate trigger address',
    ...by('Microsoft Azure', '*.logic.azure.com'),
    keywords: ['.logic.azure.com'],
    pattern: /\.logic\.azure\.com[^\s"'<>]{10,200}?[?&]sig=(?<secret>[A-Za-z0-9_-]{30,64})/iy,
    window: 290,
    severity: 'high',
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake(
          'https://prod-1.westus.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sv=1.0&',
          'sig=k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8',
        ),
      ],
      mustNotMatch: ['https://prod-1.westus.logic.azure.com:443/workflows/a/triggers/manual'],
    },
  }),
  credential({
    id: 'azure-sas-token',
    title: 'Azure shared access signature',
    ...azure,
    keywords: ['sig='],
    pattern:
      /(?<=[?&;](?:s[evrpt]|spr|sip|srt|ss)=[^\s"'<>]{0,200}[?&;])sig=(?<secret>[A-Za-z0-9%+/]{40,80}(?:=|%3D){0,2})/iy,
    window: 500,
    severity: 'high',
    confidence: 0.8,
    // A link to a file that may be read for an hour is what many servers answer with.
    incomingConfidence: 0.5,
    entropy: 3.5,
    examples: {
      mustMatch: [
        fake('?sv=2022-11-02&se=2030-01-01&sr=b&sp=r&', 'sig=k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8%3D'),
      ],
      mustNotMatch: ['https://example.org/?sig=k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8%3D'],
    },
  }),
  credential({
    id: 'azure-client-secret',
    title: 'Microsoft Entra client secret',
    ...microsoft,
    keywords: ['q~'],
    lead: { alphabet: 'unreserved', least: 4, most: 4 },
    pattern: /[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])/y,
    window: 48,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('secret: k3L8', 'Q~r9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXqk')],
      mustNotMatch: ['k3L8Q~short'],
    },
  }),
  contextual(
    'azure-devops-legacy-token',
    'Azure DevOps token of the older form',
    ['azure-devops', 'ado', 'vsts'],
    of('digitsAndLower', 52),
    {
      ...by('Microsoft Azure', 'dev.azure.com', '*.visualstudio.com'),
    },
  ),
  contextual(
    'azure-cognitive-key',
    'Azure AI services key of the older form',
    ['ocp-apim-subscription-key', 'azure-openai', 'cognitive', 'azure-search'],
    of('hex', 32),
    {
      ...azure,
      words: 'key',
    },
  ),
  contextual(
    'azure-tenant-secret',
    'Microsoft Entra secret of the older form',
    ['azure', 'aad', 'arm', 'entra'],
    of('dotted', 34, 44),
    {
      ...microsoft,
      words: 'client[_-]?secret',
    },
  ),
  contextual(
    'azure-storage-key-assigned',
    'Azure storage key, by its name',
    ['azure', 'storage', 'cosmos'],
    of('base64', 88),
    {
      ...azure,
      words: 'key|secret',
    },
  ),
  credential({
    id: 'teams-webhook',
    title: 'Microsoft Teams webhook address',
    ...by('Microsoft', '*.webhook.office.com'),
    keywords: ['.webhook.office.com/webhook'],
    pattern:
      /\.webhook\.office\.com\/webhookb?2?\/(?<secret>[A-Za-z0-9-]{36}@[A-Za-z0-9-]{36}\/IncomingWebhook\/[A-Za-z0-9]{32}\/[A-Za-z0-9-]{36})/iy,
    window: 180,
    severity: 'high',
    examples: {
      mustMatch: [
        fake(
          'https://acme.webhook.office.com/webhookb2/',
          `${uuid.sample}@${uuid.sample}`,
          '/IncomingWebhook/',
          sampleOf('hex', 32),
          `/${uuid.sample}`,
        ),
      ],
      mustNotMatch: ['https://acme.webhook.office.com/webhookb2/'],
    },
  }),
];
