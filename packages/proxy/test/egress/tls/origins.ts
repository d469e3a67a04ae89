import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { signCertificate } from '@sallyport/certs/x509';
import { createAuthority } from '../../../src/egress/tls/authority.js';
import { authorityFiles, writeAuthority } from '../../../src/egress/tls/authority-files.js';
import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import { local, openProxy, type OpenProxy, type ProxyParts } from '../support/open-proxy.js';

const day = 86_400_000;

/** An authority of the outside, which the tests have the proxy trust, or not. */
export interface Outside {
  readonly name: string;
  readonly key: KeyObject;
  readonly pem: string;
}

/** A certificate with its key, as PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

export function outsideAuthority(name = 'Outside authority'): Outside {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { pem } = signCertificate({
    kind: 'authority',
    commonName: name,
    issuerName: name,
    key,
    issuerKey: key,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
  });
  return { name, key, pem };
}

/** A leaf of an authority. Times are in days from now. */
export function leafOf(
  { name, key: issuerKey }: Outside,
  hosts: readonly string[],
  { from = -1, to = 1 }: { from?: number; to?: number } = {},
): Pair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { pem } = signCertificate({
    kind: 'server',
    commonName: hosts[0] ?? '',
    issuerName: name,
    key: privateKey,
    issuerKey,
    altNames: {
      dns: hosts.filter((host) => !/^[\d.]+$/.test(host)),
      ip: hosts.filter((host) => /^[\d.]+$/.test(host)),
      uri: [],
    },
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
  });
  return { cert: pem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

export type Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

/** How an origin differs from one that does everything. */
export interface OriginOptions {
  /** Stapled to the handshake. */
  staple?: Buffer;
  ciphers?: string;
  maxVersion?: 'TLSv1.1' | 'TLSv1.2';
  onUpgrade?: (request: Http2ServerRequest, socket: Duplex, head: Buffer) => void;
}

/** An HTTPS origin of HTTP/1.1 and h2 on this machine, until the test is finished. */
export async function openTlsOrigin(
  pair: Pair,
  listener: Listener,
  { staple, onUpgrade, ciphers, maxVersion }: OriginOptions = {},
): Promise<{ port: number; connections: () => number; sockets: Set<TLSSocket> }> {
  const server = createSecureServer(
    {
      ...pair,
      allowHTTP1: true,
      ...(ciphers === undefined ? {} : { ciphers }),
      ...(maxVersion === undefined ? {} : { maxVersion, minVersion: 'TLSv1' as const }),
    },
    listener,
  );
  if (staple) server.on('OCSPRequest', (_certificate, _issuer, done) => done(null, staple));
  if (onUpgrade) server.on('upgrade', onUpgrade);
  const sockets = new Set<TLSSocket>();
  let count = 0;
  server.on('secureConnection', (socket) => {
    count++;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => count, sockets };
}

/** A proxy that looks into tunnels. */
export interface Interception extends OpenProxy {
  /** The file with the authority that clients are to trust. */
  readonly ca: string;
  readonly bundle: string;
  readonly url: string;
}

const intercepting = 'tls_interception: { enabled: true }\n';

/** What is found is blocked. */
const blocking = 'request_body_scanning: { action: block }\nresponse_scanning: { action: block }\n';

/** Opens a proxy that looks into tunnels, finds every name on this machine, and trusts `outside` besides the system's. */
export async function openInterception(
  outside: Outside,
  { base = intercepting, config = blocking, ...parts }: { base?: string; config?: string } & ProxyParts = {},
): Promise<Interception> {
  const home = parts.home ?? temporaryFolder();
  const files = authorityFiles(home);
  writeAuthority(files, createAuthority({ organisation: 'Test', validityMs: day }), { force: true });
  const proxy = await openProxy(`${local}${base}${config}`, {
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    anchors: outside.pem,
    ...parts,
    home,
  });
  return { ...proxy, ca: files.certificate, bundle: files.bundle, url: `http://127.0.0.1:${proxy.port}` };
}
