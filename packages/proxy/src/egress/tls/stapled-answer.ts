import { createHash, X509Certificate } from 'node:crypto';
import { children, fromDer, toDer, type Node } from '@sallyport/certs/x509';
import {
  bytesOf,
  dotted,
  isOfType,
  isSignedBy,
  isTagged,
  readCertificate,
  tags,
  timeOf,
  withoutZeros,
  type CertificateFields,
} from './certificate-fields.js';
import { tlsLimits } from './limits.js';

/** What the answer of an OCSP responder says of a certificate; `unproven` where it says nothing that can be believed. */
export type StapledState = 'good' | 'revoked' | 'unproven';

const ocspSigning = '1.3.6.1.5.5.7.3.9';
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

/**
 * Reads a stapled OCSP response (RFC 6960, RFC 6066 section 8): it counts where it is about this certificate, is in
 * force now, and is signed by the issuer or by a responder that the issuer has made one.
 */
export function readStapledAnswer(der: Buffer, leaf: Buffer, issuer: Buffer, now: Date): StapledState {
  if (der.length > tlsLimits.stapleBytes) return 'unproven';
  try {
    return stateIn(der, readCertificate(leaf), readCertificate(issuer), now);
  } catch {
    // What cannot be read proves nothing, as if it were not there.
    return 'unproven';
  }
}

function stateIn(der: Buffer, leaf: CertificateFields, issuer: CertificateFields, now: Date): StapledState {
  const [status, responseBytes] = children(fromDer(der));
  if (bytesOf(status)[0] !== 0 || !responseBytes) return 'unproven';
  const basic = fromDer(bytesOf(children(children(responseBytes)[0] ?? responseBytes)[1]));
  const [data, algorithm, signature, certificates] = children(basic);
  if (!data || !isAuthentic(data, algorithm, signature, certificates, issuer, now)) return 'unproven';
  const responses = children(data).find((node) => isOfType(node, tags.sequence));
  for (const response of responses ? children(responses) : []) {
    const [id, state, thisUpdate, next] = children(response);
    if (!id || !state || !isAbout(id, leaf, issuer) || !isInForce(thisUpdate, next, now)) continue;
    if (isTagged(state, 1)) return 'revoked';
    if (isTagged(state, 0)) return 'good';
  }
  return 'unproven';
}

function isAuthentic(
  data: Node,
  algorithm: Node | undefined,
  signature: Node | undefined,
  certificates: Node | undefined,
  issuer: CertificateFields,
  now: Date,
): boolean {
  if (isSignedBy(data, algorithm, signature, issuer.publicKey)) return true;
  const list = certificates ? children(children(certificates)[0] ?? certificates) : [];
  return list.slice(0, tlsLimits.stapleCertificates).some((node) => {
    const der = toDer(node);
    const responder = readCertificate(der);
    const [body, bodyAlgorithm, bodySignature] = children(node);
    const { validFrom, validTo } = new X509Certificate(der);
    return (
      body !== undefined &&
      responder.purposes.includes(ocspSigning) &&
      responder.issuer.equals(issuer.subject) &&
      new Date(validFrom) <= now &&
      new Date(validTo) > now &&
      isSignedBy(body, bodyAlgorithm, bodySignature, issuer.publicKey) &&
      isSignedBy(data, algorithm, signature, responder.publicKey)
    );
  });
}

function isAbout(id: Node, leaf: CertificateFields, issuer: CertificateFields): boolean {
  const [algorithm, nameHash, keyHash, serial] = children(id);
  const hash = hashes[dotted(bytesOf(algorithm && children(algorithm)[0]))];
  if (hash === undefined) return false;
  const digest = (bytes: Buffer): Buffer => createHash(hash).update(bytes).digest();
  return (
    bytesOf(nameHash).equals(digest(issuer.subject)) &&
    bytesOf(keyHash).equals(digest(issuer.keyBits)) &&
    withoutZeros(bytesOf(serial)).equals(leaf.serial)
  );
}

function isInForce(thisUpdate: Node | undefined, next: Node | undefined, now: Date): boolean {
  const from = timeOf(thisUpdate).getTime();
  const until =
    next && isTagged(next, 0) ? timeOf(children(next)[0]).getTime() : from + tlsLimits.stapleAgeMs;
  const time = now.getTime();
  return from <= time + tlsLimits.clockSkewMs && until > time - tlsLimits.clockSkewMs;
}
