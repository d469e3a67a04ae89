import type { TlsFiles } from '@sallyport/certs';
import { Agent, fetch, type RequestInfo, type RequestInit, type Response } from 'undici';
import { mtlsLimits } from './limits.js';

/** The connections that are made with one set of certificates. */
export class ConnectionSet {
  readonly #agent: Agent;
  readonly #unanswered = new Set<Promise<Response>>();

  constructor({ ca, cert, key, crl }: TlsFiles) {
    this.#agent = new Agent({
      connections: mtlsLimits.connections,
      headersTimeout: mtlsLimits.headersTimeoutMs,
      // A stream of server-sent events is quiet for as long as it likes.
      bodyTimeout: 0,
      connect: { ca, cert, key, crl, minVersion: 'TLSv1.3', timeout: mtlsLimits.connectTimeoutMs },
      // A resumed session would skip the look at the server's certificate.
      maxCachedSessions: 0,
    });
  }

  /** Calls over these connections. Redirects reject: the certificate would be shown to another host. */
  async fetch(input: RequestInfo, init?: RequestInit): Promise<Response> {
    const call = fetch(input, { ...init, dispatcher: this.#agent, redirect: 'error' });
    this.#unanswered.add(call);
    try {
      return await call;
    } finally {
      this.#unanswered.delete(call);
    }
  }

  /** Lets calls in flight end, then closes; cuts what hangs beyond the grace time. */
  async retire(): Promise<void> {
    const cut = setTimeout(() => void this.#agent.destroy(), mtlsLimits.rotationGraceMs);
    cut.unref();
    // A call that has begun but is not yet on the wire would be refused by an agent that is closing.
    await Promise.allSettled(this.#unanswered);
    if (!this.#agent.destroyed) await this.#agent.close();
    clearTimeout(cut);
  }

  async destroy(): Promise<void> {
    if (!this.#agent.destroyed) await this.#agent.destroy();
  }
}
