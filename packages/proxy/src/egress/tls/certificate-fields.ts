import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { children, fromDer, toDer, type Node } from '@sallyport/certs/x509';

/** What revocation needs of a certificate and node:crypto does not tell. */
export interface CertificateFields {
  /** DER of the issuer's name, and of the subject's. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** Bytes of the serial number, without leading zeros. */
  readonly serial: Buffer;
  readonly publicKey: KeyObject;
  /** The bits of the key alone, over which key hashes are made. */
  readonly keyBits: Buffer;
  /** Dotted purposes of the extended key usage, where there is one. */
  readonly purposes: readonly string[];
}

const extendedKeyUsage = '2.5.29.37';

/** Reads the fields of a certificate in DER. Throws on what is none. */
export function readCertificate(der: Buffer): CertificateFields {
  const [body] = children(fromDer(der));
  const fields = body ? children(body) : [];
  // The version is explicit in every certificate of version 2 and 3.
  const offset = fields[0] && isTagged(fields[0], 0) ? 1 : 0;
  const [serial, , issuer, , subject, keyInfo] = fields.slice(offset);
  if (!serial || !issuer || !subject || !keyInfo) throw new TypeError('not a certificate');
  const keyDer = toDer(keyInfo);
  const extensions = fields.find((field) => isTagged(field, 3));
  return {
    issuer: toDer(issuer),
    subject: toDer(subject),
    serial: withoutZeros(bytesOf(serial)),
    publicKey: createPublicKey({ key: keyDer, format: 'der', type: 'spki' }),
    keyBits: bytesOf(children(keyInfo)[1]).subarray(1),
    purposes: extensions ? purposesIn(extensions) : [],
  };
}

function purposesIn(extensions: Node): string[] {
  for (const extension of children(children(extensions)[0] ?? extensions)) {
    const [identifier, ...rest] = children(extension);
    if (!identifier || dotted(bytesOf(identifier)) !== extendedKeyUsage) continue;
    return children(fromDer(bytesOf(rest.at(-1)))).map((purpose) => dotted(bytesOf(purpose)));
  }
  return [];
}

/** Whether a node has a context-specific tag. */
export function isTagged(node: Node, number: number): boolean {
  const { tagClass, type }: { tagClass: number; type: number } = node;
  return tagClass === 0x80 && type === number;
}

/** Whether a node is of one of the universal types, by their tags. */
export function isOfType(node: Node, ...types: readonly number[]): boolean {
  const { tagClass, type }: { tagClass: number; type: number } = node;
  return tagClass === 0 && types.includes(type);
}

/** Tags of universal types (X.690, 8). */
export const tags = { integer: 2, sequence: 16, utcTime: 23, generalizedTime: 24 } as const;

/** The bytes of a primitive node. */
export function bytesOf(node: Node | undefined): Buffer {
  if (typeof node?.value !== 'string') throw new TypeError('a value is missing');
  return Buffer.from(node.value, 'latin1');
}

/** A positive number without the zeros before it. */
export function withoutZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.from([0]) : bytes.subarray(first);
}

/** An object identifier in dotted form. */
export function dotted(bytes: Buffer): string {
  const arcs: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** A time in either of the forms of X.509. */
export function timeOf(node: Node | undefined): Date {
  const text = bytesOf(node).toString('latin1');
  const short = /^\d{12}Z$/.test(text);
  const year = short ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text.slice(0, 2)}` : text.slice(0, 4);
  const [month, day, hour, minute, second = '00'] = text.slice(short ? 2 : 4).match(/\d\d/g) ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime())) throw new TypeError('a time cannot be read');
  return date;
}

/** The digests of the signatures that are believed; weaker ones are not. */
const digests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** Whether the signature over a node is that of the key. An algorithm that is not known, or is weak, is not believed. */
export function isSignedBy(
  body: Node,
  algorithm: Node | undefined,
  signature: Node | undefined,
  key: KeyObject,
): boolean {
  const identifier = algorithm && children(algorithm)[0];
  const name = dotted(bytesOf(identifier));
  const bits = bytesOf(signature).subarray(1);
  if (name === '1.3.101.112') return verify(undefined, toDer(body), key, bits);
  const digest = digests[name];
  return digest !== undefined && verify(digest, toDer(body), key, bits);
}
