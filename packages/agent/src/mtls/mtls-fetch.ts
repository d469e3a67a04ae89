import { isSameTlsFiles, readClientFiles, watchCertificates, type TlsFiles } from '@sallyport/certs';
import type { RequestInfo, RequestInit, Response } from 'undici';
import { ConnectionSet } from './connection-set.js';
import { explainFailure, explainForbidden, type FailureContext } from './failures.js';
import { mtlsLimits } from './limits.js';
import { MtlsError, MtlsErrorCode } from './mtls-error.js';
import { handshake, type PeerReport } from './peer.js';

/** Whom to call, and as whom. */
export interface MtlsFetchOptions {
  /** The only origin that may be called: `https://localhost:8443`. */
  origin: string;
  /** The certificate folder. */
  folder: string;
  /** The client whose certificate is shown: `web`, `ask`, … */
  clientName: string;
}

/** A `fetch` over mutual TLS that is bound to one origin. */
export interface MtlsFetch {
  /** As the web's `fetch`; rejects with an {@link MtlsError} for everything that the transport refuses. */
  readonly fetch: (input: RequestInfo, init?: RequestInit) => Promise<Response>;
  /** Reads the certificates again. Calls in flight end on the old ones. Happens by itself when the files change. */
  rotate(): Promise<void>;
  /** Shakes hands once and reports the certificate that the server showed. */
  peer(): Promise<PeerReport>;
  close(): Promise<void>;
}

/**
 * Makes a {@link MtlsFetch}: TLS 1.3 only, the server checked against our authority, its name and the revocation
 * list, redirects refused, other origins refused.
 *
 * @throws MtlsError `client-certificate-missing` where the files are not there or do not fit, `origin-not-pinned`
 * where the origin is not an https one
 */
export async function createMtlsFetch(options: MtlsFetchOptions): Promise<MtlsFetch> {
  assertHttps(options.origin);
  let files = await loadFiles(options);
  let connections = new ConnectionSet(files);
  const retired = new Set<ConnectionSet>();
  let isClosed = false;
  // The server may have seen a revocation that our watch has yet to report: the list is read again for the reason.
  const contextOf = async (used: TlsFiles): Promise<FailureContext> => {
    const { crl } = await loadFiles(options).catch(() => used);
    return { ...options, files: { ...used, crl } };
  };

  const rotate = async (): Promise<void> => {
    const renewed = await loadFiles(options);
    if (isClosed || isSameTlsFiles(renewed, files)) return;
    const old = connections;
    files = renewed;
    connections = new ConnectionSet(files);
    retired.add(old);
    void old.retire().finally(() => retired.delete(old));
  };
  const watch = watchCertificates(options.folder, () => {
    // A folder that is half-written or gone keeps the certificates that worked; calls report the rest.
    rotate().catch(() => undefined);
  });
  // What changed between the reading and the watch is not missed.
  await rotate();

  return {
    rotate,
    fetch: async (input, init) => {
      assertPinned(input, options.origin);
      const used = files;
      let response: Response;
      try {
        response = await connections.fetch(input, init);
      } catch (error) {
        throw explainFailure(error, await contextOf(used));
      }
      const refusal =
        response.status === 403 ? await refusalIn(response, { ...options, files: used }) : undefined;
      if (refusal) throw refusal;
      return response;
    },
    peer: async () => {
      const used = files;
      try {
        return await handshake(options.origin, used);
      } catch (error) {
        throw explainFailure(error, await contextOf(used));
      }
    },
    close: async () => {
      watch.close();
      isClosed = true;
      await Promise.all([connections, ...retired].map((set) => set.destroy()));
    },
  };
}

function assertHttps(origin: string): void {
  if (URL.canParse(origin) && new URL(origin).protocol === 'https:' && new URL(origin).origin === origin)
    return;
  throw new MtlsError(
    MtlsErrorCode.OriginNotPinned,
    `${JSON.stringify(origin)} is not an https origin, and a certificate is shown to nothing else.`,
    'Give scheme, host and port alone: https://localhost:8443',
  );
}

function assertPinned(input: RequestInfo, origin: string): void {
  const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
  if (url.origin === origin) return;
  throw new MtlsError(
    MtlsErrorCode.OriginNotPinned,
    `A call to ${url.origin} was refused: this connection is for ${origin} alone.`,
    'Make a connection of its own for another server.',
  );
}

async function loadFiles({ folder, clientName }: MtlsFetchOptions): Promise<TlsFiles> {
  try {
    return await readClientFiles(folder, clientName);
  } catch (cause) {
    throw new MtlsError(
      MtlsErrorCode.ClientCertificateMissing,
      `There is no usable certificate for the client ${clientName}: ${cause instanceof Error ? cause.message : 'unreadable'}`,
      `Make it: sallyport-certs init, or sallyport-certs issue ${clientName} --client`,
      { cause },
    );
  }
}

/** The MCP server's own wording of a refusal; undefined for another kind of 403, whose body stays unread. */
async function refusalIn(response: Response, context: FailureContext): Promise<MtlsError | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return undefined;
  if (Number(response.headers.get('content-length') ?? 0) > mtlsLimits.refusalBytes) return undefined;
  try {
    const body = (await response.clone().json()) as { error?: { code?: unknown } } | null;
    return explainForbidden(body?.error?.code, context);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
