import { spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { signCertificate } from '@sallyport/certs/x509';
import { createAuthority } from '../../src/egress/tls/authority.js';
import { authorityFiles, writeAuthority, type AuthorityFiles } from '../../src/egress/tls/authority-files.js';

const day = 86_400_000;

/** The name of the origin, which has every other name below `example.test` too. */
export const host = 'origin.example.test';

export type Answer = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

/** An origin, with TLS and without, and the egress proxy before it, in a process of its own. */
export interface World {
  /** `https://…`, of HTTP/1.1 and h2; and `http://…`. */
  readonly secure: string;
  readonly plain: string;
  /** `http://127.0.0.1:…` */
  readonly proxy: string;
  readonly home: string;
  /** PEM of the authority that the origin's certificate comes from. */
  readonly anchor: string;
  /** The interception authority. */
  readonly files: AuthorityFiles;
  readonly pid: number;
  close(): void;
}

/** Opens one. @param config the configuration after what lets the origin be reached */
export async function openWorld(answer: Answer, config: string): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'sallyport-egress-'));
  const { anchor, cert, key } = outside();
  writeFileSync(join(home, 'anchors.pem'), anchor);
  const secure = createSecureServer({ cert, key, allowHTTP1: true }, answer);
  const plain = createServer((request, response) =>
    // The compatibility API of h2 has the members of HTTP/1.1 that an answer uses.
    answer(request as unknown as Http2ServerRequest, response as unknown as Http2ServerResponse),
  );
  const ports = [await listen(secure), await listen(plain)];
  const files = authorityFiles(home);
  writeAuthority(files, createAuthority({ organisation: 'Proof', validityMs: day }), { force: true });
  writeFileSync(
    join(home, 'sallyport.yaml'),
    `ssrf: { ip_allowlist: [127.0.0.1] }\nforward_proxy: { enabled: true, ports: [], max_requests_per_minute: 0 }\nfetch_proxy: { monitoring: { max_requests_per_minute: 0 } }\n${config}`,
  );
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      fileURLToPath(new URL('proxy-process.ts', import.meta.url)),
      home,
      join(home, 'anchors.pem'),
      join(home, 'sallyport.yaml'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) =>
      resolve(line.replace(/^listening at /, '')),
    );
    child.once('exit', (code) => reject(new Error(`The proxy ended with ${code}.`)));
  });
  return {
    secure: `https://${host}:${ports[0]}`,
    plain: `http://${host}:${ports[1]}`,
    proxy: `http://${address}`,
    home,
    anchor,
    files,
    pid: child.pid ?? 0,
    close: () => {
      child.kill('SIGKILL');
      secure.close();
      plain.close();
      plain.closeAllConnections();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** An authority of the outside and a certificate of the origin. */
function outside(): { anchor: string; cert: string; key: string } {
  const issuerName = 'Authority of a proof';
  const dates = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
  const made = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const issuerKey = made();
  const anchor = signCertificate({
    kind: 'authority',
    commonName: issuerName,
    issuerName,
    key: issuerKey,
    issuerKey,
    ...dates,
  });
  const key = made();
  const leaf = signCertificate({
    kind: 'server',
    commonName: host,
    issuerName,
    key,
    issuerKey,
    altNames: { dns: ['*.example.test'], uri: [] },
    ...dates,
  });
  return {
    anchor: anchor.pem,
    cert: leaf.pem,
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
