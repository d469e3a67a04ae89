import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { parseMessage } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { isObject, shapeOf, type JsonObject, type RequestId } from '../relay/messages.js';
import { headerFault, isModern, routingHeadersOf } from './era.js';
import { BatchSink, EventSink } from './event-sink.js';
import { FrontSession } from './front-session.js';
import type { Wire } from './wire.js';

/** Where the proxy listens, and whom it lets in. */
export interface FrontOptions {
  host: string;
  port: number;
  /** The names by which it may be called besides those of the loopback interface. */
  allowedHosts: readonly string[];
  /** Milliseconds without a request after which a session is over. */
  sessionIdleMs: number;
  /** The server's certificate and key, and the authority whose clients are let in. */
  tls?: { cert: Buffer; key: Buffer; ca?: Buffer | undefined };
  /** Whether a remote server is behind it, which speaks HTTP itself. */
  isRemote: boolean;
  /** Holds a session with the server; settles when it is over. */
  openSession: (input: Readable, output: Writable, wire: Wire) => Promise<unknown>;
}

/** A front that listens. */
export interface Front {
  readonly address: string;
  close(): Promise<void>;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Serves Streamable HTTP: sessions for clients that initialize, one shared conversation for those of the current era. */
export async function openFront(options: FrontOptions): Promise<Front> {
  const front = new HttpFront(options);
  const { tls } = options;
  const handler: RequestListener = (request, response) => void front.handle(request, response);
  const server: Server = tls
    ? createTlsServer(
        {
          ...tls,
          minVersion: 'TLSv1.3',
          requestCert: tls.ca !== undefined,
          rejectUnauthorized: tls.ca !== undefined,
        },
        handler,
      )
    : createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `${tls ? 'https' : 'http'}://${options.host}:${port}/mcp`,
    close: async () => {
      await front.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class HttpFront {
  readonly #options: FrontOptions;
  readonly #sessions = new Map<string, FrontSession>();
  readonly #open = new Set<Promise<unknown>>();
  /** The conversations of clients without sessions of their own, by era: some servers speak one for as long as they run. */
  readonly #shared = new Map<boolean, FrontSession>();
  readonly #sweep: NodeJS.Timeout;

  constructor(options: FrontOptions) {
    this.#options = options;
    this.#sweep = setInterval(() => this.#endIdle(), options.sessionIdleMs / 10).unref();
  }

  /** Ends sessions whose clients are gone without having said so. */
  #endIdle(): void {
    const { sessionIdleMs } = this.#options;
    for (const session of [...this.#sessions.values(), ...this.#shared.values()])
      if (session.isIdleSince(sessionIdleMs)) this.#forget(session);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    for (const session of this.#sessions.values()) session.end();
    for (const session of this.#shared.values()) session.end();
    await Promise.allSettled(this.#open);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isAllowed(request))
      return fail(response, 403, 'This host or origin is not let in. --allow-host adds a name.');
    if (request.url?.split('?')[0] !== '/mcp') return fail(response, 404, 'The path is /mcp.');
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    if (id !== undefined && !known) return fail(response, 404, 'There is no such session. Initialize anew.');
    if (request.method === 'POST') return this.#post(request, response, known);
    if (!known) return fail(response, 405, 'Without a session there is POST alone.');
    if (request.method === 'GET') return known.listen(response);
    if (request.method !== 'DELETE') return fail(response, 405, 'There are POST, GET and DELETE.');
    this.#forget(known);
    response.writeHead(200).end();
    return undefined;
  }

  /** From now on nobody gets into the session. */
  #forget(session: FrontSession): void {
    for (const [id, one] of this.#sessions) if (one === session) this.#sessions.delete(id);
    for (const [era, one] of this.#shared) if (one === session) this.#shared.delete(era);
    session.end();
  }

  async #post(
    request: IncomingMessage,
    response: ServerResponse,
    known: FrontSession | undefined,
  ): Promise<void> {
    if (!request.headers['content-type']?.startsWith('application/json'))
      return fail(response, 415, 'The body is application/json.');
    const text = await boundedBody(request);
    if (text === undefined) return fail(response, 413, `A message may have ${limits.lineBytes} bytes.`);
    // What the guard would not read is answered here: nobody could tell whose request it was behind it.
    const read = parseMessage(text, { direction: 'client-to-server' });
    if (!read.ok) return fail(response, 400, `The body cannot be read. ${read.message}`, { code: -32_700 });
    const { message } = read;
    if (Array.isArray(message)) return this.#batch(message, known, response);
    const shape = shapeOf(message);
    if (!isObject(message) || shape.kind === 'none')
      return fail(response, 400, 'The body is not one JSON-RPC message.', { code: -32_600 });
    const isOfNow = isModern(message, request.headers);
    const headers = routingHeadersOf(request.headers, message);
    const id = shape.kind === 'request' ? shape.id : null;
    const untrue = isOfNow && 'method' in shape ? headerFault(headers, message) : undefined;
    if (untrue) return fail(response, untrue.status, untrue.message, { ...untrue, id });
    const isNew = shape.kind === 'request' && shape.method === 'initialize' && !known && !isOfNow;
    if (isNew && this.#sessions.size >= limits.httpSessions)
      return fail(response, 503, 'There are too many sessions.');
    // Servers of the older revisions may do without sessions too, and their clients then send no id of one.
    const session = known ?? (isNew ? this.#begin(response) : this.#forAll(isOfNow));
    if (shape.kind === 'request') {
      const sink = new EventSink(response);
      const fault = session.request({ message, text, sink, response, isModern: isOfNow, headers });
      return fault ? fail(response, fault.status, fault.message, { ...fault, id }) : undefined;
    }
    session.tell(message, text);
    response.writeHead(202).end();
    return undefined;
  }

  /** Batches came with 2025-03-26 and went with 2025-06-18. */
  #batch(messages: readonly unknown[], known: FrontSession | undefined, response: ServerResponse): void {
    if (known?.version !== '2025-03-26')
      return fail(response, 400, 'Send one message: only sessions of 2025-03-26 have batches.', {
        code: -32_600,
      });
    const parts = messages.filter((part) => isObject(part));
    const requests = parts.filter((part) => shapeOf(part).kind === 'request');
    const isGood = parts.length === messages.length && parts.every((part) => shapeOf(part).kind !== 'none');
    if (!isGood || messages.length === 0 || messages.length > limits.batchMessages)
      return fail(response, 400, `A batch has 1 to ${limits.batchMessages} JSON-RPC messages.`, {
        code: -32_600,
      });
    const sink = new BatchSink(response, requests.length);
    for (const part of parts) {
      const text = JSON.stringify(part);
      if (shapeOf(part).kind === 'request')
        known.request({ message: part, text, sink, response, isModern: false, headers: {} });
      else known.tell(part, text);
    }
    if (requests.length === 0) response.writeHead(202).end();
    return undefined;
  }

  /** A session of its own for one client. */
  #begin(response: ServerResponse): FrontSession {
    const id = randomUUID();
    const session = this.#start(false, () => this.#sessions.delete(id));
    this.#sessions.set(id, session);
    response.setHeader('mcp-session-id', id);
    return session;
  }

  /** The conversation of all those that have none of their own. */
  #forAll(isOfNow: boolean): FrontSession {
    const found = this.#shared.get(isOfNow);
    if (found) return found;
    const session = this.#start(true, () => {
      if (this.#shared.get(isOfNow) === session) this.#shared.delete(isOfNow);
    });
    this.#shared.set(isOfNow, session);
    return session;
  }

  #start(isShared: boolean, onEnd: () => void): FrontSession {
    const session: FrontSession = new FrontSession({
      isShared,
      isRemote: this.#options.isRemote,
      onGone: () => this.#forget(session),
    });
    const over = this.#options.openSession(session.input, session.output, session.wire).finally(() => {
      session.close();
      onEnd();
      this.#open.delete(over);
    });
    this.#open.add(over);
    return session;
  }

  /** A page of another origin, or under a name of its own for our address, is kept out. */
  #isAllowed({ headers }: IncomingMessage): boolean {
    const names = new Set([...loopback, this.#options.host, ...this.#options.allowedHosts]);
    const isKnown = (url: string): boolean => URL.canParse(url) && names.has(new URL(url).hostname);
    return (
      isKnown(`http://${headers.host ?? ''}`) && (headers.origin === undefined || isKnown(headers.origin))
    );
  }
}

function fail(
  response: ServerResponse,
  status: number,
  message: string,
  { code = -32_000, id = null, data }: { code?: number; id?: RequestId | null; data?: JsonObject } = {},
): void {
  const error = { code, message: `sallyport: ${message}`, ...(data ? { data } : {}) };
  const body = { jsonrpc: '2.0', id, error };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The body; undefined where it is too long. It is read on for a while, so that whoever sends it gets the answer. */
async function boundedBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limits.endlessLineBytes) return undefined;
    if (length <= limits.lineBytes) parts.push(part);
  }
  return length <= limits.lineBytes ? Buffer.concat(parts).toString('utf8') : undefined;
}
