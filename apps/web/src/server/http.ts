import type { z } from 'zod';
import { errorResponse, WebError, WebErrorCode } from './errors';
import { limits } from './limits';

/** A JSON answer that nobody keeps. */
export function json(body: unknown): Response {
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
}

/** A handler whose failures become `{error: {code, message, remedy}}`. */
export function handler<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      return await errorResponse(error);
    }
  };
}

/** Reads a JSON body of bounded size and checked shape; throws what {@link handler} answers with. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!/^application\/json(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw invalid(415, 'The body must be JSON.');
  }
  const text = await readText(request);
  return schema.parse(parseJson(text));
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream: no more of a body that is too large is read.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limits.bodyBytes) throw invalid(413, `The body is larger than ${limits.bodyBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw invalid(400, `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function invalid(status: number, message: string): WebError {
  return new WebError(WebErrorCode.requestInvalid, status, message, 'Reload the page and try again.');
}
