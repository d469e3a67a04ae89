import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { within, type BodySource, type Next } from './content/body-source.js';
import { egressLimits } from './limits.js';
import { DialError } from './types.js';

/** The body of an answer. */
export interface UpstreamBody extends BodySource {
  /** What came after it, once it has ended. */
  readonly trailers: IncomingHttpHeaders;
  /** Whether it is known to have nothing in it, and nothing after it. */
  readonly isEmpty: boolean;
  /** Reads what is left and lets it go. */
  drain(): Promise<void>;
}

/** The beginning of an answer. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: UpstreamBody;
}

const end: Next = { kind: 'end' };

/**
 * One request to an upstream, and its answer as it comes. It is given no further than it is read, but for what is on
 * the way already.
 */
export class UpstreamRequest implements Dispatcher.DispatchHandler, UpstreamBody {
  /** Rejects where no answer begins. */
  readonly answered: Promise<UpstreamAnswer>;
  trailers: IncomingHttpHeaders = {};
  readonly isEmpty = false;
  #settle: { resolve: (answer: UpstreamAnswer) => void; reject: (error: unknown) => void } | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  #failure: unknown;
  #state: 'open' | 'ended' | 'failed' | 'closed' = 'open';
  #waiting: Promise<Next> | undefined;
  #wake: (() => void) | undefined;

  constructor(upstreams: Dispatcher, asking: Dispatcher.DispatchOptions) {
    this.answered = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    upstreams.dispatch(asking, this);
  }

  next(restMs?: number): Promise<Next> {
    const ready = this.#take();
    if (ready) return ready;
    const waiting = (this.#waiting ??= new Promise<void>((resolve) => (this.#wake = resolve)).then(
      () => this.#take() ?? end,
    ));
    const next = restMs === undefined ? waiting : within(waiting, restMs);
    return next.then((given) => {
      if (given.kind !== 'rest') this.#waiting = undefined;
      return given;
    });
  }

  /** Gives the answer up, or the request where there is none. What has ended stays whole. */
  close(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#chunks = [];
    const reason = new Error('the exchange was given up');
    this.#controller?.abort(reason);
    this.#settle?.reject(reason);
    this.#awake();
  }

  async drain(): Promise<void> {
    for (let next = await this.next(); next.kind === 'chunk'; next = await this.next());
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#state === 'closed') controller.abort(new Error('the exchange was given up'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    // Thrown here, it ends the exchange.
    this.#settle?.resolve({ status, headers: withSingles(headers), body: this });
    this.#settle = undefined;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > egressLimits.heldBytes) controller.pause();
    this.#awake();
  }

  onResponseEnd(_: Dispatcher.DispatchController, trailers: IncomingHttpHeaders): void {
    this.trailers = trailers;
    if (this.#state === 'open') this.#state = 'ended';
    this.#awake();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#state !== 'open') return;
    this.#state = 'failed';
    this.#failure = error;
    this.#settle?.reject(error);
    this.#settle = undefined;
    this.#awake();
  }

  #awake(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  #take(): Promise<Next> | undefined {
    const bytes = this.#chunks.shift();
    if (bytes) {
      this.#length -= bytes.length;
      if (this.#length <= egressLimits.heldBytes) this.#controller?.resume();
      return Promise.resolve({ kind: 'chunk', bytes });
    }
    if (this.#state === 'open') return undefined;
    return this.#state === 'failed' ? Promise.reject(asError(this.#failure)) : Promise.resolve(end);
  }
}

/** Headers of an answer of which two that differ make two readers see two answers. */
const single = ['content-type', 'content-length', 'location'] as const;

/** Headers that come twice are lists here, whatever the types say. @throws DialError where two readers would differ. */
function withSingles(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  for (const name of single) {
    const value: unknown = headers[name];
    if (!Array.isArray(value)) continue;
    const [first, ...others] = value.map(String);
    if (others.some((other) => other !== first)) throw twoAnswers(name);
    headers[name] = first;
  }
  const coding: unknown = headers['content-encoding'];
  if (Array.isArray(coding)) headers['content-encoding'] = coding.join(', ');
  return headers;
}

function twoAnswers(name: string): DialError {
  return new DialError({
    status: 502,
    rule: 'response-malformed',
    reason: `the answer has the header ${name} twice, and not the same`,
    hint: 'Its server is at fault: two readers would take it for two things.',
  });
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
