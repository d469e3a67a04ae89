/* What the interception of TLS costs: `node --import tsx bench/interception.ts [--fast]` (after a build). */
import { readFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { markdownTable, percentile } from '@sallyport/testing/figures';
import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import { host, openWorld, type Answer, type World } from '../proof/egress/world.js';

const isFast = process.argv.includes('--fast');
const rounds = isFast ? 60 : 2000;
const warmUp = isFast ? 20 : 300;
const hosts = isFast ? 20 : 200;
const tunnels = isFast ? 50 : 500;
const bytes = 10_240;

const row = { name: 'a row of an ordinary table', note: 'nothing that matters', value: 17 };
const rowsFrom = (first: number): string =>
  JSON.stringify({ rows: Array.from({ length: 120 }, (_, id) => ({ id: first + id, ...row })) });
const known = rowsFrom(0);
let count = 0;
const answer: Answer = (request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(request.url === '/new' ? rowsFrom((count += 1000)) : known);
};

/** Milliseconds of each request over one warm connection. */
async function latencies(dispatcher: Dispatcher, origin: string, path = '/'): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    const begin = performance.now();
    const { statusCode, body } = await dispatcher.request({ origin, path, method: 'GET' });
    await body.text();
    if (statusCode !== 200) throw new Error(`${origin}${path} answered ${statusCode}.`);
    if (round >= warmUp) times.push(performance.now() - begin);
  }
  await dispatcher.close();
  return times;
}

/** Opens a tunnel to a name, and shakes hands within. */
async function tunnel(world: World, name: string, ca: string): Promise<{ raw: Socket; socket: TLSSocket }> {
  const [proxy, target] = [new URL(world.proxy), `${name}:${new URL(world.secure).port}`];
  const raw = connectTcp(Number(proxy.port), proxy.hostname);
  raw.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  await new Promise<void>((resolve) => raw.once('data', () => resolve()));
  const socket = connectTls({ socket: raw, servername: name, ca });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', () => resolve());
    socket.once('error', reject);
  });
  return { raw, socket };
}

/** Milliseconds from CONNECT to the end of the client's handshake, each host for the first time or for the second. */
async function handshakes(world: World, ca: string): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < hosts; index++) {
    const begin = performance.now();
    const { raw, socket } = await tunnel(world, `h${index}.example.test`, ca);
    times.push(performance.now() - begin);
    socket.destroy();
    raw.destroy();
  }
  return times;
}

/** Megabytes of memory of a world's proxy, before and while so many tunnels are open that were spoken through. */
async function memory(world: World, ca: string): Promise<[before: number, during: number]> {
  const rss = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${world.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  const before = rss();
  const sockets: Socket[] = [];
  for (let index = 0; index < tunnels; index++) {
    const { raw, socket } = await tunnel(world, host, ca);
    sockets.push(raw);
    socket.write(`GET / HTTP/1.1\r\nHost: ${new URL(world.secure).host}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
  }
  const during = rss();
  for (const socket of sockets) socket.destroy();
  return [before, during];
}

const figure = (value: number): string => value.toFixed(2);
const line = (title: string, times: readonly number[]): string[] => [
  title,
  figure(percentile(times, 0.5)),
  figure(percentile(times, 0.99)),
];
const intercepting = await openWorld(answer, 'preset: strict\ntls_interception: { enabled: true }\n');
const opaque = await openWorld(answer, 'preset: strict\n');
const ours = readFileSync(intercepting.files.certificate, 'utf8');
const through = ({ proxy }: World, ca: string): Dispatcher =>
  new ProxyAgent({ uri: proxy, requestTls: { ca } });
const direct = new Pool(opaque.secure, {
  connections: 1,
  connect: {
    ca: opaque.anchor,
    lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  },
});
const results = [
  line('request, direct', await latencies(direct, opaque.secure)),
  line('request, opaque tunnel', await latencies(through(opaque, opaque.anchor), opaque.secure)),
  line(
    'request, intercepted, a body seen before',
    await latencies(through(intercepting, ours), intercepting.secure),
  ),
  line(
    'request, intercepted, every body new',
    await latencies(through(intercepting, ours), intercepting.secure, '/new'),
  ),
  line('handshake, opaque tunnel', await handshakes(opaque, opaque.anchor)),
  line('handshake, intercepted, new host', await handshakes(intercepting, ours)),
  line('handshake, intercepted, known host', await handshakes(intercepting, ours)),
];
process.stdout.write(
  `\nTLS interception: answers of some ${bytes} bytes of JSON, one connection, ${rounds} requests; ms\n\n`,
);
process.stdout.write(`${markdownTable(['', 'p50', 'p99'], results)}\n\n`);
const [before, during] = await memory(intercepting, ours);
process.stdout.write(
  `${tunnels} intercepted tunnels: RSS ${Math.round(during)} MB (${Math.round(before)} MB before)\n`,
);
intercepting.close();
opaque.close();
process.exit();
