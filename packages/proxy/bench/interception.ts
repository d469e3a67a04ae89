/* What the interception of TLS costs: `node --import tsx bench/interception.ts [--fast]` (after a build). */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { openAuditLog } from '@sallyport/audit';
import { signCertificate } from '@sallyport/certs/x509';
import { parseConfig } from '@sallyport/guard/config';
import { markdownTable, percentile } from '@sallyport/testing/figures';
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import { Registry } from '../src/egress/metrics/registry.js';
import { Stats } from '../src/egress/metrics/stats.js';
import { UseMeter } from '../src/egress/policy/meter.js';
import { openEgress } from '../src/egress/server.js';
import { createState } from '../src/egress/state.js';
import { createAuthority } from '../src/egress/tls/authority.js';
import { authorityFiles, writeAuthority } from '../src/egress/tls/authority-files.js';
import { KillSwitch } from '../src/relay/kill-switch.js';

const day = 86_400_000;
const isFast = process.argv.includes('--fast');
const rounds = isFast ? 60 : 2000;
const warmUp = isFast ? 20 : 300;
const hosts = isFast ? 20 : 200;
const name = (index: number): string => `h${index}.bench.test`;

const { privateKey: issuerKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const dates = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };
const issuerName = 'Bench authority';
const { pem: anchor } = signCertificate({
  kind: 'authority',
  commonName: issuerName,
  issuerName,
  key: issuerKey,
  issuerKey,
  ...dates,
});
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { pem: cert } = signCertificate({
  kind: 'server',
  commonName: 'bench',
  issuerName,
  key,
  issuerKey,
  altNames: { dns: ['*.bench.test'], uri: [] },
  ...dates,
});

const row = { name: 'a row of an ordinary table', note: 'nothing that matters', value: 17 };
const body = JSON.stringify({ rows: Array.from({ length: 120 }, (_, id) => ({ id, ...row })) }).slice(
  0,
  10_240,
);

const origin = createSecureServer(
  { cert, key: key.export({ type: 'pkcs8', format: 'pem' }), allowHTTP1: true },
  (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  },
);
await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
const { port } = origin.address() as AddressInfo;

const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
const files = authorityFiles(home);
writeAuthority(files, createAuthority({ organisation: 'Bench', validityMs: day }), { force: true });
const audit = openAuditLog(join(home, 'audit'));

async function proxyWith(tls: string): Promise<{ address: string; close: () => Promise<void> }> {
  const parsed = parseConfig(
    `ssrf: { ip_allowlist: [127.0.0.1] }\nforward_proxy: { enabled: true, ports: [], max_requests_per_minute: 0 }\n${tls}`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const state = createState(
    parsed.config,
    {},
    {
      home,
      audit,
      meters: new Registry(),
      stats: new Stats(),
      meter: new UseMeter(),
      note: () => undefined,
      onEvent: () => undefined,
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      anchors: anchor,
    },
  );
  return openEgress({
    state,
    killSwitch: new KillSwitch(join(home, 'kill-switch')),
    version: '0',
    listen: '127.0.0.1:0',
  });
}

/** Milliseconds of each request over one warm connection. */
async function latencies(dispatcher: Dispatcher): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    const begin = performance.now();
    const answer = await dispatcher.request({
      origin: `https://${name(0)}:${port}`,
      path: '/',
      method: 'GET',
    });
    await answer.body.text();
    if (round >= warmUp) times.push(performance.now() - begin);
  }
  await dispatcher.close();
  return times;
}

/** Milliseconds from CONNECT to the end of the client's handshake, each host for the first time or for the second. */
async function handshakes(address: string, ca: string): Promise<number[]> {
  const [host, proxyPort] = address.split(':');
  const times: number[] = [];
  for (let index = 0; index < hosts; index++) {
    const begin = performance.now();
    const raw = connectTcp(Number(proxyPort), host);
    raw.write(`CONNECT ${name(index)}:${port} HTTP/1.1\r\nHost: ${name(index)}:${port}\r\n\r\n`);
    await new Promise<void>((resolve) => raw.once('data', () => resolve()));
    const socket = connectTls({ socket: raw, servername: name(index), ca });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', () => resolve());
      socket.once('error', reject);
    });
    times.push(performance.now() - begin);
    socket.destroy();
    raw.destroy();
  }
  return times;
}

const figure = (value: number): string => value.toFixed(2);
const line = (title: string, times: readonly number[]): string[] => [
  title,
  figure(percentile(times, 0.5)),
  figure(percentile(times, 0.99)),
];

const ours = readFileSync(files.certificate, 'utf8');
const intercepting = await proxyWith('tls_interception: { enabled: true }\n');
const opaque = await proxyWith('');
const direct = new Pool(`https://${name(0)}:${port}`, {
  connections: 1,
  connect: {
    ca: anchor,
    lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  },
});
const results = [
  line('request, direct', await latencies(direct)),
  line(
    'request, opaque tunnel',
    await latencies(new ProxyAgent({ uri: `http://${opaque.address}`, requestTls: { ca: anchor } })),
  ),
  line(
    'request, intercepted and scanned',
    await latencies(new ProxyAgent({ uri: `http://${intercepting.address}`, requestTls: { ca: ours } })),
  ),
  line('handshake, opaque tunnel', await handshakes(opaque.address, anchor)),
  line('handshake, intercepted, new host', await handshakes(intercepting.address, ours)),
  line('handshake, intercepted, known host', await handshakes(intercepting.address, ours)),
];
console.log(
  `\nTLS interception: answers of ${body.length} bytes of JSON, one connection, ${rounds} requests; ms\n`,
);
console.log(markdownTable(['', 'p50', 'p99'], results));
await intercepting.close();
await opaque.close();
origin.close();
audit.close();
rmSync(home, { recursive: true, force: true });
