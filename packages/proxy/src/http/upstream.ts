import { PassThrough, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { fetch, type Agent, type Response } from 'undici';
import { limits } from '../limits.js';
import {
  cancelledId,
  isObject,
  keyOf,
  objectAt,
  printable,
  shapeOf,
  type JsonObject,
  type RequestId,
  type Shape,
} from '../relay/messages.js';
import { refusalLine, type Refusal } from '../relay/refusal.js';
import { LineSplitter } from '../stdio/line-splitter.js';
import type { ServerEnd, ServerLink } from '../stdio/server-link.js';
import { asLine, readEvents } from './event-stream.js';
import { routingHeaders, untrueHeader, versionKey } from './routing-headers.js';
import { ToolHeaders } from './tool-headers.js';
import { upstreamFailure, upstreamRefusal, upstreamStatus } from './upstream-failure.js';
import type { Wire } from './wire.js';

/** How a remote server is reached. */
export interface UpstreamOptions {
  url: URL;
  headers: Readonly<Record<string, string>>;
  agent: Agent;
  note: (text: string) => void;
  /** Where the client speaks HTTP as well. */
  wire?: Wire | undefined;
}

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
  readonly #toolHeaders = new ToolHeaders();
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
      const headers = { 'content-type': 'application/json', ...this.#routing(message, shape, version) };
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

  /** The headers that the client gave, as long as they are true; otherwise those that the current revision wants. */
  #routing(message: unknown, shape: Shape, version: string | undefined): Record<string, string> {
    const given = shape.kind === 'request' ? this.#options.wire?.headersOf(shape.id) : undefined;
    if (given && isObject(message) && untrueHeader(given, message) === undefined) return given;
    if (version === undefined) return {};
    return routingHeaders(message, version, this.#toolHeaders.of('name' in shape ? shape.name : undefined));
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
    const isStream = kind.startsWith('text/event-stream') && response.ok;
    if (id !== undefined)
      this.#options.wire?.answerBegins(id, {
        status: response.status,
        isStream,
        hasSession: this.#session !== undefined && response.status !== 404,
      });
    if (isStream) return this.#events(response, id, shape);
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
    if (line !== '' && isAnswer(line)) return this.#emit(line, shape);
    if (text === '') await response.body?.cancel();
    const isProbe = shape.kind === 'request' && shape.method === 'server/discover';
    const isSessionOver = response.status === 404 && this.#session !== undefined;
    const error = isProbe || isSessionOver ? undefined : errorWithoutId(line);
    if (id !== undefined && error) return this.#emit(JSON.stringify({ ...error, id }));
    return this.#refuse(id, upstreamStatus(this.#options.url, response.status), shape);
  }

  /** Passes the events of an answer on; where it breaks off behind an event that had an id, it is resumed. */
  async #events(first: Response, id: RequestId | undefined, shape: Shape): Promise<void> {
    let response = first;
    let last: string | undefined;
    let wait = 0;
    for (let attempt = 0; attempt < limits.resumptions; attempt++) {
      try {
        for await (const event of readEvents(bodyOf(response))) {
          // A server that lets go of a long call brings its client back with a new id each time.
          if (event.id !== undefined && event.id !== last) attempt = 0;
          last = event.id ?? last;
          wait = Math.min(event.retry ?? wait, limits.longestRetryMs);
          const line = asLine(event.data);
          if (line === '') continue;
          this.#emit(line, shape);
          if (id !== undefined && answersTo(line, id)) return;
        }
      } catch (error) {
        if (this.#abort.signal.aborted || last === undefined || error instanceof RangeError) throw error;
      }
      if (id === undefined || last === undefined || this.#abort.signal.aborted) break;
      await delay(wait, undefined, { signal: this.#abort.signal });
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
    let wait: number = limits.listenAgainMs;
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
          wait = Math.min(event.retry ?? wait, limits.longestRetryMs);
          if (event.data !== '') this.#emit(asLine(event.data));
        }
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        this.#options.note(upstreamFailure(this.#options.url, error).message);
      }
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
  }

  /** @param shape of the request that is answered by it or by what follows. */
  #emit(line: string, shape?: Shape): void {
    const method = shape?.kind === 'request' ? shape.method : undefined;
    if (method === 'initialize') {
      const { protocolVersion } = objectAt(JSON.parse(line), 'result');
      if (typeof protocolVersion === 'string') this.#version = protocolVersion;
    }
    // Headers of tools came with the era that has no sessions.
    const isList = method === 'tools/list' && this.#version === undefined && !this.#options.wire;
    this.stdout.write(`${isList ? this.#learn(line) : line}\n`);
  }

  /** A client that speaks HTTP itself sends its headers itself, and leaves out tools by itself. */
  #learn(list: string): string {
    const { line, left } = this.#toolHeaders.learn(list);
    for (const tool of left)
      this.#options.note(
        `the tool ${printable(tool)} is left out: it asks for a header that may not be (x-mcp-header)`,
      );
    return line;
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

/** An error with which a server refuses a request whose id it did not read. */
function errorWithoutId(line: string): JsonObject | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return isObject(message) && shapeOf(message).kind === 'general-error' ? message : undefined;
  } catch {
    return undefined;
  }
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
