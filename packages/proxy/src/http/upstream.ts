import { PassThrough, Writable } from 'node:stream';
import { callbackify } from 'node:util';
import { fetch, type Agent, type Response } from 'undici';
import { limits } from '../limits.js';
import {
  cancelledId,
  isObject,
  keyOf,
  objectAt,
  shapeOf,
  type RequestId,
  type Shape,
} from '../relay/messages.js';
import { refusalLine, type Refusal } from '../relay/refusal.js';
import { LineSplitter } from '../stdio/line-splitter.js';
import type { ServerEnd, ServerLink } from '../stdio/server-link.js';
import { asLine, readEvents } from './event-stream.js';
import { upstreamFailure, upstreamRefusal, upstreamStatus } from './upstream-failure.js';

/** How a remote server is reached. */
export interface UpstreamOptions {
  url: URL;
  headers: Readonly<Record<string, string>>;
  agent: Agent;
  note: (text: string) => void;
}

const versionKey = 'io.modelcontextprotocol/protocolVersion';

/**
 * A Streamable HTTP server as lines in and lines out. Which era is spoken shows in each message: one that carries its
 * version in `_meta` is sent by itself, with the headers that the current revision asks for; otherwise `initialize`
 * makes a session, with a stream for what the server says on its own.
 */
export class Upstream implements ServerLink {
  readonly stdin: Writable;
  readonly stdout = new PassThrough();
  readonly ended: Promise<ServerEnd>;
  readonly #options: UpstreamOptions;
  readonly #splitter = new LineSplitter(limits.lineBytes);
  readonly #abort = new AbortController();
  /** The calls under way that are ended by closing their answer's stream. */
  readonly #streams = new Map<string, AbortController>();
  #settle: (end: ServerEnd) => void = () => undefined;
  #calls = 0;
  #session: string | undefined;
  #version: string | undefined;
  #isListening = false;
  #isEnding = false;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => (this.#settle = resolve));
    const take = callbackify((chunk: Buffer) => this.#take(chunk));
    this.stdin = new Writable({
      write: (chunk: Buffer, _encoding, done) => take(chunk, (error) => done(error)),
    });
    this.stdin.on('error', (error) => options.note(`the server cannot be written to: ${error.message}`));
  }

