import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { KillSwitch } from '../relay/kill-switch.js';
import { agentName } from './agent-name.js';
import { malformed, forwardRequest, type Onward } from './forward/exchange.js';
import { openTunnel } from './forward/tunnel.js';
import { forwardUpgrade } from './forward/upgrade.js';
import { egressLimits } from './limits.js';
import { answerLocal, answerMetrics } from './local.js';
import { answerRefusal, refusalHead } from './refusal.js';
import type { EgressState } from './state.js';
import type { Exchange, Refusal } from './types.js';
import { readUrl } from './url/read-url.js';

/** What a server of the egress proxy is made of. */
export interface EgressServerOptions {
  readonly state: EgressState;
  readonly killSwitch: KillSwitch;
  readonly version: string;
  /** `HOST:PORT`. */
  readonly listen: string;
  readonly metricsListen?: string | undefined;
}

/** The one port, open. */
export interface EgressServer {
  /** `HOST:PORT`, with the port that the system chose. */
  readonly address: string;
  readonly metricsAddress: string | undefined;
  /** Serves by another configuration from now on; what is under way ends by the one before. */
  swap(state: EgressState): void;
  /** Takes nothing new, waits for what is under way, then cuts the rest. */
  close(): Promise<void>;
}

/** Opens the one port: `/fetch`, `/health`, `/stats`, `/metrics` and the scan API by path; absolute URIs and CONNECT. */
export async function openEgress(options: EgressServerOptions): Promise<EgressServer> {
  const port = new EgressPort(options);
  const address = await listenOn(port.server, options.listen);
  const metrics = options.metricsListen === undefined ? undefined : makeServer();
  metrics?.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!answerMetrics(port.state, request, response)) response.writeHead(404).end();
  });
  const metricsAddress = metrics && (await listenOn(metrics, options.metricsListen ?? ''));
  return {
    address,
    metricsAddress,
    swap: (state) => port.swap(state),
    close: async () => {
      metrics?.close();
      metrics?.closeAllConnections();
      await port.close();
    },
  };
}

function makeServer(): Server {
  const server = createServer({
    maxHeaderSize: egressLimits.headerBytes,
    headersTimeout: egressLimits.headersMs,
    requestTimeout: egressLimits.requestMs,
    keepAliveTimeout: egressLimits.keepAliveMs,
    connectionsCheckingInterval: 1000,
    insecureHTTPParser: false,
    requireHostHeader: true,
    noDelay: true,
  });
  server.maxHeadersCount = egressLimits.headers + 1;
  server.maxConnections = egressLimits.connections;
  return server;
}

class EgressPort {
  readonly server = makeServer();
  state: EgressState;
  readonly #killSwitch: KillSwitch;
  readonly #version: string;
  /** Sockets that the HTTP server has handed over. */
  readonly #tunnels = new Set<Duplex>();
  readonly #metricsApart: boolean;
  #isClosing = false;

