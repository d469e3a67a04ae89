import { isIP } from 'node:net';
import {
  connect,
  createSecureContext,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Dialer, SecureDialer } from '../types.js';
import { tlsLimits } from './limits.js';
import type { RevocationLists } from './revocation-lists.js';
import { readStapledAnswer } from './stapled-answer.js';
import { tlsFault, untrusted } from './tls-fault.js';
import { systemAnchors } from './trust.js';

/** What upstreams are verified with. */
export interface SecureDialerOptions {
  readonly dialer: Dialer;
  /** PEM of the trust anchors; those of the system by default. */
  readonly anchors?: string | undefined;
  readonly revocationLists?: RevocationLists | undefined;
}

/** Makes what opens TLS to upstreams. Every certificate is verified, in every mode; nothing turns that off. */
export function createSecureDialer(options: SecureDialerOptions): SecureDialer {
  return new VerifyingDialer(options);
}

/** The types of Node name this option for servers only. */
const askForStaple: { requestOCSP?: boolean } = { requestOCSP: true };

type Target = Parameters<SecureDialer['connect']>[0];

class VerifyingDialer implements SecureDialer {
  readonly #options: SecureDialerOptions;
  readonly #context: SecureContext;

  constructor(options: SecureDialerOptions) {
    this.#options = options;
    this.#context = createSecureContext({
      ca: options.anchors ?? systemAnchors(),
      minVersion: 'TLSv1.2',
      // Of 112 bits: no SHA-1, no RSA below 2048 bits, no elliptic curve below 224.
      ciphers: 'DEFAULT@SECLEVEL=2',
    });
  }

  async connect(target: Target): Promise<TLSSocket> {
    const { host, signal } = target;
    const raw = await this.#options.dialer.connect(target);
    try {
      const socket = await this.#handshake(raw, target);
      if (signal?.aborted === true) {
        socket.destroy();
        throw untrusted(host, 'the client went away');
      }
      return socket;
    } catch (error) {
      raw.destroy();
      throw tlsFault(host, error);
    }
  }

  #handshake(
    raw: Awaited<ReturnType<Dialer['connect']>>,
    { host, alpn, signal }: Target,
  ): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      let staple: Buffer | undefined;
      const socket = connect({
        socket: raw,
        host,
        // An address is no name to ask for (RFC 6066, 3).
        ...(isIP(host) > 0 ? {} : { servername: host }),
        ALPNProtocols: [...alpn],
        secureContext: this.#context,
        rejectUnauthorized: true,
        ...askForStaple,
      });
      const fail = (error: unknown): void => {
        end();
        socket.on('error', () => undefined);
        socket.destroy();
        reject(error);
      };
      const aborted = (): void => fail(untrusted(host, 'the client went away'));
      const closed = (): void => fail(untrusted(host, 'it ended the handshake'));
      const timer = setTimeout(
        () => fail(untrusted(host, `no handshake within ${tlsLimits.handshakeMs} ms`)),
        tlsLimits.handshakeMs,
      );
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        socket.removeListener('error', fail).removeListener('close', closed);
      };
      signal?.addEventListener('abort', aborted, { once: true });
      socket.on('OCSPResponse', (answer: Buffer | null) => (staple = answer ?? undefined));
      socket.once('error', fail).once('close', closed);
      socket.once('secureConnect', () => {
        const why = this.#faultOf(socket, staple);
        if (why !== undefined) return fail(untrusted(host, why));
        end();
        return resolve(socket);
      });
    });
  }

  /** What speaks against a chain that holds otherwise: a staple, a list, a staple that ought to be there. */
  #faultOf(socket: TLSSocket, staple: Buffer | undefined): string | undefined {
    const chain = chainOf(socket);
    const [leaf, issuer] = chain;
    if (!leaf) return 'it showed no certificate';
    const now = new Date();
    const state = staple && issuer ? readStapledAnswer(staple, leaf, issuer, now) : 'unproven';
    if (state === 'revoked') return 'its certificate was revoked';
    if (state !== 'good' && leaf.includes(mustStaple))
      return 'its certificate asks for a proof that it was not revoked, and there is none';
    return this.#options.revocationLists?.faultOf(chain, now);
  }
}

/** The extension by which a certificate asks for a stapled answer (RFC 7633): its identifier and `status_request`. */
const mustStaple = Buffer.from('06082b0601050507011804053003020105', 'hex');

function chainOf(socket: TLSSocket): Buffer[] {
  const chain: Buffer[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.raw && chain.length < tlsLimits.chain) {
    const { raw } = certificate;
    if (chain.some((known) => known.equals(raw))) break;
    chain.push(raw);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}
