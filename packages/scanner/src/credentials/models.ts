import { atLeastEntropy } from '../match/entropy.js';
import { credential, fake } from './credential.js';

/** Keys of model providers. */
export const modelRules = [
  credential({
    id: 'openai-key',
    title: 'OpenAI API key',
    keywords: ['sk-'],
    pattern:
      /(?<![A-Za-z0-9_-])sk-(?:(?:proj|svcacct|admin|None|service)-[A-Za-z0-9_-]{20,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{32,64})(?![A-Za-z0-9])/y,
    window: 220,
    validators: [atLeastEntropy(3.2)],
    examples: {
      mustMatch: [
        fake('sk-', 'k3Lr9vT4bN8cWmK1pZ7s', 'T3BlbkFJ', 'YdE3gHj5aF6oRiXq0VbN'),
        fake('sk-proj-', 'k3Lr9vT4bN8cWmK1pZ7s_YdE3gHj5-aF6oRiXq0VbN8cWm'),
        fake('sk-svcacct-', 'k3Lr9vT4bN8cWmK1pZ7s_YdE3gHj5-aF6oRiXq0VbN8cWm'),
      ],
      mustNotMatch: ['sk-learn', 'task-management-of-a-very-long-branch-name', `sk-${'x'.repeat(48)}`],
    },
  }),
  credential({
    id: 'anthropic-key',
    title: 'Anthropic API key',
    keywords: ['sk-ant-'],
    pattern: /(?<![A-Za-z0-9])sk-ant-[a-z0-9]{2,16}-[A-Za-z0-9_-]{24,200}/y,
    window: 230,
    validators: [atLeastEntropy(3.2)],
    examples: {
      mustMatch: [fake('sk-ant-', 'api03-k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5')],
      mustNotMatch: ['sk-ant-api03-', `sk-ant-api03-${'x'.repeat(60)}`],
    },
  }),
  credential({
    id: 'hugging-face-token',
    title: 'Hugging Face token',
    keywords: ['hf_', 'api_org_'],
    pattern: /(?<![A-Za-z0-9_])(?:hf_|api_org_)[A-Za-z]{34}(?![A-Za-z0-9])/y,
    window: 48,
    validators: [atLeastEntropy(3)],
    examples: {
      mustMatch: [fake('hf_', 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcWmK')],
      mustNotMatch: ['hf_hub_download', `hf_${'x'.repeat(34)}`],
    },
  }),
  credential({
    id: 'groq-key',
    title: 'Groq API key',
    keywords: ['gsk_'],
    pattern: /(?<![A-Za-z0-9_])gsk_[A-Za-z0-9]{48,56}(?![A-Za-z0-9])/y,
    window: 64,
    validators: [atLeastEntropy(3)],
    examples: {
      mustMatch: [fake('gsk_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYd')],
      mustNotMatch: ['gsk_short'],
    },
  }),
];
