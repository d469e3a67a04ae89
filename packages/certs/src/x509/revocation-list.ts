import type { KeyObject } from 'node:crypto';
import { CertificateError, CertificateErrorCode } from '../errors.js';
import { authorityKeyIdentifier } from './certificate.js';
import {
  children,
  distinguishedName,
  extension,
  fromDer,
  integer,
  oid,
  sequence,
  signatureAlgorithm,
  signed,
  tagged,
  time,
  toPem,
  universalClass,
  type Node,
} from './der.js';

/** What goes into a revocation list. */
export interface RevocationListRequest {
  issuerName: string;
  issuerKey: KeyObject;
  /** Rises with each list. */
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  /** Serial numbers in hex, each with the time of its revocation. */
  revoked: readonly { serial: string; at: Date }[];
}

/** Builds and signs an X.509 version 2 revocation list (RFC 5280, section 5), as PEM. */
export function signRevocationList(request: RevocationListRequest): string {
  const entries = request.revoked.map(({ serial, at }) =>
    sequence([integer(Buffer.from(serial, 'hex')), time(at)]),
  );
  const numberBytes = Buffer.from(request.number.toString(16).padStart(8, '0'), 'hex');
  const body = sequence([
    integer(Buffer.from([1])),
    signatureAlgorithm(),
    distinguishedName(request.issuerName),
    time(request.thisUpdate),
    time(request.nextUpdate),
    // An empty list must be absent, not empty.
    ...(entries.length > 0 ? [sequence(entries)] : []),
    tagged(0, [
      sequence([
        extension(oid.authorityKeyIdentifier, authorityKeyIdentifier(request.issuerKey)),
        extension(oid.crlNumber, integer(trimmed(numberBytes))),
      ]),
    ]),
  ]);
  return toPem('X509 CRL', signed(body, request.issuerKey));
}

/** What a revocation list says. The signature is for TLS to check, not for this reader. */
export interface RevocationList {
  /** Serial numbers in upper-case hex, as `X509Certificate.serialNumber` gives them. */
  serials: ReadonlySet<string>;
  nextUpdate: Date;
}

/** Reads a PEM revocation list. Throws a {@link CertificateError} where it is none. */
export function parseRevocationList(pem: string | Buffer): RevocationList {
  const base64 = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/.exec(String(pem))?.[1];
  try {
    const [body] = children(fromDer(Buffer.from(base64 ?? '', 'base64')));
    const fields = body ? children(body) : [];
    const [nextUpdate] = fields.slice(4);
    const entries = fields.slice(5).find((node) => node.tagClass === universalClass);
    return {
      nextUpdate: dateOf(nextUpdate),
      serials: new Set((entries ? children(entries) : []).map(serialOf)),
    };
  } catch (cause) {
    throw new CertificateError(
      CertificateErrorCode.FileInvalid,
      'The revocation list cannot be read.',
      'Write it again with: sallyport-certs renew',
      { cause },
    );
  }
}

function serialOf(entry: Node): string {
  const value = children(entry)[0]?.value;
  if (typeof value !== 'string') throw new TypeError('an entry without a serial number');
  const hex = Buffer.from(value, 'latin1').toString('hex').toUpperCase();
  return hex.replace(/^(?:00)+(?=.)/, '');
}

function dateOf(node: Node | undefined): Date {
  const value = node?.value;
  if (typeof value !== 'string') throw new TypeError('a list without its next update');
  const [year, rest] =
    value.length === 13 ? [`20${value.slice(0, 2)}`, value.slice(2)] : [value.slice(0, 4), value.slice(4)];
  const [month, day, hour, minute, second] = rest.match(/\d\d/g) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function trimmed(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.from([0]) : bytes.subarray(first);
}
