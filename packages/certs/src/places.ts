import { join } from 'node:path';
import { CertificateError, CertificateErrorCode } from './errors.js';
import { limits } from './limits.js';

/** Who a leaf belongs to: the one server, or a client by name. */
export interface LeafOwner {
  kind: 'server' | 'client';
  name: string;
}

/** The name of the server's own leaf. Further server leaves go by names of their own. */
export const serverName = 'mcp-server';

/** The files of a certificate folder. */
export function authorityFiles(folder: string): {
  certificate: string;
  key: string;
  revocationList: string;
  ledger: string;
  lock: string;
} {
  return {
    certificate: join(folder, 'ca.pem'),
    key: join(folder, 'ca-key.pem'),
    revocationList: join(folder, 'crl.pem'),
    ledger: join(folder, 'issued.json'),
    lock: join(folder, '.lock'),
  };
}

/** The certificate and key files of a leaf: `server/` for the MCP server, `servers/NAME/` and `clients/NAME/` for others. */
export function leafFiles(folder: string, { kind, name }: LeafOwner): { certificate: string; key: string } {
  assertName(name);
  const parent =
    kind === 'client'
      ? join(folder, 'clients', name)
      : name === serverName
        ? join(folder, 'server')
        : join(folder, 'servers', name);
  return { certificate: join(parent, 'cert.pem'), key: join(parent, 'key.pem') };
}

/** Names are DNS labels: lower-case letters, digits and inner hyphens. They go into paths, SANs and log lines. */
export function assertName(name: string): void {
  if (name.length <= limits.nameLength && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name)) return;
  throw new CertificateError(
    CertificateErrorCode.NameInvalid,
    `${JSON.stringify(name.slice(0, limits.nameLength))} cannot be the name of a certificate.`,
    `Use lower-case letters, digits and inner hyphens, at most ${limits.nameLength} characters: report-writer`,
  );
}
