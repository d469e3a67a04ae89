import {
  AgentsError,
  OPENAI_CHAT_COMPLETIONS_RAW_MODEL_EVENT_SOURCE,
  type Model,
  type ModelRequest,
  type StreamEvent,
} from '@openai/agents';
import { APIError } from 'openai';
import { z } from 'zod';

/** The model's server broke its answer off, or sent what is no answer. */
export class BrokenAnswerError extends Error {
  override readonly name = 'BrokenAnswerError';

  constructor(options?: ErrorOptions) {
    super("The model's server broke its answer off, or sent what cannot be read.", options);
  }
}

/**
 * A model whose answer either comes whole or fails by a {@link BrokenAnswerError}: what its server's connection and its
 * JSON may throw is told apart from the faults of this project, and half an answer is never taken for one.
 */
export function withWholeAnswers(model: Model): Model {
  return {
    getResponse: async (request) => {
      try {
        return await model.getResponse(request);
      } catch (error) {
        throw asBroken(error, request);
      }
    },
    getStreamedResponse: (request) => wholeStream(model, request),
  };
}

async function* wholeStream(model: Model, request: ModelRequest): AsyncGenerator<StreamEvent> {
  let isChat = false;
  let isFinished = false;
  try {
    for await (const event of model.getStreamedResponse(request)) {
      const reason = finishReason(event);
      isChat ||= reason !== undefined;
      isFinished ||= typeof reason === 'string' || (event.type === 'response_done' && !isChat);
      if (event.type === 'response_done' && !isFinished) break;
      yield event;
    }
  } catch (error) {
    throw asBroken(error, request);
  }
  if (!isFinished && !request.signal?.aborted) throw new BrokenAnswerError();
}

/**
 * Why a Chat Completions server ended its answer: null as long as it goes on, undefined for the events of other APIs.
 * The SDK makes up a reason where the server gave none.
 */
function finishReason(event: StreamEvent): string | null | undefined {
  if (event.type !== 'model') return undefined;
  if (event.providerData?.['rawModelEventSource'] !== OPENAI_CHAT_COMPLETIONS_RAW_MODEL_EVENT_SOURCE) {
    return undefined;
  }
  const chunk = chunkSchema.safeParse(event.event);
  return chunk.data?.choices[0]?.finish_reason ?? null;
}

const chunkSchema = z.object({ choices: z.array(z.object({ finish_reason: z.string().nullish() })) });

/** The errors of the SDK and of the client say themselves what happened. */
function asBroken(error: unknown, request: ModelRequest): unknown {
  const isTold = error instanceof APIError || error instanceof AgentsError || request.signal?.aborted;
  return isTold ? error : new BrokenAnswerError({ cause: error });
}
