import { getGlobalTraceProvider, setTracingDisabled, setTracingExportApiKey } from '@openai/agents';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelEnvironment } from '../src/models/model-info.js';
import { goodReplies, startBench } from './support/backend.js';
import { startFakeOpenAi } from './support/fake-openai.js';

const question = 'What is the average salary by department?';
const openAi = 'https://api.openai.com';

/** Asks, and returns what went out to hosts other than this machine. OpenAI's models are played by the fake one. */
async function requestsOf(
  environment: (baseUrl: string) => ModelEnvironment,
): Promise<{ url: string; body: string }[]> {
  const model = await startFakeOpenAi(goodReplies);
  const sent: { url: string; body: string }[] = [];
  const fetch = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith('http://127.0.0.1'))
      sent.push({ url, body: typeof init?.body === 'string' ? init.body : '' });
    if (url === `${openAi}/v1/traces/ingest`) return Promise.resolve(new Response(null, { status: 204 }));
    return fetch(url.startsWith(openAi) ? url.replace(`${openAi}/v1`, model.baseUrl) : input, init);
  });
  const { backend } = await startBench({ environment: environment(model.baseUrl) });
  const result = await (await backend.startRun({ question })).result;
  expect(result.status).toBe('answered');
  await getGlobalTraceProvider().forceFlush();
  return sent;
}

describe('tracing', () => {
  beforeEach(() => {
    // The SDK traces nothing in tests; here it is to do what it does in a program that has a key.
    setTracingDisabled(false);
    setTracingExportApiKey('sk-test');
    return () => {
      setTracingDisabled(true);
      vi.unstubAllGlobals();
    };
  });

  it.each<[string, (baseUrl: string) => ModelEnvironment]>([
    ['a local server', (baseUrl) => ({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-test' })],
    [
      'a local server, even when it is asked for, for it would go to another',
      (baseUrl) => ({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-test', SALLYPORT_TRACING: '1' }),
    ],
    ['the embedded model', () => ({ SALLYPORT_TRACING: '1' })],
  ])('sends nothing to anybody with %s', async (_title, environment) => {
    expect(await requestsOf(environment)).toEqual([]);
  });

  it('sends OpenAI nothing but the questions to its model, unless it is asked for', async () => {
    const sent = await requestsOf(() => ({ OPENAI_API_KEY: 'sk-test' }));
    expect(new Set(sent.map(({ url }) => url))).toEqual(new Set([`${openAi}/v1/responses`]));
  });

  it('sends OpenAI the course of a run when it is asked for, and no question and no data', async () => {
    const sent = await requestsOf(() => ({ OPENAI_API_KEY: 'sk-test', SALLYPORT_TRACING: '1' }));
    const traces = sent.filter(({ url }) => url.endsWith('/traces/ingest')).map(({ body }) => body);
    expect(traces.join('')).toContain('Data Analyst');
    expect(traces.join('')).not.toMatch(/salary|74,500|groupBy/i);
  });
});
