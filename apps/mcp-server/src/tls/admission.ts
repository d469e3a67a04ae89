import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { identityOf, type CertificateIdentity } from '@sallyport/certs';
import { RefusalCode, type Refusal } from '../errors.js';
import type { Credentials } from './credentials.js';

/** Who is at the other end of a connection, from the certificate. */
export interface Client extends CertificateIdentity {
  /** The SPIFFE identity that it is authorised by. */
  uri: string;
}

/** Whether the client of a connection may go on. */
export type Judgement = { ok: true; client: Client } | { ok: false; refusal: Refusal };

interface Presented {
  certificate: X509Certificate;
  identity: CertificateIdentity;
  /** The authority that its signature was checked against last. */
  checkedAgainst?: X509Certificate;
  isSigned: boolean;
}

/**
 * Judges the client of a connection at each request: the handshake saw the certificate once, but a certificate may
 * end or be revoked while its connection lives on.
 */
export class Admission {
  #credentials: Credentials;
  readonly #allowed: ReadonlySet<string>;
  readonly #presented = new WeakMap<TLSSocket, Presented>();

  constructor(credentials: Credentials, allowedClients: readonly string[]) {
    this.#credentials = credentials;
    this.#allowed = new Set(allowedClients);
  }

  /** From now on judges by other credentials. */
  update(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  judge(socket: TLSSocket, now = new Date()): Judgement {
    const presented = this.#presentedOn(socket);
    if (!presented)
      return refused(RefusalCode.CertificateMissing, 'No client certificate was shown.', issueOne);
    const { identity } = presented;
    if (!this.#isSigned(presented)) {
      const message = `The certificate of ${identity.name} is not from the authority that counts now.`;
      return refused(RefusalCode.CertificateUnknown, message, issueOne);
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

function refused(code: RefusalCode, message: string, remedy: string): Judgement {
  return { ok: false, refusal: { status: 403, code, message, remedy } };
}
