import { inspect } from 'node:util';
import type { RunErrorCode } from '@sallyport/agent';
import { z } from 'zod';
import { agent } from './agent';

/** Why a request to this page's server failed. */
export const WebErrorCode = {
  /** The body is too large, not JSON, or not of the expected shape. */
  requestInvalid: 'request-invalid',
  /** No such conversation, run or dataset. */
  notFound: 'not-found',
  /** The password is another one. */
  signInRefused: 'sign-in-refused',
  /** Too many attempts to sign in within a minute. */
  tooManySignIns: 'too-many-sign-ins',
  /** A fault of this project. */
  internal: 'internal',
} as const;

export type WebErrorCode = (typeof WebErrorCode)[keyof typeof WebErrorCode];

/** A failure that a handler means to answer with. */
export class WebError extends Error {
  override readonly name = 'WebError';

  constructor(
    readonly code: WebErrorCode,
    readonly status: number,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/** The answer for something that is not there. */
export function notFound(what: string): WebError {
  return new WebError(
    WebErrorCode.notFound,
    404,
    `There is no such ${what}.`,
    'It may have been deleted. Reload the page to see what there is.',
  );
}

/** Any failure as `{error: {code, message, remedy}}`. What is not meant for a reader is logged and left out. */
export async function errorResponse(error: unknown): Promise<Response> {
  if (error instanceof WebError) return answer(error.status, error);
  if (error instanceof z.ZodError) {
    const message = `The request is not as expected: ${z.prettifyError(error)}`;
    return answer(400, {
      code: WebErrorCode.requestInvalid,
      message,
      remedy: 'Reload the page and try again.',
    });
  }
  const { AgentError } = await agent();
  if (AgentError.isInstance(error)) return answer(agentStatus(error.code), error);
  // The stack belongs in the server's own log, never in an answer.
  process.stderr.write(`${inspect(error)}\n`);
  return answer(500, {
    code: WebErrorCode.internal,
    message: 'Something went wrong on the server.',
    remedy: 'Try again. The cause is in the terminal that runs the server.',
  });
}

function answer(
  status: number,
  { code, message, remedy }: { code: string; message: string; remedy: string },
): Response {
  return Response.json(
    { error: { code, message, remedy } },
    { status, headers: { 'Cache-Control': 'no-store' } },
  );
}

function agentStatus(code: RunErrorCode): number {
  switch (code) {
    case 'dataset-blocked':
      return 403;
    case 'question-invalid':
      return 400;
    case 'conversation-unknown':
    case 'turn-unknown':
      return 404;
    case 'run-active':
      return 409;
    case 'internal':
      return 500;
    default:
      return 503;
  }
}
