import {
  connect,
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders as Http2Headers,
} from 'node:http2';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { ReadableSource, type Next } from './content/body-source.js';
import { unreachable } from './dial/dialer.js';
import { egressLimits } from './limits.js';
import { DialError, type SecureDialer } from './types.js';
import type { UpstreamAnswer, UpstreamBody } from './upstream-request.js';

/** What is asked of an upstream over HTTP/2. */
export interface Http2Asking {
  readonly url: URL;
  readonly method: string;
  /** Without what holds between two neighbours only. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | Readable | null;
}

/**
 * Sessions of HTTP/2 with upstreams, for what HTTP/1.1 has no words for: gRPC, whose answers end with trailers and go
 * both ways at a time. One to an origin; everything else goes over HTTP/1.1.
 */
export class Http2Upstreams {
  readonly #secure: SecureDialer;
  readonly #sessions = new Map<string, Promise<ClientHttp2Session>>();

  constructor(secure: SecureDialer) {
    this.#secure = secure;
  }

  /** Asks. @throws DialError where the upstream is not reached, or speaks no HTTP/2 */
  async ask(asking: Http2Asking): Promise<Http2Request> {
    const session = await this.#sessionFor(asking.url);
    return new Http2Request(session, asking);
  }

  /** Opens nothing new on what is open; what is under way ends by itself. */
  close(): void {
    for (const opening of this.#sessions.values()) {
      // One that was not opened has been told of by whoever asked for it.
      opening.then((session) => session.close()).catch(() => undefined);
    }
    this.#sessions.clear();
  }

  /** Ends everything. */
  destroy(): void {
    for (const opening of this.#sessions.values())
      opening.then((session) => session.destroy()).catch(() => undefined);
    this.#sessions.clear();
  }

  #sessionFor(url: URL): Promise<ClientHttp2Session> {
    const known = this.#sessions.get(url.origin);
    if (known) return known;
    if (this.#sessions.size >= egressLimits.http2Sessions) {
      const reason = `${egressLimits.http2Sessions} sessions of HTTP/2 are open already`;
      return Promise.reject(unreachable(url.hostname, reason));
    }
    const opening = this.#open(url, () => {
      if (this.#sessions.get(url.origin) === opening) this.#sessions.delete(url.origin);
    });
    this.#sessions.set(url.origin, opening);
    return opening;
  }

  async #open(url: URL, forget: () => void): Promise<ClientHttp2Session> {
    try {
      const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
      const socket = await this.#secure.connect({
        host,
        port: Number(url.port) || 443,
        alpn: ['h2', 'http/1.1'],
      });
      if (socket.alpnProtocol !== 'h2') {
        socket.destroy();
        throw noHttp2(host);
      }
      const session = connect(url.origin, {
        createConnection: () => socket,
        settings: { enablePush: false, maxHeaderListSize: egressLimits.headerBytes },
      });
      session.setTimeout(egressLimits.http2IdleMs, () => session.close());
      session.on('goaway', forget);
      session.on('close', forget);
      session.on('error', () => session.destroy());
      return session;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

function noHttp2(host: string): DialError {
  return new DialError({
    status: 502,
    rule: 'upstream-http2',
    reason: `${host} does not speak HTTP/2, without which there is no gRPC`,
    hint: 'Check the address; a server of gRPC offers h2 in its TLS greeting.',
  });
}

/** One request over HTTP/2, and its answer as it comes. */
export class Http2Request implements UpstreamBody {
  /** Rejects where no answer begins. */
  readonly answered: Promise<UpstreamAnswer>;
  trailers: IncomingHttpHeaders = {};
  isEmpty = false;
  readonly #stream: ClientHttp2Stream;
  readonly #source: ReadableSource;

  constructor(session: ClientHttp2Session, { url, method, headers, body }: Http2Asking) {
    const { host = url.host, ...others } = headers;
    const stream = session.request(
      {
        ...others,
        te: 'trailers',
        ':method': method,
        ':path': `${url.pathname}${url.search}`,
        ':scheme': 'https',
        ':authority': String(host),
      },
      { endStream: body === null },
    );
    this.#stream = stream;
    this.#source = new ReadableSource(stream);
    stream.setTimeout(egressLimits.answerMs, () =>
      stream.destroy(unreachable(url.hostname, 'it did not answer in time')),
    );
    stream.on('trailers', (trailers) => (this.trailers = withoutPseudo(trailers)));
    this.answered = new Promise((resolve, reject) => {
      stream.once('response', (answer, flags) => {
        this.isEmpty = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
        resolve({ status: Number(answer[':status']), headers: withoutPseudo(answer), body: this });
      });
      // An error after the answer began is told to whoever reads it.
      stream.on('error', reject);
      stream.once('close', () => reject(unreachable(url.hostname, 'it closed the stream')));
    });
    if (body !== null) this.#send(body);
  }

  next(restMs?: number): Promise<Next> {
    return this.#source.next(restMs);
  }

  close(): void {
    this.#stream.close(constants.NGHTTP2_CANCEL);
    this.#source.close();
  }

  async drain(): Promise<void> {
    for (let next = await this.next(); next.kind === 'chunk'; next = await this.next());
  }

  #send(body: Buffer | Readable): void {
    const stream = this.#stream;
    if (Buffer.isBuffer(body)) return void stream.end(body);
    body.on('error', (error) => stream.destroy(error));
    stream.once('close', () => body.destroy());
    return void body.pipe(stream);
  }
}

function withoutPseudo(headers: Http2Headers): IncomingHttpHeaders {
  const plain: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) if (!name.startsWith(':')) plain[name] = value;
  return plain;
}
