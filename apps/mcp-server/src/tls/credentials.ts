import { constants, X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { parseRevocationList, readServerFiles, type RevocationList, type TlsFiles } from '@sallyport/certs';

/** What the server shows, and whom it believes, as the files say now. */
export interface Credentials {
  files: TlsFiles;
  authority: X509Certificate;
  revocations: RevocationList;
}

/** Reads the certificate folder. Throws a CertificateError where something is missing or does not fit. */
export async function loadCredentials(folder: string): Promise<Credentials> {
  const files = await readServerFiles(folder);
  return {
    files,
    authority: new X509Certificate(files.ca),
    revocations: parseRevocationList(files.crl),
  };
}

/** TLS 1.3 alone, and no session tickets: a resumed session would skip the look at certificate and revocations. */
export function secureContextOptions({ files }: Credentials): SecureContextOptions {
  return { ...files, minVersion: 'TLSv1.3', secureOptions: constants.SSL_OP_NO_TICKET };
}
