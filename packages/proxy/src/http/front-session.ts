import type { ServerResponse } from 'node:http';
import { PassThrough, Writable, type Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { limits } from '../limits.js';
import { editJson } from '../relay/edit-json.js';
import {
  cancelledId,
  isObject,
  keyOf,
  objectAt,
  shapeOf,
  type JsonObject,
  type RequestId,
} from '../relay/messages.js';
import { errorCodes, refusalLine, refuse } from '../relay/refusal.js';
import { LineSplitter, type Line } from '../stdio/line-splitter.js';
import { eraFault, statusOf, type EraFault } from './era.js';
import { EventSink, type Sink } from './event-sink.js';
import type { HeaderParameter } from './routing-headers.js';
import { ToolHeaders } from './tool-headers.js';
import type { Wire } from './wire.js';

/** A request of a client's, and how it was asked over HTTP. */
export interface FrontRequest {
  message: JsonObject;
  text: string;
  /** Takes the answer; when its HTTP request is over nobody waits any more. */
  sink: Sink;
  response: ServerResponse;
  /** Whether it is of the era without sessions, in which a request is taken back by ending it. */
  isModern: boolean;
  /** The headers by which it is routed. */
  headers: Readonly<Record<string, string>>;
}

/** A request that waits for its answer over HTTP. */
interface Waiting extends Pick<FrontRequest, 'sink' | 'response' | 'isModern' | 'headers'> {
  id: RequestId;
  method: string;
  progressToken: unknown;
}

/** What a session with a server is before. */
export interface FrontSessionOptions {
  /** Whether several clients take part, so that what belongs to none of them goes to none. */
  isShared: boolean;
  /** Whether a remote server is behind it, which speaks HTTP itself: its answers are begun as it begins them. */
  isRemote: boolean;
  /** Called when the server knows no such session any more. */
  onGone: () => void;
}

/** Names the request whose stream a notification belongs to, in the current revision. */
const subscriptionKey = 'io.modelcontextprotocol/subscriptionId';

/**
 * One conversation with a server, for one client or for all those that have no session. Requests get ids of our own on
 * their way in, as two clients may use the same; the answers get theirs back.
 */
export class FrontSession {
  readonly input: Readable & Writable = new PassThrough();
  readonly output: Writable;
  readonly #options: FrontSessionOptions;
  readonly #toolHeaders = new ToolHeaders();
  /** The revisions that the server speaks, once it has told them. */
  #revisions: readonly unknown[] | undefined;
  readonly #waiting = new Map<number, Waiting>();
  /** What the server said on its own while nobody listened. */
  readonly #unheard: string[] = [];
  #unheardCharacters = 0;
  #listener: EventSink | undefined;
  #nextId = 1;
  #lastUse = Date.now();
  /** The revision that client and server agreed on, where they did. */
  #version: string | undefined;

  /** What the remote server is told of requests, and tells of its answers. */
  readonly wire: Wire = {
    headersOf: (id) => this.#waiting.get(Number(id))?.headers,
    answerBegins: (id, { status, isStream, hasSession }) => {
      const waiting = this.#waiting.get(Number(id));
      if (!waiting) return;
      // Without a session the server is asked for each message anew.
      const isWithout = !hasSession && waiting.method === 'initialize';
      if (isWithout && !waiting.response.headersSent) waiting.response.removeHeader('mcp-session-id');
      // Other failures are told in words that name the next step.
      waiting.sink.begin({ status: status === 400 || status === 404 ? status : 200, isStream });
      if (!this.#options.isShared && (isWithout || status === 404)) this.#options.onGone();
    },
  };

  constructor(options: FrontSessionOptions) {
    this.#options = options;
    const splitter = new LineSplitter(limits.lineBytes);
    const take = callbackify(async (chunk: Buffer) => {
      const sinks = new Set(splitter.push(chunk).map((line) => this.#out(line)));
      for (const sink of sinks) await sink?.drained();
    });
    this.output = new Writable({
      write: (chunk: Buffer, _encoding, done) => take(chunk, (error) => done(error)),
    });
  }

  get version(): string | undefined {
    return this.#version;
  }

  /** Whether nobody has asked anything for long, and nobody listens. */
  isIdleSince(milliseconds: number): boolean {
    const isInUse = this.#waiting.size > 0 || this.#listener !== undefined;
    return !isInUse && Date.now() - this.#lastUse > milliseconds;
  }

  /** Takes a request, or gives what is wrong with it. */
  request(request: FrontRequest): EraFault | undefined {
    const { message, text, sink, response, isModern, headers } = request;
    const shape = shapeOf(message);
    if (shape.kind !== 'request') return undefined;
    const { isRemote } = this.#options;
    const parametersOf = (tool: string): readonly HeaderParameter[] => this.#toolHeaders.of(tool);
    const command = { revisions: this.#revisions, parametersOf };
    const fault = isModern && !isRemote ? eraFault(headers, message, command) : undefined;
    if (fault) return fault;
    this.#lastUse = Date.now();
    const inner = this.#nextId++;
    const params = objectAt(message, 'params');
    const meta = objectAt(params, '_meta');
    const { progressToken } = meta;
    const { id, method } = shape;
    this.#waiting.set(inner, { id, method, progressToken, sink, response, isModern, headers });
    // A command may say something at any time; in the era with sessions every client takes a stream.
    if (!isModern && !isRemote) sink.begin({ status: 200, isStream: true });
    const changed = { ...message, id: inner };
    const whole =
      progressToken === undefined
        ? changed
        : { ...changed, params: { ...params, _meta: { ...meta, progressToken: inner } } };
    this.#write(editJson(text, message, whole) ?? JSON.stringify(whole));
    response.once('close', () => {
      if (!this.#waiting.delete(inner) || !isModern) return;
      this.#write(
        JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: inner } }),
      );
    });
    return undefined;
  }

  /** Takes what needs no answer. */
  tell(message: JsonObject, text: string): void {
    this.#lastUse = Date.now();
    const id = cancelledId(message);
    const found =
      id === undefined ? undefined : [...this.#waiting].find(([, one]) => keyOf(one.id) === keyOf(id));
    if (!found) return this.#write(text);
    const params = { ...objectAt(message, 'params'), requestId: found[0] };
    return this.#write(JSON.stringify({ ...message, params }));
  }

  /** Sends what the server says on its own to this stream from now on. */
  listen(response: ServerResponse): void {
    this.#lastUse = Date.now();
    const sink = new EventSink(response);
    this.#listener = sink;
    sink.open();
    for (const line of this.#unheard.splice(0)) sink.event(line);
    this.#unheardCharacters = 0;
    response.once('close', () => {
      if (this.#listener === sink) this.#listener = undefined;
    });
  }

  /** Lets the server answer what it owes, and ends. */
  end(): void {
    this.input.end();
  }

  /** When the session is over, nothing is said any more. */
  close(): void {
    this.#listener?.close();
  }

  #write(line: string): void {
    this.input.write(`${line.replaceAll(/[\r\n]+/g, ' ')}\n`);
  }

  /** Hands one line to whom it belongs, and gives who that is. */
  #out(line: Line): Sink | undefined {
    if (line.kind !== 'line') return this.#tooLong(line.id);
    const text = line.bytes.toString('utf8');
    const message: unknown = JSON.parse(text);
    // A batch of answers is written by those who batch their requests; each is answered by itself here.
    if (Array.isArray(message)) {
      const sinks = message.map((part: unknown) => this.#one(part, JSON.stringify(part)));
      return sinks.at(-1);
    }
    return this.#one(message, text);
  }

  #one(message: unknown, text: string): Sink | undefined {
    const shape = shapeOf(message);
    const inner = shape.kind === 'response' ? Number(shape.id) : undefined;
    const waiting = inner === undefined ? undefined : this.#waiting.get(inner);
    if (inner !== undefined && waiting && isObject(message)) {
      this.#waiting.delete(inner);
      const { protocolVersion } = objectAt(message, 'result');
      if (waiting.method === 'initialize' && typeof protocolVersion === 'string')
        this.#version = protocolVersion;
      if (!this.#options.isRemote && waiting.isModern) {
        if (waiting.method === 'tools/list') this.#toolHeaders.learn(text);
        const { supportedVersions } = objectAt(message, 'result');
        if (waiting.method === 'server/discover' && Array.isArray(supportedVersions))
          this.#revisions = supportedVersions;
        waiting.sink.begin({ status: statusOf(message), isStream: false });
      }
      const answer = { ...message, id: waiting.id };
      waiting.sink.last(editJson(text, message, answer) ?? JSON.stringify(answer));
      return waiting.sink;
    }
    const ofRequest = isObject(message) ? this.#ofRequest(message) : undefined;
    if (ofRequest) return ofRequest;
    if (shape.kind === 'notification' && shape.method === 'notifications/progress') return undefined;
    const open = [...this.#waiting.values()];
    const only = this.#options.isShared && open.length > 1 ? undefined : open.at(-1)?.sink;
    const listener = this.#listener ?? only;
    listener?.event(text);
    const isKept =
      this.#unheard.length < limits.unheardMessages &&
      this.#unheardCharacters + text.length <= limits.unheardCharacters;
    if (listener) return listener;
    if (!this.#options.isShared && isKept) {
      this.#unheard.push(text);
      this.#unheardCharacters += text.length;
    } else if (shape.kind === 'request') {
      const error = { code: -32_000, message: 'sallyport: no client listens for requests of the server' };
      this.#write(JSON.stringify({ jsonrpc: '2.0', id: shape.id, error }));
    }
    return undefined;
  }

  /** Progress, and what a subscription brings, under the names that its client knows. */
  #ofRequest(message: JsonObject): Sink | undefined {
    const params = objectAt(message, 'params');
    const meta = objectAt(params, '_meta');
    if (message['method'] === 'notifications/progress') {
      const waiting = this.#waiting.get(Number(params['progressToken']));
      const { progressToken } = waiting ?? {};
      waiting?.sink.event(JSON.stringify({ ...message, params: { ...params, progressToken } }));
      return waiting?.sink;
    }
    if (meta[subscriptionKey] === undefined) return undefined;
    const waiting = this.#waiting.get(Number(meta[subscriptionKey]));
    const own = { ...params, _meta: { ...meta, [subscriptionKey]: waiting?.id } };
    waiting?.sink.event(JSON.stringify({ ...message, params: own }));
    return waiting?.sink;
  }

  /** An answer that grew past the limit where something was taken out of it. */
  #tooLong(id: RequestId | undefined): Sink | undefined {
    const waiting = id === undefined ? undefined : this.#waiting.get(Number(id));
    if (!waiting) return undefined;
    this.#waiting.delete(Number(id));
    const refusal = refuse(errorCodes.server, {
      rule: 'line-too-long',
      title: 'Line too long',
      message: `the answer is longer than ${limits.lineBytes} bytes`,
      remedy: 'Ask for less at once.',
      direction: 'server-to-client',
    });
    waiting.sink.last(refusalLine(waiting.id, refusal));
    return waiting.sink;
  }
}
