import { isRecord } from './table';

/** What happened, and what to do about it: the shape of every error that the route handlers send. */
export interface ErrorBody {
  code: string;
  message: string;
  remedy: string;
}

/** A request to this page's own server that failed. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly remedy: string;

  constructor(body: ErrorBody) {
    super(body.message);
    this.code = body.code;
    this.remedy = body.remedy;
  }
}

/** Reads `{error: {code, message, remedy}}`; undefined when the value is something else. */
export function readErrorBody(value: unknown): ErrorBody | undefined {
  const error = isRecord(value) && isRecord(value.error) ? value.error : undefined;
  if (!error || typeof error.message !== 'string') return undefined;
  return {
    code: typeof error.code === 'string' ? error.code : 'unknown',
    message: error.message,
    remedy: typeof error.remedy === 'string' ? error.remedy : '',
  };
}

/** Any failure as an error body: an {@link ApiError}, the text of a refused response, or a lost connection. */
export function toErrorBody(error: unknown): ErrorBody {
  if (error instanceof ApiError) return { code: error.code, message: error.message, remedy: error.remedy };
  const message = error instanceof Error ? error.message : String(error);
  const body = readErrorBody(safeParse(message));
  if (body) return body;
  if (error instanceof TypeError) {
    return {
      code: 'page-offline',
      message: 'The connection to the chat server was lost.',
      remedy:
        'See whether it still runs in its terminal, then reload this page. A running answer is not lost.',
    };
  }
  return {
    code: 'unknown',
    message,
    remedy: 'Try again. If it stays, look at the terminal that runs the server.',
  };
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
