import type { Server } from 'node:https';
import type { AuditLog } from '@sallyport/audit';
import { isSameTlsFiles, revocationListStamp, watchCertificates } from '@sallyport/certs';
import type { Calls } from '../http/calls.js';
import { limits } from '../limits.js';
import { log } from '../log.js';
import type { RefusalLog } from '../refusals.js';
import type { Admission } from './admission.js';
import { loadCredentials, secureContextOptions, type Credentials } from './credentials.js';

/** What a rotation works on. */
export interface RotationParts {
  folder: string;
  /** What the server was started with. */
  current: Credentials;
  server: Server;
  admission: Admission;
  calls: Calls;
  audit: AuditLog;
  refusals: RefusalLog;
}

/** Keeps the server on the certificates and the revocation list that lie in the folder. */
export interface Rotation {
  /** Reads the folder, and takes over what changed. */
  reload(): Promise<void>;
  /** Resolves when the revocation list that lies in the folder now has been taken over. Costs a look at one file. */
  knowRevocations(): Promise<void>;
  close(): void;
}

/**
 * Follows the certificate folder. New connections get the new certificate, calls in flight go on; but a call whose
 * client has lost its right is cut, be it by revocation or by time. The watch waits until changes have come to rest;
 * a revocation counts from the next request on, which asks for it.
 */
export function followCredentials(parts: RotationParts): Rotation {
  const { server, admission, audit } = parts;
  let { current } = parts;
  let isClosed = false;
  const load = async (): Promise<void> => {
    const credentials = await loadCredentials(parts.folder);
    if (isClosed || isSameTlsFiles(credentials.files, current.files)) return;
    current = credentials;
    server.setSecureContext(secureContextOptions(credentials));
    admission.update(credentials);
    cutLostClients(parts);
    audit.append({
      kind: 'certificate',
      action: 'record',
      source: 'mcp-server',
      message: 'Certificates and revocation list were read again.',
      data: {
        revoked: credentials.revocations.serials.size,
        listValidUntil: credentials.revocations.nextUpdate.toISOString(),
      },
    });
  };
  // One after the other: an older look at the files must not overtake a newer one.
  let last: Promise<void> = Promise.resolve();
  const reload = (): Promise<void> => (last = last.then(load, load));
  const tryReload = (): Promise<void> =>
    reload().catch((error: unknown) => {
      // A folder that is half-written or gone keeps what worked, and is looked at again at its next change.
      log('reload-failed', { message: error instanceof Error ? error.message : String(error) });
    });
  const watch = watchCertificates(parts.folder, () => void tryReload());
  let listStamp = revocationListStamp(parts.folder);
  let listTaken: Promise<void> = Promise.resolve();
  const sweep = setInterval(() => cutLostClients(parts), limits.sweepMs);
  sweep.unref();
  return {
    reload,
    knowRevocations: () => {
      const stamp = revocationListStamp(parts.folder);
      if (stamp !== listStamp) {
        listStamp = stamp;
        listTaken = tryReload();
      }
      return listTaken;
    },
    close: () => {
      isClosed = true;
      watch.close();
      clearInterval(sweep);
    },
  };
}

function cutLostClients({ calls, admission, refusals }: RotationParts): void {
  for (const request of calls.requests()) {
    const { socket } = request;
    const judgement = admission.judge(request);
    if (judgement.ok) continue;
    const { code, message } = judgement.refusal;
    refusals.record({
      kind: 'certificate',
      code,
      message,
      remoteAddress: socket.remoteAddress,
      data: { cut: true },
    });
    socket.destroy();
  }
}
