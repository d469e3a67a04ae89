import type { ServerResponse } from 'node:http';
import { PassThrough, Writable, type Readable } from 'node:stream';
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
import { LineSplitter, type Line } from '../stdio/line-splitter.js';
import { EventSink } from './event-sink.js';

/** A request that waits for its answer over HTTP. */
interface Waiting {
  id: RequestId;
  progressToken: unknown;
  sink: EventSink;
}

/**
 * One conversation with a server, for one client or for all those that have no session. Requests get ids of our own on
 * their way in, as two clients may use the same; the answers get theirs back.
 */
export class FrontSession {
  readonly input: Readable & Writable = new PassThrough();
  readonly output: Writable;
  readonly #waiting = new Map<number, Waiting>();
  /** What the server said on its own while nobody listened. */
  readonly #unheard: string[] = [];
  #listener: EventSink | undefined;
  #nextId = 1;

  constructor() {
    const splitter = new LineSplitter(limits.lineBytes);
    this.output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        for (const line of splitter.push(chunk)) this.#out(line);
        done();
      },
    });
  }

  /** Takes a request, to be answered on `response`. */
  request(message: JsonObject, text: string, response: ServerResponse, cancelsOnClose: boolean): void {
    const shape = shapeOf(message);
    if (shape.kind !== 'request') return;
    const inner = this.#nextId++;
    const params = objectAt(message, 'params');
    const meta = objectAt(params, '_meta');
    const { progressToken } = meta;
    const sink = new EventSink(response);
    this.#waiting.set(inner, { id: shape.id, progressToken, sink });
    const changed = { ...message, id: inner };
    const whole =
      progressToken === undefined
        ? changed
        : { ...changed, params: { ...params, _meta: { ...meta, progressToken: inner } } };
    this.#write(editJson(text, message, whole) ?? JSON.stringify(whole));
    response.once('close', () => {
      if (!this.#waiting.delete(inner) || !cancelsOnClose) return;
      this.#write(
        JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: inner } }),
      );
    });
  }

  /** Takes what needs no answer. */
  tell(message: JsonObject, text: string): void {
    const id = cancelledId(message);
    const found =
      id === undefined ? undefined : [...this.#waiting].find(([, one]) => keyOf(one.id) === keyOf(id));
    if (!found) return this.#write(text.replaceAll(/[\r\n]+/g, ' '));
    const params = { ...objectAt(message, 'params'), requestId: found[0] };
    return this.#write(JSON.stringify({ ...message, params }));
  }

  /** Sends what the server says on its own to this stream from now on. */
  listen(response: ServerResponse): void {
    const sink = new EventSink(response);
    this.#listener = sink;
    sink.open();
    for (const line of this.#unheard.splice(0)) sink.event(line);
    response.once('close', () => {
      if (this.#listener === sink) this.#listener = undefined;
    });
  }

  end(): void {
    this.input.end();
  }

  #write(line: string): void {
    this.input.write(`${line.replaceAll(/[\r\n]+/g, ' ')}\n`);
  }

  #out(line: Line): void {
    if (line.kind !== 'line') return;
    const text = line.bytes.toString('utf8');
    const message: unknown = JSON.parse(text);
    const shape = shapeOf(message);
    const inner = shape.kind === 'response' ? Number(shape.id) : undefined;
    const waiting = inner === undefined ? undefined : this.#waiting.get(inner);
    if (inner !== undefined && waiting && isObject(message)) {
      this.#waiting.delete(inner);
      const answer = { ...message, id: waiting.id };
      waiting.sink.last(editJson(text, message, answer) ?? JSON.stringify(answer));
      return;
    }
    if (shape.kind === 'notification' && shape.method === 'notifications/progress' && isObject(message)) {
      this.#progress(message);
      return;
    }
    const listener = this.#listener ?? [...this.#waiting.values()].at(-1)?.sink;
    if (listener) listener.event(text);
    else if (this.#unheard.length < limits.unheardMessages) this.#unheard.push(text);
  }

  #progress(message: JsonObject): void {
    const params = objectAt(message, 'params');
    const waiting = this.#waiting.get(Number(params['progressToken']));
    if (!waiting) return;
    waiting.sink.event(
      JSON.stringify({ ...message, params: { ...params, progressToken: waiting.progressToken } }),
    );
  }
}
