import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the fake model says to one request: words, calls of tools, or an error with an HTTP status. */
export interface Reply {
  text?: string;
  calls?: { name: string; arguments: unknown }[];
  status?: number;
  /** Sends the first words and then nothing more, until the client goes away. */
  hang?: boolean;
  /** How a streamed reply breaks off after its first words. */
  broken?: 'connection-cut' | 'event-cut' | 'invalid-json' | 'ended-early' | 'error-event';
}

/** One request as it came. */
export interface RecordedRequest {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    stream?: boolean;
    tools?: Record<string, unknown>[];
    messages?: unknown[];
    input?: unknown[];
    instructions?: string;
  };
}

/** A local server that speaks Chat Completions and Responses, streamed and whole, in the shapes of the real one. */
export interface FakeOpenAi {
  baseUrl: string;
  requests: RecordedRequest[];
  /** Settles when a client broke off a reply that hangs. */
  brokenOff: Promise<void>;
}

/** Starts it. The replies are given in order; a request beyond them gets a 500. Ends with the test. */
export async function startFakeOpenAi(replies: readonly Reply[]): Promise<FakeOpenAi> {
  const queue = [...replies];
  const requests: RecordedRequest[] = [];
  let breakOff: () => void = () => undefined;
  const brokenOff = new Promise<void>((resolve) => {
    breakOff = resolve;
  });
  const server = createServer((request, response) => {
    void respond(request, response);
  });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const path = request.url ?? '';
    requests.push({ path, authorization: request.headers.authorization, body });
    response.on('close', () => {
      if (!response.writableFinished) breakOff();
    });
    answer(response, path, body, queue.shift() ?? { status: 500 }, requests.length);
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, requests, brokenOff };
}

async function readBody(request: IncomingMessage): Promise<RecordedRequest['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as RecordedRequest['body'];
}

function answer(
  response: ServerResponse,
  path: string,
  body: RecordedRequest['body'],
  reply: Reply,
  number: number,
): void {
  if (reply.status !== undefined) {
    response.writeHead(reply.status, { 'content-type': 'application/json', 'x-should-retry': 'false' });
    response.end(
      JSON.stringify({ error: { message: 'refused: sk-secret-of-the-server', type: 'error', code: null } }),
    );
    return;
  }
  const api = path.endsWith('/responses') ? responsesApi : chatApi;
  if (body.stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(api.whole(reply, body.model, number)));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const events = [...api.stream(reply, body.model, number)];
  if (reply.broken) return breakOff(response, events, reply.broken);
  for (const event of events) response.write(event);
  if (!reply.hang) response.end();
}

/** Sends the first half of a stream, and then ends it as no server should. */
function breakOff(response: ServerResponse, events: string[], how: NonNullable<Reply['broken']>): void {
  const middle = Math.floor(events.length / 2);
  const next = events[middle] ?? '';
  response.write(events.slice(0, middle).join(''));
  switch (how) {
    case 'connection-cut':
      response.write(next.slice(0, next.length / 2), () => response.destroy());
      return;
    case 'event-cut':
      response.end(next.slice(0, next.length / 2));
      return;
    case 'invalid-json':
      response.end(next.replace('data: {', 'data: {{'));
      return;
    case 'ended-early':
      response.end();
      return;
    case 'error-event':
      response.end('data: {"error":{"message":"overloaded: sk-secret-of-the-server"}}\n\n');
      return;
    default:
      how satisfies never;
  }
}

const usage = { chat: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } };

function words(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

const chatApi = {
  whole(reply: Reply, model: string, number: number): object {
    const message = {
      role: 'assistant',
      content: reply.text ?? null,
      ...(reply.calls ? { tool_calls: chatCalls(reply, number) } : {}),
    };
    const finish_reason = reply.calls ? 'tool_calls' : 'stop';
    return {
      id: `chatcmpl-${number}`,
      object: 'chat.completion',
      created: 1_700_000_000,
      model,
      choices: [{ index: 0, message, finish_reason }],
      usage: usage.chat,
    };
  },

  *stream(reply: Reply, model: string, number: number): Generator<string> {
    const chunk = (choices: object[], extra: object = {}): string =>
      `data: ${JSON.stringify({
        id: `chatcmpl-${number}`,
        object: 'chat.completion.chunk',
        created: 1_700_000_000,
        model,
        choices,
        ...extra,
      })}\n\n`;
    yield chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]);
    for (const word of words(reply.text ?? '')) {
      yield chunk([{ index: 0, delta: { content: word }, finish_reason: null }]);
    }
    if (reply.hang) return;
    for (const call of chatCalls(reply, number)) {
      yield chunk([{ index: 0, delta: { tool_calls: [call] }, finish_reason: null }]);
    }
    yield chunk([{ index: 0, delta: {}, finish_reason: reply.calls ? 'tool_calls' : 'stop' }]);
    yield chunk([], { usage: usage.chat });
    yield 'data: [DONE]\n\n';
  },
};

function chatCalls(reply: Reply, number: number): object[] {
  return (reply.calls ?? []).map((call, index) => ({
    index,
    id: `call_${number}_${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}

const responsesApi = {
  whole(reply: Reply, model: string, number: number): object {
    return {
      id: `resp_${number}`,
      object: 'response',
      created_at: 1_700_000_000,
      status: 'completed',
      model,
      output: responseItems(reply, number),
      usage: {
        input_tokens: 100,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 20,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 120,
      },
    };
  },

  *stream(reply: Reply, model: string, number: number): Generator<string> {
    let sequence_number = 0;
    const event = (type: string, data: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...data })}\n\n`;
    const started = { id: `resp_${number}`, object: 'response', status: 'in_progress', model, output: [] };
    yield event('response.created', { response: started });
    yield event('response.in_progress', { response: started });
    for (const [output_index, item] of responseItems(reply, number).entries()) {
      yield event('response.output_item.added', { output_index, item: { ...item, status: 'in_progress' } });
      for (const delta of item.type === 'message' ? words(reply.text ?? '') : []) {
        yield event('response.output_text.delta', {
          item_id: item.id,
          output_index,
          content_index: 0,
          delta,
        });
      }
      if (reply.hang) return;
      yield event('response.output_item.done', { output_index, item });
    }
    yield event('response.completed', { response: responsesApi.whole(reply, model, number) });
  },
};

function responseItems(reply: Reply, number: number): { type: string; id: string }[] {
  const message = {
    type: 'message',
    id: `msg_${number}`,
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: reply.text ?? '', annotations: [] }],
  };
  const calls = (reply.calls ?? []).map((call, index) => ({
    type: 'function_call',
    id: `fc_${number}_${index}`,
    call_id: `call_${number}_${index}`,
    name: call.name,
    arguments: JSON.stringify(call.arguments),
    status: 'completed',
  }));
  return [...(reply.text === undefined ? [] : [message]), ...calls];
}
