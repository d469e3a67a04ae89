import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type ServerHttp2Session,
} from 'node:http2';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Exchange, InterceptTunnel } from '../types.js';
import { canonicalHost } from '../url/host-list.js';
import type { Leaf, LeafCache } from './leaves.js';
import { tlsLimits } from './limits.js';

type Tunnel = Parameters<InterceptTunnel>[0];

/** What is known of a connection of a client whose tunnel is intercepted. */
interface Inside {
  readonly tunnel: Tunnel;
  readonly origin: URL;
}

/** Makes what takes over tunnels. All tunnels share two servers that listen nowhere, and the cache of leaves. */
export function createInterceptor(leaves: LeafCache): InterceptTunnel {
  doors ??= new Doors();
  const within = doors;
  return async (tunnel) => {
    const { client, host, context } = tunnel;
    const begin = performance.now();
    client.on('error', () => client.destroy());
    const first = await firstBytes(tunnel);
    if (first === undefined) return undefined;
    if (first[0] !== handshakeRecord) return within.plain(tunnel, first);
    const made = leaves.made;
    const leaf = await leaves.for(nameOf(host));
    if (leaves.made > made) context.meters.count('leaf_certificates_total');
    client.unshift(first);
    const secured = await acceptTls(tunnel, leaf);
    if (!secured) return undefined;
    context.meters.count('intercepted_total');
    context.meters.observe('handshake_seconds', (performance.now() - begin) / 1000);
    return within.secured(tunnel, secured);
  };
}

/** Made with the first interception; connections bring all that differs between them. */
let doors: Doors | undefined;

const handshakeRecord = 0x16;

/** The first bytes of the client; undefined where it goes away or says nothing. */
function firstBytes({ client, head }: Tunnel): Promise<Buffer | undefined> {
  if (head.length > 0) return Promise.resolve(head);
  return new Promise((resolve) => {
    const timer = setTimeout(() => client.destroy(), tlsLimits.handshakeMs);
    const end = (bytes: Buffer | undefined): void => {
      clearTimeout(timer);
      client.removeListener('readable', readable).removeListener('close', closed);
      resolve(bytes);
    };
    const closed = (): void => end(undefined);
    const readable = (): void => {
      const bytes: Buffer | null = client.read();
      if (bytes !== null) end(bytes);
    };
    client.on('readable', readable).once('close', closed);
    if (client.destroyed) closed();
  });
}

/** Shakes hands with the client as the host that it asked for; undefined where that fails, which is recorded. */
function acceptTls(tunnel: Tunnel, leaf: Leaf): Promise<TLSSocket | undefined> {
  const { client, host, context } = tunnel;
  // TLS has no half that stays open: a client that ends has gone, as with any server of HTTPS.
  client.allowHalfOpen = false;
  return new Promise((resolve) => {
    const secured = new TLSSocket(client, {
      isServer: true,
      secureContext: leaf.context,
      ALPNProtocols: ['h2', 'http/1.1'],
      SNICallback: (name, done) => {
        if (canonicalHost(name) === nameOf(host)) return done(null, leaf.context);
        context.judge.refuse(
          {
            status: 403,
            rule: 'sni-mismatch',
            reason: `the TLS greeting in the tunnel to ${host} names another host`,
            hint: 'Open the tunnel to the host that is meant.',
          },
          'url',
          exchangeOf(tunnel),
        );
        return done(new Error('another host'));
      },
    });
    let isOver = false;
    const end = (value: TLSSocket | undefined): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (!value) {
        secured.destroy();
        client.destroy();
      }
      resolve(value);
    };
    const timer = setTimeout(() => end(undefined), tlsLimits.handshakeMs);
    secured.on('error', (error: NodeJS.ErrnoException) => {
      if (!isOver) tellOfRefusedLeaf(tunnel, error);
      end(undefined);
      secured.destroy();
    });
    secured.once('close', () => end(undefined));
    secured.once('secure', () => {
      // A TLS server does so with what it accepts; h2 would otherwise wait for the handshake for ever.
      Object.assign(secured, { secureConnecting: false });
      end(secured);
    });
  });
}

