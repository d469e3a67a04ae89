import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const openai = by('OpenAI', 'api.openai.com', '*.api.openai.com');

const anthropic = by('Anthropic', 'api.anthropic.com');

const huggingFace = by('Hugging Face', 'huggingface.co', '*.huggingface.co', '*.endpoints.huggingface.cloud');

/** Keys of model providers, vector stores and the tools around them. */
export const modelRules = [
  prefixed(
    'openrouter-key',
    'OpenRouter API key',
    'sk-or-v1-',
    of('hex', 64),
    by('OpenRouter', 'openrouter.ai'),
  ),
  prefixed('langfuse-key', 'Langfuse secret key', 'sk-lf-', uuid, by('Langfuse', '*.langfuse.com')),
  contextual(
    'deepseek-key',
    'DeepSeek API key',
    ['deepseek'],
    shaped('sk-[a-f0-9]{32}', fake('sk-', '8f14e45fcea167a5a36dedd4bea2543c')),
    by('DeepSeek', 'api.deepseek.com'),
  ),
  contextual(
    'stability-key',
    'Stability AI key',
    ['stability'],
    shaped('sk-[A-Za-z0-9]{48}', fake('sk-', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8cWmK1')),
    by('Stability AI', 'api.stability.ai'),
  ),
  prefixed(
    'anthropic-admin-key',
    'Anthropic admin API key',
    'sk-ant-admin01-',
    of('urlSafe', 60, 120),
    anthropic,
  ),
  prefixed(
    'anthropic-oauth-token',
    'Anthropic OAuth token',
    ['sk-ant-oat01-', 'sk-ant-ort01-'],
    of('urlSafe', 60, 120),
    anthropic,
  ),
  credential({
    id: 'anthropic-key',
    title: 'Anthropic API key',
    ...anthropic,
    keywords: ['sk-ant-'],
    pattern: /(?<![A-Za-z0-9])sk-ant-[a-z0-9]{2,16}-(?<body>[A-Za-z0-9_-]{24,200})/y,
    window: 230,
    entropy: 3.2,
    examples: {
      mustMatch: [fake('sk-ant-', 'api03-k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5')],
      mustNotMatch: ['sk-ant-api03-', `sk-ant-api03-${'x'.repeat(60)}`],
    },
  }),
  prefixed('openai-project-key', 'OpenAI project key', 'sk-proj-', of('urlSafe', 20, 200), openai),
  prefixed(
    'openai-service-key',
    'OpenAI service account key',
    ['sk-svcacct-', 'sk-service-'],
    of('urlSafe', 20, 200),
    openai,
  ),
  prefixed('openai-admin-key', 'OpenAI admin key', 'sk-admin-', of('urlSafe', 20, 200), openai),
  credential({
    id: 'openai-key',
    title: 'OpenAI API key',
    ...openai,
    keywords: ['sk-'],
    pattern:
      /(?<![A-Za-z0-9_-])sk-(?<body>[A-Za-z0-9-]{0,40}[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9_-]{20,74}|None-[A-Za-z0-9_-]{20,200}|[A-Za-z0-9]{32,64})(?![A-Za-z0-9])/y,
    window: 220,
    effort: 5000,
    entropy: 3.2,
    examples: {
      mustMatch: [fake('sk-', 'k3Lr9vT4bN8cWmK1pZ7s', 'T3BlbkFJ', 'YdE3gHj5aF6oRiXq0VbN')],
      mustNotMatch: ['sk-learn', 'task-management-of-a-very-long-branch-name', `sk-${'x'.repeat(48)}`],
    },
  }),
  prefixed('openai-session', 'OpenAI session key', 'sess-', of('alphanumeric', 40), openai),
  credential({
    id: 'hugging-face-token',
    title: 'Hugging Face token',
    ...huggingFace,
    keywords: ['hf_', 'api_org_', 'hf_oauth_'],
    pattern:
      /(?<![A-Za-z0-9_])(?:hf_oauth_[A-Za-z0-9._-]{30,400}|(?:hf_|api_org_)[A-Za-z]{34})(?![A-Za-z0-9])/y,
    window: 412,
    entropy: 3,
    examples: {
      mustMatch: [
        fake('hf_', 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcWmK'),
        fake('api_org_', 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcWmK'),
      ],
      mustNotMatch: ['hf_hub_download', `hf_${'x'.repeat(34)}`],
    },
  }),
  prefixed('groq-key', 'Groq API key', 'gsk_', of('alphanumeric', 48, 56), by('Groq', 'api.groq.com')),
  prefixed('xai-key', 'xAI API key', 'xai-', of('alphanumeric', 60, 84), by('xAI', 'api.x.ai')),
  prefixed(
    'perplexity-key',
    'Perplexity API key',
    'pplx-',
    of('alphanumeric', 40, 56),
    by('Perplexity', 'api.perplexity.ai'),
  ),
  prefixed(
    'replicate-token',
    'Replicate API token',
    'r8_',
    of('alphanumeric', 36, 40),
    by('Replicate', 'api.replicate.com'),
  ),
  prefixed(
    'together-key',
    'Together AI key',
    'tgp_v1_',
    of('urlSafe', 40, 48),
    by('Together AI', 'api.together.xyz', 'api.together.ai'),
  ),
  contextual(
    'together-legacy-key',
    'Together AI key of the older form',
    ['together'],
    of('hex', 64),
    by('Together AI', 'api.together.xyz', 'api.together.ai'),
  ),
  prefixed(
    'fireworks-key',
    'Fireworks AI key',
    'fw_',
    of('alphanumeric', 22, 26),
    by('Fireworks AI', 'api.fireworks.ai'),
  ),
  prefixed(
    'cerebras-key',
    'Cerebras API key',
    'csk-',
    of('digitsAndLower', 48),
    by('Cerebras', 'api.cerebras.ai'),
  ),
  contextual(
    'mistral-key',
    'Mistral API key',
    ['mistral', 'codestral'],
    of('alphanumeric', 32),
    by('Mistral', 'api.mistral.ai', 'codestral.mistral.ai'),
  ),
  contextual(
    'cohere-key',
    'Cohere API key',
    ['cohere', 'co-api'],
    of('alphanumeric', 40),
    by('Cohere', 'api.cohere.com', 'api.cohere.ai'),
  ),
  contextual('ai21-key', 'AI21 API key', ['ai21'], of('alphanumeric', 32), by('AI21', 'api.ai21.com')),
  contextual(
    'voyage-key',
    'Voyage AI key',
    ['voyage'],
    shaped('(?:pa|al)-[A-Za-z0-9_-]{43}', fake('pa-', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oRk3Lr9vT4bN8')),
    by('Voyage AI', 'api.voyageai.com'),
  ),
];
