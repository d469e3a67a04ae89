import type { ModelInfo } from '@sallyport/agent';

/** The model in a few words. */
export function modelTitle(model: ModelInfo): string {
  if (model.kind === 'embedded') return 'Offline analyst';
  return model.name;
}

/** What the model is, honestly, and how to have another one. */
export function modelExplanation(model: ModelInfo): string {
  switch (model.kind) {
    case 'embedded':
      return 'The embedded offline analyst answers: rules, not a language model. It reads English questions about the datasets, writes a program for each, and says so when it cannot read one. For a language model, start with OPENAI_API_KEY set, or with OPENAI_BASE_URL for a compatible server such as Ollama.';
    case 'openai':
      return 'An OpenAI model answers, with the key from OPENAI_API_KEY. Name another one in SALLYPORT_MODEL.';
    case 'compatible':
      return `A model on a compatible server answers${model.baseUrl ? ` (${model.baseUrl})` : ''}. Name another one in SALLYPORT_MODEL.`;
    default:
      return model.kind satisfies never;
  }
}