/** A client that does not know our authority ends the handshake: that is worth a word, as it looks like a broken host. */
function tellOfRefusedLeaf(tunnel: Tunnel, { code = '' }: NodeJS.ErrnoException): void {
  const { context, host } = tunnel;
  context.meters.count('tls_failures_total', { side: 'client' });
  if (!/UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN/.test(code)) return;
  const reason = `the client did not accept our certificate for ${host}; it has to trust the authority that "sallyport tls show-ca" prints`;
  context.judge.warn({ rule: 'tls-client', reason }, 'url', exchangeOf(tunnel));
}

function exchangeOf({ host, port, agent }: Tunnel): Exchange {
  return { door: 'intercepted', agent, method: 'CONNECT', url: originOf('https:', host, port) };
}

function originOf(protocol: 'http:' | 'https:', host: string, port: number): URL {
  const name = nameOf(host);
  return new URL(`${protocol}//${isIP(name) === 6 ? `[${name}]` : name}:${port}`);
}

function nameOf(host: string): string {
  return canonicalHost(host);
}

/** The two servers within which the requests of all tunnels are read. */
class Doors {
  readonly #connections = new WeakMap<Duplex, Inside>();
  readonly #sessions = new WeakMap<ServerHttp2Session, Inside>();
  #entering: Inside | undefined;
  readonly #http = createHttpServer({
    maxHeaderSize: tlsLimits.headerBytes,
    headersTimeout: tlsLimits.headersMs,
    connectionsCheckingInterval: tlsLimits.checkMs,
    keepAliveTimeout: tlsLimits.idleMs,
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  readonly #http2 = createHttp2Server({
    settings: {
      maxConcurrentStreams: tlsLimits.streams,
      maxHeaderListSize: tlsLimits.headerBytes,
      enablePush: false,
    },
  });

  constructor() {
    // A server that listens nowhere looks after slow requests only when it believes that it listens.
    this.#http.emit('listening');
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      const inside = this.#connections.get(request.socket);
      if (inside) this.#handle(inside, request, response);
      else request.socket.destroy();
    };
    this.#http.on('request', handle);
    // Whoever handles the request says when the body may come: after a look at what came before it.
    this.#http.on('checkContinue', handle);
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const inside = this.#connections.get(socket);
      if (!inside) return socket.destroy();
      const { tunnel, origin } = inside;
      void tunnel.upgrade(request, socket, head, { door: 'intercepted', origin, agent: tunnel.agent });
      return undefined;
    });
    this.#http.on('clientError', (_error, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      else socket.destroy();
    });
    this.#http2.on('session', (session: ServerHttp2Session) => {
      if (!this.#entering) return session.destroy();
      this.#sessions.set(session, this.#entering);
      session.setTimeout(tlsLimits.idleMs, () => session.close());
      session.on('error', () => session.destroy());
      return undefined;
    });
    const handleStream = (request: Http2ServerRequest, response: unknown): void => {
      const inside =
        request.stream.session && this.#sessions.get(request.stream.session as ServerHttp2Session);
      // The compatibility API has the members of HTTP/1.1 that a handler uses.
      if (inside) this.#handle(inside, request as unknown as IncomingMessage, response as ServerResponse);
      else request.stream.close();
    };
    this.#http2.on('request', handleStream);
    this.#http2.on('checkContinue', handleStream);
  }

  /** HTTP without TLS inside a tunnel, as some clients send it to port 80. What is no HTTP does not pass. */
  plain(tunnel: Tunnel, first: Buffer): Promise<void> {
    const { client, host, port } = tunnel;
    client.unshift(first);
    this.#connections.set(client, { tunnel, origin: originOf('http:', host, port) });
    this.#http.emit('connection', client);
    return closed(client);
  }

  async secured(tunnel: Tunnel, socket: TLSSocket): Promise<void> {
    const inside: Inside = { tunnel, origin: originOf('https:', tunnel.host, tunnel.port) };
    if (socket.alpnProtocol === 'h2') {
      this.#entering = inside;
      this.#http2.emit('connection', socket);
      this.#entering = undefined;
    } else {
      this.#connections.set(socket, inside);
      this.#http.emit('connection', socket);
    }
    await closed(socket);
    // The socket below does not learn by itself that the one above has gone.
    tunnel.client.destroy();
  }

  #handle({ tunnel, origin }: Inside, request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => response.destroy());
    void tunnel.handle(request, response, { door: 'intercepted', origin, agent: tunnel.agent });
  }
}

function closed(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}
