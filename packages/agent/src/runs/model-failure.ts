import { APIConnectionError, APIError } from 'openai';
import type { ModelInfo } from '../models/model-info.js';
import { BrokenAnswerError } from '../models/whole-answers.js';
import { RunErrorCode, type RunError } from './run-error.js';

/** What a failure of the model's server means to a person; undefined for other errors. */
export function modelFailure(cause: unknown, model: ModelInfo, hasKey: boolean): RunError | undefined {
  if (cause instanceof APIConnectionError) {
    const place = model.baseUrl ?? 'the OpenAI API';
    return {
      code: RunErrorCode.modelUnreachable,
      message: `The model's server (${place}) could not be reached.`,
      remedy: model.baseUrl
        ? 'Check that it runs and that OPENAI_BASE_URL is its address, then ask again.'
        : 'Check the network, then ask again. Without OPENAI_API_KEY the embedded model answers.',
    };
  }
  if (cause instanceof BrokenAnswerError) {
    return {
      code: RunErrorCode.modelFailed,
      message: "The model's server broke its answer off, or sent what cannot be read.",
      remedy: `Ask again in a moment. If it happens again, ${otherServer(model)}`,
    };
  }
  if (!(cause instanceof APIError)) return undefined;
  if (typeof cause.status === 'number') return byStatus(cause.status, model, hasKey);
  return {
    code: RunErrorCode.modelFailed,
    message: "The model's server reported an error in the middle of its answer.",
    remedy: `Ask again in a moment. If it happens again, ${otherServer(model)}`,
  };
}

function otherServer(model: ModelInfo): string {
  return model.baseUrl
    ? `look into the log of ${model.baseUrl}, and check that OPENAI_BASE_URL is a server compatible with OpenAI.`
    : "see the audit log for the cause, and OpenAI's status page.";
}

function byStatus(status: number, model: ModelInfo, hasKey: boolean): RunError {
  switch (status) {
    case 401:
    case 403:
      if (!hasKey) {
        return {
          code: RunErrorCode.modelKeyMissing,
          message: "The model's server wants a key, and none is set.",
          remedy:
            'Set OPENAI_API_KEY to a key of that server, or unset OPENAI_BASE_URL to use the embedded model.',
        };
      }
      return {
        code: RunErrorCode.modelUnauthorised,
        message: `The model's server refused the key (HTTP ${status}).`,
        remedy: `Set OPENAI_API_KEY to a key that may use ${model.name}, or unset it to use the embedded model.`,
      };
    case 404:
      return {
        code: RunErrorCode.modelNotFound,
        message: `The model's server has no model ${model.name}, or no such endpoint (HTTP 404).`,
        remedy: 'Set SALLYPORT_MODEL to a model that the server offers.',
      };
    case 429:
      return {
        code: RunErrorCode.modelRateLimited,
        message: "The model's server limits the rate, or the account has no quota left (HTTP 429).",
        remedy: 'Wait a minute and ask again, or check the quota of the account.',
      };
    default:
      return {
        code: RunErrorCode.modelFailed,
        message: `The model's server failed (HTTP ${status}).`,
        remedy:
          status >= 500 ? 'Ask again in a moment.' : 'Check that the model supports tools and streaming.',
      };
  }
}
