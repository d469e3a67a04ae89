import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { identityOf, type CertificateIdentity } from '@sallyport/certs';
import { RefusalCode, type Refusal } from '../errors.js';
import type { Credentials } from './credentials.js';
import { forwardedCertificate, forwardedHeader } from './forwarded.js';

/** Who is at the other end of a connection, from the certificate. */
export interface Client extends CertificateIdentity {
  /** The SPIFFE identity that it is authorised by. */
  uri: string;
}

/** What a request shows of its client: the connection that it came by, and its headers. */
export type Shown = Pick<IncomingMessage, 'socket' | 'headersDistinct'>;

/** Whether the client of a request may go on. */
export type Judgement = { ok: true; client: Client } | { ok: false; refusal: Refusal };

interface Presented {
  certificate: X509Certificate;
  identity: CertificateIdentity;
  /** The authority that its signature was checked against last. */
  checkedAgainst?: X509Certificate;
  isSigned: boolean;
}

/**
 * Judges the client of a request each time: the handshake saw the certificate once, but a certificate may end or be
 * revoked while its connection lives on. A reverse proxy that is known as a forwarder speaks for the client whose
 * certificate it hands on; that certificate is judged here as if the client had connected by itself, and the proxy has
 * no rights of its own.
 */
export class Admission {
  #credentials: Credentials;
  readonly #allowed: ReadonlySet<string>;
  readonly #forwarders: ReadonlySet<string>;
  readonly #presented = new WeakMap<TLSSocket, Presented>();

  constructor(
    credentials: Credentials,
    allowedClients: readonly string[],
    forwarders: readonly string[] = [],
  ) {
    this.#credentials = credentials;
    this.#allowed = new Set(allowedClients);
    this.#forwarders = new Set(forwarders);
  }

  /** From now on judges by other credentials. */
  update(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  judge(request: Shown, now = new Date()): Judgement {
    const peer = this.#presentedOn(request.socket as TLSSocket);
    if (!peer) return refused(RefusalCode.CertificateMissing, 'No client certificate was shown.', issueOne);
    const lost = this.#whyLost(peer, now);
    if (lost) return lost;
    const isForwarder = peer.identity.uris.length === 1 && this.#forwarders.has(peer.identity.uris[0] ?? '');
    if (isForwarder) return this.#judgeForwarded(request, peer.identity, now);
    if (request.headersDistinct[forwardedHeader] !== undefined) {
      const message = `${peer.identity.name} may not speak for another client.`;
      return refused(RefusalCode.ForwardingNotAllowed, message, `Send no ${forwardedHeader} header.`);
    }
    return this.#authorise(peer.identity);
  }

  #judgeForwarded(request: Shown, forwarder: CertificateIdentity, now: Date): Judgement {
    const certificate = forwardedCertificate(request);
    if (!certificate) {
      const message = `${forwarder.name} handed on no certificate of a client that can be read.`;
      const remedy = `Let it set ${forwardedHeader} to the verified certificate of its client (nginx: $ssl_client_escaped_cert).`;
      return refused(RefusalCode.ForwardedCertificateInvalid, message, remedy);
    }
    const presented: Presented = { certificate, identity: identityOf(certificate), isSigned: false };
    if (!certificate.keyUsage?.includes(clientAuthentication)) {
      const message = `The certificate of ${presented.identity.name} is not for clients.`;
      return refused(RefusalCode.ForwardedCertificateInvalid, message, issueOne);
    }
    return this.#whyLost(presented, now) ?? this.#authorise(presented.identity);
  }

  /** Why a certificate does not count now; undefined where it does. */
  #whyLost(presented: Presented, now: Date): (Judgement & { ok: false }) | undefined {
    const { identity } = presented;
    if (!this.#isSigned(presented)) {
      const message = `The certificate of ${identity.name} is not from the authority that counts now.`;
      return refused(RefusalCode.CertificateUnknown, message, issueOne);
    }
    if (identity.validFrom > now) {
      const message = `The certificate of ${identity.name} is not valid before ${identity.validFrom.toISOString()}.`;
      return refused(RefusalCode.CertificateUnknown, message, 'Set the clocks of both machines.');
    }
    if (identity.validTo <= now) {
      const message = `The certificate of ${identity.name} expired on ${identity.validTo.toISOString()}.`;
      return refused(
        RefusalCode.CertificateExpired,
        message,
        `Renew it: sallyport-certs renew ${identity.name}`,
      );
    }
    if (this.#credentials.revocations.serials.has(identity.serial)) {
      return refused(
        RefusalCode.CertificateRevoked,
        `The certificate of ${identity.name} was revoked.`,
        issueOne,
      );
    }
    return undefined;
  }

  #authorise(identity: CertificateIdentity): Judgement {
    // SPIFFE: an identity document carries exactly one URI.
    const [uri, ...more] = identity.uris;
    if (uri === undefined || more.length > 0 || !this.#allowed.has(uri)) {
      const message = `${uri ?? identity.name} is not among the clients that are let in.`;
      return refused(RefusalCode.ClientNotAuthorised, message, 'Add its name to MCP_ALLOWED_CLIENTS.');
    }
    return { ok: true, client: { ...identity, uri } };
  }

  #presentedOn(socket: TLSSocket): Presented | undefined {
    const known = this.#presented.get(socket);
    if (known) return known;
    const certificate = socket.getPeerX509Certificate();
    if (!socket.authorized || !certificate) return undefined;
    const presented: Presented = { certificate, identity: identityOf(certificate), isSigned: false };
    this.#presented.set(socket, presented);
    return presented;
  }

  #isSigned(presented: Presented): boolean {
    const { authority } = this.#credentials;
    if (presented.checkedAgainst !== authority) {
      const { certificate } = presented;
      presented.isSigned = certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
      presented.checkedAgainst = authority;
    }
    return presented.isSigned;
  }
}

const issueOne = 'Issue a new one, where that is wanted: sallyport-certs issue NAME --client --overwrite';

/** The extended key usage `clientAuth` (RFC 5280, 4.2.1.12). */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

function refused(code: RefusalCode, message: string, remedy: string): Judgement & { ok: false } {
  return { ok: false, refusal: { status: 403, code, message, remedy } };
}