  end(patience: () => number): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const since = Date.now();
    const look = setInterval(() => {
      if (Date.now() - since < patience()) return;
      clearInterval(look);
      void this.#close();
    }, limits.pollMs);
  }

  stop(): void {
    this.#isEnding = true;
    void this.#close();
  }

  async #close(): Promise<void> {
    this.#abort.abort();
    if (this.#session !== undefined) {
      const signal = AbortSignal.timeout(limits.terminateMs);
      // The server forgets a session by itself where it cannot be told.
      await this.#fetch('DELETE', { signal }).catch(() => undefined);
    }
    this.stdout.end();
    await this.#options.agent.destroy();
    this.#settle({ why: 'the connection was closed', remedy: 'Connect again.', isClean: true });
  }

  async #take(chunk: Buffer): Promise<void> {
    for (const line of this.#splitter.push(chunk)) {
      if (line.kind !== 'line') continue;
      const message: unknown = JSON.parse(line.bytes.toString('utf8'));
      const shape = shapeOf(message);
      const call = this.#post(message, shape, line.bytes).finally(() => this.#calls--);
      this.#calls++;
      // A session begins with what these bring about; a request may wait as long as it likes.
      const isFirst = shape.kind !== 'request' || shape.method === 'initialize';
      if (isFirst || this.#calls >= limits.upstreamConnections) await call;
    }
  }

  async #post(message: unknown, shape: Shape, body: Buffer): Promise<void> {
    const meta = objectAt(objectAt(message, 'params'), '_meta');
    const version = typeof meta[versionKey] === 'string' ? meta[versionKey] : undefined;
    if (shape.kind === 'notification' && shape.method === 'notifications/cancelled' && this.#cancel(message))
      return;
    const id = shape.kind === 'request' ? shape.id : undefined;
    const own = new AbortController();
    if (id !== undefined && version !== undefined) this.#streams.set(keyOf(id), own);
    try {
      const headers = {
        'content-type': 'application/json',
        ...(version === undefined ? {} : modernHeaders(message, version)),
      };
      const signal = AbortSignal.any([this.#abort.signal, own.signal]);
      const response = await this.#fetch('POST', { headers, body, signal });
      await this.#answer(response, id, shape);
    } catch (error) {
      if (!this.#abort.signal.aborted && !own.signal.aborted)
        this.#refuse(id, upstreamFailure(this.#options.url, error));
    } finally {
      if (id !== undefined) this.#streams.delete(keyOf(id));
    }
    if (shape.kind === 'notification' && shape.method === 'notifications/initialized') void this.#listen();
  }

  #cancel(message: unknown): boolean {
    const id = cancelledId(message);
    const stream = id === undefined ? undefined : this.#streams.get(keyOf(id));
    stream?.abort();
    return stream !== undefined;
  }

  async #answer(response: Response, id: RequestId | undefined, shape: Shape): Promise<void> {
    const kind = response.headers.get('content-type') ?? '';
    const isInitialize = shape.kind === 'request' && shape.method === 'initialize';
    if (isInitialize) this.#session = response.headers.get('mcp-session-id') ?? undefined;
    if (kind.startsWith('text/event-stream') && response.ok) return this.#events(response, id, isInitialize);
    const text = kind.startsWith('application/json') ? await boundedText(response) : '';
    if (text === undefined)
      return this.#refuse(
        id,
        upstreamRefusal(this.#options.url, 'line-too-long', 'answers with too much', 'Ask for less at once.'),
      );
    if (response.ok && text === '' && id === undefined) {
      await response.body?.cancel();
      return undefined;
    }
    const line = asLine(text);
    if (line !== '' && isAnswer(line)) return this.#emit(line, isInitialize);
    if (text === '') await response.body?.cancel();
    return this.#refuse(id, upstreamStatus(this.#options.url, response.status), shape);
  }

  /** Passes the events of an answer on; where it breaks off behind an event that had an id, it is resumed. */
  async #events(first: Response, id: RequestId | undefined, isInitialize: boolean): Promise<void> {
    let response = first;
    let last: string | undefined;
    for (let attempt = 0; attempt < limits.resumptions; attempt++) {
      try {
        for await (const event of readEvents(bodyOf(response))) {
          last = event.id ?? last;
          const line = asLine(event.data);
          this.#emit(line, isInitialize);
          if (id !== undefined && answersTo(line, id)) return;
        }
      } catch (error) {
        if (this.#abort.signal.aborted || last === undefined || error instanceof RangeError) throw error;
      }
      if (id === undefined || last === undefined || this.#abort.signal.aborted) break;
      response = await this.#fetch('GET', { headers: { 'last-event-id': last }, signal: this.#abort.signal });
      if (!response.ok) break;
    }
    const what = 'ended its answer before the end';
    if (id !== undefined)
      this.#refuse(id, upstreamRefusal(this.#options.url, 'upstream-broke-off', what, 'Ask again.'));
  }

  /** Listens to what the server says on its own, for as long as the session lasts. Servers need not offer it. */
  async #listen(): Promise<void> {
    if (this.#isListening) return;
    this.#isListening = true;
    let last: string | undefined;
    while (!this.#abort.signal.aborted) {
      try {
        const headers: Record<string, string> = last === undefined ? {} : { 'last-event-id': last };
        const response = await this.#fetch('GET', { headers, signal: this.#abort.signal });
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
        if (!response.ok || !isStream) {
          await response.body?.cancel();
          return;
        }
        for await (const event of readEvents(bodyOf(response))) {
          last = event.id ?? last;
          this.#emit(asLine(event.data), false);
        }
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        this.#options.note(upstreamFailure(this.#options.url, error).message);
      }
      await new Promise((resolve) => setTimeout(resolve, limits.listenAgainMs).unref());
    }
  }

  #emit(line: string, isInitialize: boolean): void {
    if (isInitialize) {
      const { protocolVersion } = objectAt(JSON.parse(line), 'result');
      if (typeof protocolVersion === 'string') this.#version = protocolVersion;
    }
    this.stdout.write(`${line}\n`);
  }

  #refuse(id: RequestId | undefined, refusal: Refusal, shape?: Shape): void {
    if (id === undefined) return this.#options.note(`${refusal.message}. ${refusal.data.remedy}`);
    // A server of the era with sessions does not know this method: the client then goes on with `initialize`.
    const isProbe = shape?.kind === 'request' && shape.method === 'server/discover';
    this.stdout.write(`${refusalLine(id, isProbe ? { ...refusal, code: -32_601 } : refusal)}\n`);
    return undefined;
  }

  #fetch(
    method: string,
    { headers, body, signal }: { headers?: Record<string, string>; body?: Buffer; signal: AbortSignal },
  ): Promise<Response> {
    return fetch(this.#options.url, {
      method,
      signal,
      // A redirect would take the headers and the certificate along.
      redirect: 'manual',
      dispatcher: this.#options.agent,
      headers: {
        ...this.#options.headers,
        accept: method === 'POST' ? 'application/json, text/event-stream' : 'text/event-stream',
        ...(this.#session === undefined ? {} : { 'mcp-session-id': this.#session }),
        ...(this.#version === undefined ? {} : { 'mcp-protocol-version': this.#version }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  }
}

/** What the current revision wants of a message in headers, so that it can be routed unread. */
function modernHeaders(message: unknown, version: string): Record<string, string> {
  const params = objectAt(message, 'params');
  const method = isObject(message) ? String(message['method']) : '';
  const name = params['name'] ?? params['uri'];
  return {
    'mcp-protocol-version': version,
    'mcp-method': method,
    ...(typeof name === 'string' && /^[\u0020-\u007e]*$/.test(name) ? { 'mcp-name': name } : {}),
  };
}

async function boundedText(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bodyOf(response)) {
    length += part.length;
    if (length > limits.lineBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  return (response.body ?? []) as AsyncIterable<Uint8Array>;
}

function isAnswer(line: string): boolean {
  try {
    const message: unknown = JSON.parse(line);
    return Array.isArray(message) || shapeOf(message).kind === 'response';
  } catch {
    return false;
  }
}

function answersTo(line: string, id: RequestId): boolean {
  if (!line.includes('"id"')) return false;
  const shape = shapeOf(JSON.parse(line));
  return shape.kind === 'response' && keyOf(shape.id) === keyOf(id);
}
