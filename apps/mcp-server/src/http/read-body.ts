import type { IncomingMessage } from 'node:http';
import { RefusalCode, type Refusal } from '../errors.js';
import { limits } from '../limits.js';

/** A request's body as JSON, or why it is refused. `gone` where the client went away in the middle. */
export type Body = { ok: true; value: unknown } | { ok: false; refusal: Refusal } | { ok: false; gone: true };

/** Reads a JSON body within the limit. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length']) > limits.bodyBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > limits.bodyBytes) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    // The request's stream fails when its connection does: nobody is left to be answered.
    return { ok: false, gone: true };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return invalid;
  }
}

const tooLarge: Body = {
  ok: false,
  refusal: {
    status: 413,
    code: RefusalCode.BodyTooLarge,
    message: `The body is larger than ${limits.bodyBytes} bytes.`,
    remedy: 'Send a shorter program: data stay on the server and are named, not sent.',
  },
};

const invalid: Body = {
  ok: false,
  refusal: {
    status: 400,
    code: RefusalCode.BodyInvalid,
    message: 'The body is not JSON in UTF-8.',
    remedy: 'Send one JSON-RPC message.',
  },
};
