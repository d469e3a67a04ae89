import type { IncomingMessage } from 'node:http';
import { RefusalCode, type Refusal } from '../errors.js';
import { limits } from '../limits.js';

/** A request's body as JSON, or why it is refused. `gone` where the client went away in the middle. */
export type Body = { ok: true; value: unknown } | { ok: false; refusal: Refusal } | { ok: false; gone: true };

/** Reads a JSON body within the limit. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length']) > limits.bodyBytes) return tooLarge;
  const bytes = await readBytes(request);
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch {
    return invalid;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** By events: leaving an iteration early would destroy the connection before the refusal is sent. */
function readBytes(request: IncomingMessage): Promise<Buffer | Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= limits.bodyBytes) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      resolve(tooLarge);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve({ ok: false, gone: true }));
    request.once('error', () => resolve({ ok: false, gone: true }));
  });
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
