import { AgentError, agentLimits, RunErrorCode } from '@sallyport/agent';
import { describe, expect, it } from 'vitest';
import { questionCharacters } from '@/lib/question';
import { handler, json, readBody } from './http';
import { limits } from './limits';
import { chatRequest } from './requests';

const echo = handler(async (request) => json(await readBody(request, chatRequest)));

function post(body: string, type = 'application/json'): Request {
  return new Request('http://localhost/api/chat', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  });
}

async function errorOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { error: { code: string; message: string; remedy: string } };
  expect(body.error.message).not.toBe('');
  expect(body.error.remedy).not.toBe('');
  return body.error.code;
}

describe('readBody', () => {
  it('takes the id and the question, and nothing else', async () => {
    const response = await echo(
      post(JSON.stringify({ id: 'c1', message: ' How many? ', messages: [] })),
      undefined,
    );
    expect(await response.json()).toEqual({ id: 'c1', message: 'How many?' });
  });

  it.each([
    ['what is not JSON', post('{'), 400],
    ['another type', post('{}', 'text/plain'), 415],
    ['a missing question', post('{"id":"c1"}'), 400],
    ['an empty question', post('{"message":"  "}'), 400],
    [
      'a question that is too long',
      post(JSON.stringify({ message: 'x'.repeat(questionCharacters + 1) })),
      400,
    ],
    ['an id that is no text', post('{"id":{"a":1},"message":"x"}'), 400],
  ])('refuses %s', async (_what, request, status) => {
    const response = await echo(request, undefined);
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toBe('request-invalid');
  });

  it('takes as long a question as the agent does', () => {
    expect(questionCharacters).toBe(agentLimits.questionLength);
  });

  it('stops reading a body that is too large', async () => {
    const response = await echo(post(JSON.stringify({ message: 'x'.repeat(limits.bodyBytes) })), undefined);
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toBe('request-invalid');
  });
});

describe('handler', () => {
  it('passes on what the agent says went wrong', async () => {
    const failing = handler(() =>
      Promise.reject(new AgentError(RunErrorCode.mcpUnreachable, 'No one answers.', 'Start the server.')),
    );
    const response = await failing(post('{}'), undefined);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      error: { code: 'mcp-unreachable', message: 'No one answers.', remedy: 'Start the server.' },
    });
  });
});
