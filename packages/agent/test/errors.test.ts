import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakeOpenAi } from './support/fake-openai.js';
import { goodReplies, startBench } from './support/backend.js';

const question = 'What is the average salary by department?';

describe('what a person is told', () => {
  it.each([
    [401, 'model-key-missing'],
    [404, 'model-not-found'],
    [429, 'model-rate-limited'],
    [500, 'model-failed'],
  ])('of a model that answers with HTTP %d', async (status, code) => {
    const { backend } = await startBench({ replies: [{ status }] });
    const { error, ...result } = await (await backend.startRun({ question })).result;
    expect(result.status).toBe('failed');
    expect(error?.code).toBe(code);
    expect(error?.remedy).not.toBe('');
    expect(JSON.stringify(error)).not.toContain('sk-secret');
  });

  it('of a key that the model refuses', async () => {
    const { baseUrl } = await startFakeOpenAi([{ status: 401 }]);
    const { backend } = await startBench({
      environment: { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'sk-hidden' },
    });
    const { error } = await (await backend.startRun({ question })).result;
    expect(error?.code).toBe('model-unauthorised');
    expect(JSON.stringify(error)).not.toContain('sk-');
  });

  it('in the audit log: the errors behind a failure, without the key', async () => {
    const { backend, audited } = await startBench({ replies: [{ status: 500 }] });
    const run = await backend.startRun({ question });
    await run.result;
    const event = (await audited()).find(({ kind, runId }) => kind === 'run' && runId === run.runId);
    expect(event?.data).toMatchObject({ status: 'failed', error: 'model-failed' });
    expect(JSON.stringify(event?.data?.['causes'])).toContain('500');
  });

  it('of a model that fails in the middle of the work', async () => {
    const { backend } = await startBench({ replies: [...goodReplies.slice(0, 4), { status: 429 }] });
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({ status: 'failed', error: { code: 'model-rate-limited' } });
    expect(result.steps).toHaveLength(2);
  });

  it('of a model that cannot be reached, without the credentials in its address', async () => {
    const environment = {
      OPENAI_BASE_URL: 'http://user:hunter2@127.0.0.1:1/v1',
      OPENAI_API_KEY: 'sk-hidden',
    };
    const { backend } = await startBench({ environment });
    const { error } = await (await backend.startRun({ question })).result;
    expect(error?.code).toBe('model-unreachable');
    expect(JSON.stringify(error)).not.toMatch(/hunter2|sk-hidden/);
  });

  it('of a model that sends us on to another host, to which nothing goes', async () => {
    const elsewhere = await startFakeOpenAi([{ text: 'ALLOW' }]);
    const redirecting = createServer((_request, response) => {
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` }).end();
    });
    await once(redirecting.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void redirecting.close());
    const { port } = redirecting.address() as AddressInfo;
    const environment = { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: 'sk-hidden' };
    const { backend } = await startBench({ environment });
    const { error } = await (await backend.startRun({ question })).result;
    expect(error?.code).toBe('model-unreachable');
    expect(elsewhere.requests).toEqual([]);
  });

  describe.each(['chat', 'responses'] as const)('of a model whose stream (%s)', (api) => {
    it.each(['connection-cut', 'event-cut', 'invalid-json', 'ended-early', 'error-event'] as const)(
      'breaks off: %s',
      async (broken) => {
        const replies = [...goodReplies.slice(0, 6), { text: 'Research earns 74,500 on average.', broken }];
        const { backend } = await startBench({ replies, api });
        const { error, status, steps } = await (await backend.startRun({ question })).result;
        expect({ status, code: error?.code, steps: steps.length }).toEqual({
          status: 'failed',
          code: 'model-failed',
          steps: 4,
        });
        expect(error?.remedy).toContain('Ask again');
        expect(JSON.stringify(error)).not.toContain('sk-');
      },
    );
  });

  it('of an MCP server that is down, and nothing once it is back', async () => {
    const { backend, mcp } = await startBench({
      replies: goodReplies,
      limits: { catalogTtlMs: 0, toolsTtlMs: 0 },
    });
    expect(await backend.datasets()).toHaveLength(1);
    await mcp.stop();
    const down = await (await backend.startRun({ question })).result;
    expect(down).toMatchObject({ status: 'failed', error: { code: 'mcp-unreachable' } });
    expect((await backend.status()).mcp).toMatchObject({
      reachable: false,
      error: { code: 'mcp-unreachable' },
    });

    await mcp.start();
    const again = await (await backend.startRun({ question, conversationId: down.conversationId })).result;
    expect(again.status).toBe('answered');
    expect((await backend.status()).mcp).toMatchObject({ reachable: true });
  });
});
