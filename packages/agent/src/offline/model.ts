import { randomUUID } from 'node:crypto';
import {
  Usage,
  type AgentOutputItem,
  type Model,
  type ModelRequest,
  type ModelResponse,
  type StreamEvent,
} from '@openai/agents';
import type { DeclineMarker } from './decline.js';
import { offlineLimits } from './limits.js';
import { planStep } from './plan-step.js';
import type { Step } from './turn.js';

/** The name under which the embedded model shows itself. */
export const offlineModelName = 'sallyport-offline-analyst';

function message(text: string, marker?: DeclineMarker): AgentOutputItem {
  return {
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text }],
    ...(marker === undefined ? {} : { providerData: { sallyport: marker } }),
  };
}

function outputOf(step: Step): AgentOutputItem[] {
  switch (step.kind) {
    case 'calls':
      return step.calls.map(({ name, given }) => ({
        type: 'function_call',
        callId: `call_${randomUUID()}`,
        name,
        arguments: JSON.stringify(given),
        status: 'completed',
      }));
    case 'answer':
      return [message(step.text)];
    case 'decline':
      return [message(step.text, { declined: true, reason: step.reason })];
    default:
      return step satisfies never;
  }
}

/** Text in pieces of a few words, so that it can be read as it comes. */
function* deltasOf(text: string): Generator<string> {
  let delta = '';
  for (const word of text.split(/(?<=\s)/)) {
    if (delta !== '' && delta.length + word.length > offlineLimits.deltaCharacters) {
      yield delta;
      delta = '';
    }
    delta += word;
  }
  if (delta !== '') yield delta;
}

/** A program of rules counts requests; it has no tokens. */
const noTokens = { requests: 1, inputTokens: 0, outputTokens: 0, totalTokens: 0 };

class OfflineModel implements Model {
  getResponse(request: ModelRequest): Promise<ModelResponse> {
    return Promise.resolve().then(() => {
      request.signal?.throwIfAborted();
      return {
        usage: new Usage(noTokens),
        output: outputOf(planStep(request)),
        responseId: `offline_${randomUUID()}`,
      };
    });
  }

  async *getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    request.signal?.throwIfAborted();
    yield { type: 'response_started' };
    const step = planStep(request);
    if (step.kind !== 'calls') {
      for (const delta of deltasOf(step.text)) {
        request.signal?.throwIfAborted();
        yield { type: 'output_text_delta', delta };
        await Promise.resolve();
      }
    }
    const output = outputOf(step) as Extract<StreamEvent, { type: 'response_done' }>['response']['output'];
    yield { type: 'response_done', response: { id: `offline_${randomUUID()}`, usage: noTokens, output } };
  }
}

/**
 * The embedded offline analyst: a rule-based reader of English questions behind the Agents SDK's `Model` interface. It hands off
 * and calls `list_datasets`, `describe_dataset` and `run_analysis` as a real model does, keeps no state between calls, makes no
 * network request, and takes every number of an answer from a tool's result.
 */
export function createOfflineModel(): Model {
  return new OfflineModel();
}
