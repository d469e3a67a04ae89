import { OpenAIProvider, Runner, type ModelProvider, type RunConfig } from '@openai/agents';
import OpenAI from 'openai';
import type { AgentLimits } from '../limits.js';
import { createOfflineModel } from '../offline/index.js';
import { readModelSettings } from './environment.js';
import { withMaskedAnswers } from './masked-answers.js';
import type { ModelEnvironment, ModelInfo } from './model-info.js';
import { fetchByProxy } from './way-out.js';
import { withWholeAnswers } from './whole-answers.js';

/** A runner bound to the chosen model, and what the model is. */
export interface ModelRunner {
  info: ModelInfo;
  /** Whether a key for the model's server is at hand. */
  hasKey: boolean;
  runner: Runner;
}

/**
 * A runner with a model provider of its own: nothing global is set, and nothing is read from the process's environment
 * but what `environment` holds. Traces, which carry questions and data to OpenAI, are off unless `SALLYPORT_TRACING=1`.
 */
export function createModelRunner(environment: ModelEnvironment, limits: AgentLimits): ModelRunner {
  const { info, apiKey } = readModelSettings(environment);
  const config: Partial<RunConfig> = {
    modelProvider: masked(providerOf(info, apiKey, environment, limits)),
    model: info.name,
    modelSettings: { maxTokens: limits.outputTokens, parallelToolCalls: false },
    tracingDisabled: environment['SALLYPORT_TRACING'] !== '1' || info.kind !== 'openai',
    traceIncludeSensitiveData: false,
    ...(apiKey && info.kind === 'openai' ? { tracing: { apiKey } } : {}),
    workflowName: 'Sallyport analysis',
    toolNotFoundBehavior: 'return_error_to_model',
    toolNameCollisionPolicy: 'error',
  };
  return { info, hasKey: apiKey !== undefined, runner: new Runner(config) };
}

function masked(provider: ModelProvider): ModelProvider {
  return { getModel: async (name) => withMaskedAnswers(await provider.getModel(name)) };
}

function providerOf(
  info: ModelInfo,
  apiKey: string | undefined,
  environment: ModelEnvironment,
  limits: AgentLimits,
): ModelProvider {
  if (info.kind === 'embedded') {
    const model = createOfflineModel();
    return { getModel: () => model };
  }
  const compatible = info.kind === 'compatible';
  const byProxy = fetchByProxy(environment);
  const openAIClient = new OpenAI({
    // Servers on one's own machine take any key, and the client insists on one.
    apiKey: apiKey ?? 'none',
    baseURL: compatible ? environment['OPENAI_BASE_URL'] : 'https://api.openai.com/v1',
    organization: environment['OPENAI_ORG_ID'] ?? null,
    project: environment['OPENAI_PROJECT_ID'] ?? null,
    maxRetries: limits.modelRetries,
    timeout: limits.modelMs,
    // A redirect would hand the question and the data on to another host.
    fetchOptions: { redirect: 'error' },
    ...(byProxy ? { fetch: byProxy } : {}),
    // Its log quotes what it cannot read: a model's words, and with them data.
    logLevel: 'off',
  });
  const provider = new OpenAIProvider({ openAIClient, useResponses: usesResponses(info, environment) });
  return { getModel: async (name) => withWholeAnswers(await provider.getModel(name)) };
}

/** OpenAI is asked by its Responses API; a compatible server by Chat Completions, unless it is said to have Responses. */
function usesResponses(info: ModelInfo, environment: ModelEnvironment): boolean {
  return info.kind === 'openai' || environment['SALLYPORT_MODEL_API'] === 'responses';
}
