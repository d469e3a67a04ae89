import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

/** Keys of vector stores, search, speech and other tools around models. */
export const modelToolRules = [
  prefixed(
    'elevenlabs-key',
    'ElevenLabs API key',
    'sk_',
    of('hex', 48),
    by('ElevenLabs', 'api.elevenlabs.io'),
  ),
  contextual(
    'deepgram-key',
    'Deepgram API key',
    ['deepgram'],
    of('hex', 40),
    by('Deepgram', 'api.deepgram.com'),
  ),
  contextual(
    'assemblyai-key',
    'AssemblyAI key',
    ['assemblyai', 'assembly-ai'],
    of('hex', 32),
    by('AssemblyAI', 'api.assemblyai.com'),
  ),
  prefixed(
    'jina-key',
    'Jina AI key',
    'jina_',
    of('urlSafe', 50, 70),
    by('Jina AI', 'api.jina.ai', 'r.jina.ai'),
  ),
  prefixed(
    'tavily-key',
    'Tavily API key',
    'tvly-',
    shaped('(?:dev-|prod-)?[A-Za-z0-9-]{30,70}', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR', 76),
    by('Tavily', 'api.tavily.com'),
  ),
  prefixed('firecrawl-key', 'Firecrawl API key', 'fc-', of('hex', 32), by('Firecrawl', 'api.firecrawl.dev')),
  prefixed(
    'pinecone-key',
    'Pinecone API key',
    'pcsk_',
    of('urlSafe', 50, 90),
    by('Pinecone', '*.pinecone.io'),
  ),
  contextual(
    'pinecone-legacy-key',
    'Pinecone API key of the older form',
    ['pinecone'],
    uuid,
    by('Pinecone', '*.pinecone.io'),
  ),
  contextual(
    'weaviate-key',
    'Weaviate API key',
    ['weaviate'],
    of('alphanumeric', 36, 40),
    by('Weaviate', '*.weaviate.cloud', '*.weaviate.network'),
  ),
  contextual('qdrant-key', 'Qdrant API key', ['qdrant'], of('urlSafe', 40, 60), by('Qdrant', '*.qdrant.io')),
  prefixed(
    'langsmith-key',
    'LangSmith API key',
    ['lsv2_pt_', 'lsv2_sk_', 'ls__'],
    shaped('[a-f0-9]{32}(?:_[a-f0-9]{10})?', '8f14e45fcea167a5a36dedd4bea2543c', 44),
    by('LangChain', '*.langchain.com', '*.smith.langchain.com'),
  ),
  prefixed(
    'llamacloud-key',
    'LlamaCloud API key',
    'llx-',
    of('alphanumeric', 40, 64),
    by('LlamaIndex', 'api.cloud.llamaindex.ai'),
  ),
  prefixed('nomic-key', 'Nomic API key', 'nk-', of('urlSafe', 40, 50), by('Nomic', 'api-atlas.nomic.ai')),
  prefixed('e2b-key', 'E2B API key', 'e2b_', of('hex', 40), by('E2B', 'api.e2b.dev')),
  prefixed('modal-token', 'Modal token', ['ak-', 'as-'], of('alphanumeric', 22), {
    ...by('Modal', 'api.modal.com'),
    severity: 'high',
  }),
  credential({
    id: 'baseten-key',
    title: 'Baseten API key',
    ...by('Baseten', 'api.baseten.co'),
    keywords: ['api-key '],
    pattern: /Api-Key (?<secret>[A-Za-z0-9]{8}\.[A-Za-z0-9]{32})(?![A-Za-z0-9])/iy,
    window: 52,
    entropy: 3.5,
    examples: {
      mustMatch: [fake('Authorization: Api-Key ', 'k3Lr9vT4.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR')],
      mustNotMatch: ['Api-Key header'],
    },
  }),
  contextual(
    'wandb-key',
    'Weights & Biases API key',
    ['wandb', 'weights-biases'],
    of('hex', 40),
    by('Weights & Biases', 'api.wandb.ai'),
  ),
  contextual(
    'runpod-key',
    'RunPod API key',
    ['runpod'],
    shaped(
      '(?:rpa_)?[A-Z0-9]{40,46}[a-z0-9]{0,8}',
      fake('rpa_', 'K3LR9VT4BN8CWMQ1PZ7SYDH2GJ5XF6ORK3LR9VT4BN8C'),
      60,
    ),
    by('RunPod', 'api.runpod.io'),
  ),
  contextual(
    'lambda-labs-key',
    'Lambda Cloud API key',
    ['lambda-labs', 'lambdalabs'],
    shaped(
      'secret_[A-Za-z0-9_-]{20,60}[.][A-Za-z0-9]{20,50}',
      fake('secret_', 'k3Lr9vT4bN8cWmK1pZ7sYd', '.k3Lr9vT4bN8cWmK1pZ7sYd'),
      120,
    ),
    by('Lambda', 'cloud.lambdalabs.com'),
  ),
  contextual(
    'privateai-token',
    'Private AI token',
    ['private-ai', 'privateai'],
    of('digitsAndLower', 32),
    by('Private AI'),
  ),
];
