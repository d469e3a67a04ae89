import { createPrivateKey, X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { readIfPresent } from './files.js';
import { limits } from './limits.js';
import { authorityFiles, leafFiles, serverName, type LeafOwner } from './places.js';

/** What a TLS endpoint needs, as PEM. */
export interface TlsFiles {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
  crl: Buffer;
}

/** The MCP server's certificate, key, trust anchor and revocation list. */
export async function readServerFiles(folder: string, name: string = serverName): Promise<TlsFiles> {
  return readTlsFiles(folder, { kind: 'server', name });
}

/** A client's certificate, key, trust anchor and revocation list. */
export async function readClientFiles(folder: string, name: string): Promise<TlsFiles> {
  return readTlsFiles(folder, { kind: 'client', name });
}

/** Whether two readings of a folder came to the same. */
export function isSameTlsFiles(one: TlsFiles, other: TlsFiles): boolean {
  const names = ['ca', 'cert', 'key', 'crl'] as const;
  return names.every((name) => one[name].equals(other[name]));
}

/** Reads what an owner needs, until certificate and key belong together: a renewal replaces one after the other. */
export async function readTlsFiles(folder: string, owner: LeafOwner): Promise<TlsFiles> {
  const places = { ...leafFiles(folder, owner), authority: authorityFiles(folder) };
  for (let attempt = 1; ; attempt += 1) {
    const cert = await required(places.certificate, owner);
    const key = await required(places.key, owner);
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      const ca = await required(places.authority.certificate, owner);
      const crl = await required(places.authority.revocationList, owner);
      return { ca, cert, key, crl };
    }
    if (attempt >= limits.readAttempts) {
      throw new CertificateError(
        CertificateErrorCode.FileInvalid,
        `${places.key} is not the key of ${places.certificate}.`,
        `Issue both again: sallyport-certs renew ${owner.name}`,
      );
    }
    await sleep(10);
  }
}

async function required(path: string, owner: LeafOwner): Promise<Buffer> {
  const content = await readIfPresent(path);
  if (content) return content;
  throw new CertificateError(
    CertificateErrorCode.FileMissing,
    `${path} is missing.`,
    `Make it: sallyport-certs init, or sallyport-certs issue ${owner.name} --${owner.kind}`,
  );
}
