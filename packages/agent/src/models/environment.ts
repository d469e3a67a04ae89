import { getDefaultModel } from '@openai/agents';
import { offlineModelName } from '../offline/index.js';
import type { ModelEnvironment, ModelInfo } from './model-info.js';

/** What the environment says about models, with empty variables taken as absent. */
export interface ModelSettingsFromEnvironment {
  info: ModelInfo;
  apiKey?: string;
}

/**
 * The model that an environment chooses: `OPENAI_BASE_URL` a compatible server, else `OPENAI_API_KEY` OpenAI, else the
 * embedded one. `SALLYPORT_MODEL` names the model, then `OPENAI_DEFAULT_MODEL`, then the SDK's default.
 */
export function modelFromEnvironment(environment: ModelEnvironment): ModelInfo {
  return readModelSettings(environment).info;
}

/** As {@link modelFromEnvironment}, with the key. */
export function readModelSettings(environment: ModelEnvironment): ModelSettingsFromEnvironment {
  const baseUrl = environment['OPENAI_BASE_URL']?.trim();
  const apiKey = environment['OPENAI_API_KEY']?.trim();
  const name =
    environment['SALLYPORT_MODEL']?.trim() ||
    environment['OPENAI_DEFAULT_MODEL']?.trim() ||
    getDefaultModel();
  const key = apiKey ? { apiKey } : {};
  if (baseUrl) return { info: { kind: 'compatible', name, baseUrl: withoutCredentials(baseUrl) }, ...key };
  if (apiKey) return { info: { kind: 'openai', name }, ...key };
  return { info: { kind: 'embedded', name: offlineModelName } };
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
