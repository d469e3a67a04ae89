import { EnvHttpProxyAgent, fetch } from 'undici';
import type { ModelEnvironment } from './model-info.js';

/**
 * A `fetch` that leaves by the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, except for hosts in `NO_PROXY`;
 * lower case counts too); undefined where none is set, and the client's own is used.
 */
export function fetchByProxy(environment: ModelEnvironment): typeof globalThis.fetch | undefined {
  const httpsProxy = setting(environment, 'HTTPS_PROXY');
  const httpProxy = setting(environment, 'HTTP_PROXY');
  if (httpsProxy === '' && httpProxy === '') return undefined;
  // An empty text, unlike an absent option, keeps the dispatcher from reading the process's own environment.
  const dispatcher = new EnvHttpProxyAgent({
    httpsProxy,
    httpProxy,
    noProxy: setting(environment, 'NO_PROXY'),
  });
  const byProxy = (input: Parameters<typeof fetch>[0], init?: Parameters<typeof fetch>[1]) =>
    fetch(input, { ...init, dispatcher });
  // undici's own fetch goes with undici's own dispatcher; it differs from the web's only in its types.
  return byProxy as unknown as typeof globalThis.fetch;
}

function setting(environment: ModelEnvironment, name: string): string {
  return environment[name]?.trim() || environment[name.toLowerCase()]?.trim() || '';
}