  constructor({ state, killSwitch, version, metricsListen }: EgressServerOptions) {
    this.state = state;
    this.#killSwitch = killSwitch;
    this.#version = version;
    this.#metricsApart = metricsListen !== undefined;
    const { server } = this;
    server.on('request', (request, response) => this.#request(request, response));
    // Whether the client may send its body is said after its headers have been looked at.
    server.on('checkContinue', (request, response) => this.#request(request, response));
    server.on('connect', (request, socket, head) => this.#connect(request, socket, head));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.on('clientError', (error, socket) => this.#broken(error, socket));
  }

  swap(state: EgressState): void {
    const old = this.state;
    this.state = state;
    old.http2Upstreams.close();
    old.upstreams
      .close()
      .catch((error: unknown) => old.note(`connections that were not closed: ${String(error)}`));
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    const cut = setTimeout(() => {
      this.server.closeAllConnections();
      for (const socket of this.#tunnels) socket.destroy();
    }, egressLimits.drainMs);
    if (this.#tunnels.size === 0) await closed;
    else await Promise.all([closed, ...[...this.#tunnels].map(closeOf)]);
    clearTimeout(cut);
    this.state.http2Upstreams.destroy();
    await this.state.upstreams.destroy();
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => response.destroy());
    request.on('error', () => response.destroy());
    if (this.#isClosing) response.setHeader('connection', 'close');
    const target = request.url ?? '';
    if (target.startsWith('/')) {
      const local = {
        killSwitch: this.#killSwitch,
        version: this.#version,
        servesMetrics: !this.#metricsApart,
      };
      answerLocal(this.state, local, request, response).catch((error: unknown) =>
        this.#failed(error, response),
      );
      return;
    }
    const { state } = this;
    const agent = agentName(request.headers, state.settings.defaultAgent);
    const onward = this.#onward(request, agent);
    if ('refusal' in onward) return answerRefusal(response, onward.refusal);
    forwardRequest(state, request, response, onward).catch((error: unknown) => this.#failed(error, response));
  }

  #connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { state } = this;
    const agent = agentName(request.headers, state.settings.defaultAgent);
    this.#hold(socket);
    const off = this.#off(state, () => nowhere(agent, 'CONNECT'));
    if (off) return void socket.end(refusalHead(off, 'CONNECT blocked'));
    const { intercept } = state;
    const open = openTunnel(state, request, socket, head, {
      agent,
      intercept:
        intercept &&
        ((tunnel) =>
          intercept({
            ...tunnel,
            context: state,
            handle: (inner, response, to) => forwardRequest(this.state, inner, response, to),
            upgrade: (inner, inside, rest, to) => forwardUpgrade(this.state, inner, inside, rest, to),
          })),
    });
    open.catch((error: unknown) => this.#failed(error, socket));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { state } = this;
    const agent = agentName(request.headers, state.settings.defaultAgent);
    this.#hold(socket);
    const onward = this.#onward(request, agent);
    if ('refusal' in onward) return void socket.end(refusalHead(onward.refusal, 'blocked'));
    forwardUpgrade(state, request, socket, head, onward).catch((error: unknown) =>
      this.#failed(error, socket),
    );
  }

  /** Where a request with an absolute URI goes, or why nowhere. */
  #onward(request: IncomingMessage, agent: string): Onward | { refusal: Refusal } {
    const { state } = this;
    const method = request.method ?? 'GET';
    const off = this.#off(state, () => nowhere(agent, method));
    if (off) return { refusal: off };
    const target = request.url ?? '';
    const passed = state.gate.passed(target);
    if (passed) return { door: 'forward', origin: passed, url: passed, agent };
    const read = readUrl(target.replace(/^ws(s?):/i, 'http$1:'));
    if (!read.ok) return { refusal: state.judge.refuse(read.fault, 'url', nowhere(agent, method)) };
    return { door: 'forward', origin: read.url, url: read.url, agent };
  }

  #off({ settings, judge }: EgressState, exchange: () => Exchange): Refusal | undefined {
    const stopped = this.#killSwitch.check();
    if (stopped) {
      const reason = stopped.message.replace(/^sallyport: /, '');
      return judge.refuse(
        { status: 503, rule: 'kill-switch', reason, hint: stopped.data.remedy },
        'url',
        exchange(),
      );
    }
    if (settings.forward.isEnabled) return undefined;
    const reason = 'the forward proxy is off';
    const hint = 'A person can turn it on with forward_proxy.enabled; /fetch is there in any case.';
    return judge.refuse({ status: 403, rule: 'forward-proxy-off', reason, hint }, 'url', exchange());
  }

  #hold(socket: Duplex): void {
    this.#tunnels.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#tunnels.delete(socket));
  }

  /** What is no HTTP, too long or too slow never becomes a request. */
  #broken(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const what =
      brokenRequests[error.code ?? ''] ??
      malformed(`this is no request of HTTP/1.1 (${error.code ?? 'unknown'})`);
    const refusal = this.state.judge.refuse(what, 'url', nowhere('anonymous', 'UNKNOWN'));
    socket.end(refusalHead(refusal, 'refused'));
  }

  #failed(error: unknown, open: Duplex | ServerResponse): void {
    this.state.note(`a request failed: ${error instanceof Error ? error.message : String(error)}`);
    open.destroy();
  }
}

const brokenRequests: Readonly<Record<string, Omit<Refusal, 'eventId'>>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    rule: 'header-limit',
    reason: `the headers are longer than ${egressLimits.headerBytes} bytes`,
    hint: 'Send fewer or shorter headers.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    rule: 'request-timeout',
    reason: `the request did not come within ${egressLimits.headersMs} ms`,
    hint: 'Send the headers at once.',
  },
};

/** An exchange of which no address is known. */
function nowhere(agent: string, method: string): Exchange {
  return { door: 'forward', agent, method, url: new URL('http://invalid./') };
}

function closeOf(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** Listens at `HOST:PORT`, and gives the address in that form. */
function listenOn(server: Server, listen: string): Promise<string> {
  const at = listen.lastIndexOf(':');
  const host = listen.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(listen.slice(at + 1)), host === '' ? undefined : host, () => {
      server.removeListener('error', reject);
      const { address, family, port } = server.address() as AddressInfo;
      resolve(`${family === 'IPv6' ? `[${address}]` : address}:${port}`);
    });
  });
}
