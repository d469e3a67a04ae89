import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { limits } from '../limits.js';
import {
  bitString,
  boolean,
  distinguishedName,
  extension,
  integer,
  keyIdentifier,
  objectIdentifier,
  octetString,
  oid,
  sequence,
  signatureAlgorithm,
  signed,
  subjectPublicKeyInfo,
  tagged,
  time,
  toPem,
  type Node,
} from './der.js';

/** What a certificate is for. A leaf serves or connects, never both. */
export type CertificateKind = 'authority' | 'server' | 'client';

/** Names that a leaf answers to. */
export interface SubjectAltNames {
  dns: readonly string[];
  /** IPv4 or IPv6 addresses in their textual forms. */
  ip?: readonly string[];
  uri: readonly string[];
}

/** What goes into a certificate. */
export interface CertificateRequest {
  kind: CertificateKind;
  commonName: string;
  issuerName: string;
  /** The subject's key; only its public half goes into the certificate. */
  key: KeyObject;
  /** The key of the issuer, which signs. */
  issuerKey: KeyObject;
  altNames?: SubjectAltNames;
  notBefore: Date;
  notAfter: Date;
}

/** A certificate as PEM, with its serial number in upper-case hex as `X509Certificate.serialNumber` gives it. */
export interface SignedCertificate {
  pem: string;
  serial: string;
}

/** Builds and signs an X.509 version 3 certificate (RFC 5280) with ECDSA P-256 and SHA-256. */
export function signCertificate(request: CertificateRequest): SignedCertificate {
  const serial = randomSerial();
  const body = sequence([
    tagged(0, [integer(Buffer.from([2]))]),
    integer(serial),
    signatureAlgorithm(),
    distinguishedName(request.issuerName),
    sequence([time(request.notBefore), time(request.notAfter)]),
    distinguishedName(request.commonName),
    subjectPublicKeyInfo(request.key),
    tagged(3, [sequence(extensionsOf(request))]),
  ]);
  return {
    pem: toPem('CERTIFICATE', signed(body, request.issuerKey)),
    serial: serial.toString('hex').toUpperCase(),
  };
}

/** A positive number of 128 bits whose first byte is not zero. */
function randomSerial(): Buffer {
  const bytes = randomBytes(limits.serialBytes);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function extensionsOf(request: CertificateRequest): Node[] {
  const isAuthority = request.kind === 'authority';
  const constraints = isAuthority ? [boolean(true), integer(Buffer.from([0]))] : [];
  // keyCertSign and cRLSign are bits 5 and 6, digitalSignature is bit 0.
  const usage = isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0x80]), 7);
  const extensions = [
    extension(oid.basicConstraints, sequence(constraints), true),
    extension(oid.keyUsage, usage, true),
    extension(oid.subjectKeyIdentifier, octetString(keyIdentifier(createPublicKey(request.key)))),
  ];
  if (isAuthority) return extensions;
  const purpose = request.kind === 'server' ? oid.serverAuth : oid.clientAuth;
  extensions.push(
    extension(oid.authorityKeyIdentifier, authorityKeyIdentifier(request.issuerKey)),
    extension(oid.extendedKeyUsage, sequence([objectIdentifier(purpose)])),
  );
  if (request.altNames) extensions.push(extension(oid.subjectAltName, generalNames(request.altNames)));
  return extensions;
}

/** The AKI extension's content for an issuer's key. */
export function authorityKeyIdentifier(issuerKey: KeyObject): Node {
  return sequence([tagged(0, keyIdentifier(createPublicKey(issuerKey)))]);
}

function generalNames(names: SubjectAltNames): Node {
  return sequence([
    ...names.dns.map((name) => tagged(2, Buffer.from(name, 'ascii'))),
    ...(names.ip ?? []).map((address) => tagged(7, addressBytes(address))),
    ...names.uri.map((uri) => tagged(6, Buffer.from(uri, 'ascii'))),
  ]);
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  if (!isIPv6(address)) throw new TypeError(`${address} is not an IP address`);
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const zeros = 8 - groups(head).length - groups(tail).length;
  const all =
    tail === undefined ? groups(head) : [...groups(head), ...Array<string>(zeros).fill('0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
