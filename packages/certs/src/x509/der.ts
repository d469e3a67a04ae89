import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** A node of an ASN.1 tree, as node-forge keeps it: binary strings at the leaves. */
export type Node = forge.asn1.Asn1;

/** The class of SEQUENCE, INTEGER and the like. */
export const universalClass: forge.asn1.Class = Class.UNIVERSAL;

/** Object identifiers used here, by their names in RFC 5280 and RFC 5758. */
export const oid = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const;

export function sequence(nodes: Node[]): Node {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, nodes);
}

function set(nodes: Node[]): Node {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, nodes);
}

/** A context-specific tag: constructed around nodes, or primitive around bytes. */
export function tagged(number: number, content: Node[] | Buffer): Node {
  // A context-specific tag number is no member of the enum of universal types.
  const tag = number as forge.asn1.Type;
  return Buffer.isBuffer(content)
    ? asn1.create(Class.CONTEXT_SPECIFIC, tag, false, content.toString('latin1'))
    : asn1.create(Class.CONTEXT_SPECIFIC, tag, true, content);
}

export function objectIdentifier(dotted: string): Node {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

export function boolean(value: boolean): Node {
  return asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, value ? '\u00ff' : '\u0000');
}

/** An INTEGER from big-endian bytes that are taken as positive. */
export function integer(bytes: Buffer): Node {
  const first = bytes[0] ?? 0;
  const positive = first >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, positive.toString('latin1'));
}

export function octetString(bytes: Buffer): Node {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes.toString('latin1'));
}

export function bitString(bytes: Buffer, unusedBits = 0): Node {
  const content = Buffer.concat([Buffer.from([unusedBits]), bytes]);
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, content.toString('latin1'));
}

/** UTCTime to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(date: Date): Node {
  return date.getUTCFullYear() < 2050
    ? asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, asn1.dateToUtcTime(date))
    : asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
}

/** A distinguished name `O=Sallyport, CN=…`. */
export function distinguishedName(commonName: string): Node {
  const attribute = (type: string, value: string): Node =>
    set([
      sequence([
        objectIdentifier(type),
        asn1.create(Class.UNIVERSAL, Type.UTF8, false, forge.util.encodeUtf8(value)),
      ]),
    ]);
  return sequence([attribute(oid.organisation, 'Sallyport'), attribute(oid.commonName, commonName)]);
}

export function extension(identifier: string, content: Node, critical = false): Node {
  return sequence([
    objectIdentifier(identifier),
    ...(critical ? [boolean(true)] : []),
    octetString(toDer(content)),
  ]);
}

/** The DER of a tree. */
export function toDer(node: Node): Buffer {
  return Buffer.from(asn1.toDer(node).getBytes(), 'latin1');
}

/** Parses DER; bit strings are left as bytes. Throws on anything that is not exactly one DER value. */
export function fromDer(der: Buffer): Node {
  // The types of node-forge lack `decodeBitStrings`, which its code takes.
  const options = { strict: true, parseAllBytes: true, decodeBitStrings: false };
  return asn1.fromDer(forge.util.createBuffer(der.toString('latin1')), options as unknown as boolean);
}

/** SHA-1 of the public key's bits: the key identifier of RFC 5280, 4.2.1.2 (1). */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const info = fromDer(publicKey.export({ type: 'spki', format: 'der' }));
  const bits = children(info)[1]?.value;
  if (typeof bits !== 'string') throw new TypeError('a public key without a bit string');
  return createHash('sha1').update(Buffer.from(bits, 'latin1').subarray(1)).digest();
}

/** The nodes inside a constructed node; none inside a primitive one. */
export function children(node: Node): Node[] {
  return Array.isArray(node.value) ? node.value : [];
}

/** `SEQUENCE { body, algorithm, signature }`, signed with ECDSA over SHA-256. */
export function signed(body: Node, key: KeyObject): Buffer {
  return toDer(sequence([body, signatureAlgorithm(), bitString(sign('sha256', toDer(body), key))]));
}

export function signatureAlgorithm(): Node {
  return sequence([objectIdentifier(oid.ecdsaWithSha256)]);
}

export function subjectPublicKeyInfo(key: KeyObject): Node {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return fromDer(publicKey.export({ type: 'spki', format: 'der' }));
}

/** PEM with lines of 64 characters (RFC 7468). */
export function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
