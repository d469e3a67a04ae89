import { randomUUID } from 'node:crypto';
import {
  Usage,
  type AgentOutputItem,
  type Model,
  type ModelRequest,
  type ModelResponse,
  type StreamEvent,
} from '@openai/agents';

/** One call of a tool, or of a handoff by its tool's name. */
export interface PlannedCall {
  tool: string;
  input?: Record<string, unknown>;
}

/**
 * A model that needs no network and no key: it makes the calls that it is given, one after the other, and then answers
 * with what came back. It decides nothing, so that what an example shows is the guard's doing alone.
 */
export function plannedModel(calls: readonly PlannedCall[]): Model {
  let next = 0;
  const respond = (request: ModelRequest): AgentOutputItem[] => {
    const call = calls[next++];
    if (call === undefined) return [messageOf(request)];
    return [
      {
        type: 'function_call',
        callId: randomUUID(),
        name: call.tool,
        arguments: JSON.stringify(call.input ?? {}),
        status: 'completed',
      },
    ];
  };
  const usage = { requests: 1, inputTokens: 0, outputTokens: 0, totalTokens: 0 };
  return {
    getResponse: (request): Promise<ModelResponse> =>
      Promise.resolve({ usage: new Usage(usage), output: respond(request), responseId: randomUUID() }),
    getStreamedResponse: async function* (request): AsyncIterable<StreamEvent> {
      await Promise.resolve();
      const output = respond(request) as Extract<
        StreamEvent,
        { type: 'response_done' }
      >['response']['output'];
      yield { type: 'response_done', response: { id: randomUUID(), usage, output } };
    },
  };
}

function messageOf({ input }: ModelRequest): AgentOutputItem {
  const results =
    typeof input === 'string' ? [] : input.filter((item) => item.type === 'function_call_result');
  const text = results.map(({ name, output }) => `${name}: ${textOf(output)}`).join('\n');
  return {
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text }],
  };
}

function textOf(output: unknown): string {
  if (typeof output === 'string') return output;
  if (Array.isArray(output)) return output.map(textOf).join('\n');
  if (typeof output === 'object' && output !== null && 'text' in output) return String(output.text);
  return JSON.stringify(output) ?? '';
}
