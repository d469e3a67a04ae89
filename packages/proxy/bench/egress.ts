import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findProgram } from '@sallyport/testing';
import { freePort } from '@sallyport/testing/figures';
import { sallyportCommand } from '../src/index.js';
import { load, type Figures } from './egress/load.js';

const isFast = process.argv.includes('--fast');
const connections = 50;
const ms = isFast ? 1500 : 6000;
const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
const children: ChildProcess[] = [];
const print = (line: string): void => void process.stdout.write(`${line}\n`);
// Each proxy on one core, what asks and what answers on the other, where the system can say so.
const pin = (core: number): string[] => (process.platform === 'linux' ? ['taskset', '-c', String(core)] : []);

/** Starts a program, and waits for a line that says that it is ready. */
async function start(
  core: number,
  command: readonly string[],
  ready: RegExp,
  env: Record<string, string> = {},
): Promise<{ pid: number; line: string }> {
  const [file = '', ...args] = [...pin(core), ...command];
  const child = spawn(file, args, {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (text) => ready.test(text) && resolve(text));
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}.`)));
  });
  return { pid: child.pid ?? 0, line };
}

/** Milliseconds of processor time that a program and what it started have used. */
function cpuOf(pid: number): number {
  const own = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((one) => one !== '');
  const ticks = Number(own[11]) + Number(own[12]);
  return ticks * 10 + children.reduce((sum, child) => sum + cpuOf(Number(child)), 0);
}

const script = (name: string): string[] => [
  process.execPath,
  '--import',
  'tsx',
  fileURLToPath(new URL(`egress/${name}.ts`, import.meta.url)),
];
const originPort = await freePort();
const origin = `http://127.0.0.1:${originPort}`;
const host = `127.0.0.1:${originPort}`;
await start(1, [...script('origin'), String(originPort)], /ready/);

const barePort = await freePort();
const bare = await start(0, [...script('bare-proxy'), String(barePort), origin], /ready/);

const config = join(home, 'sallyport.yaml');
writeFileSync(
  config,
  `preset: strict
ssrf: { ip_allowlist: [127.0.0.1] }
forward_proxy: { enabled: true, ports: [], sni_verification: false, max_requests_per_minute: 0 }
fetch_proxy: { monitoring: { max_requests_per_minute: 0 } }
`,
);
const sallyport = await start(
  0,
  [process.execPath, sallyportCommand, 'run', '-c', config, '-l', '127.0.0.1:0'],
  /listening at/,
  { SALLYPORT_HOME: home },
);
const sallyportPort = Number(/:(\d+) \(/.exec(sallyport.line)?.[1]);

const nginx = findProgram('nginx');
const nginxPort = await freePort();
let nginxPid = 0;
if (nginx) {
  const file = join(home, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; pid ${home}/nginx.pid; error_log stderr notice; worker_processes 1; events {}
http { access_log off; upstream origin { server ${host}; keepalive 64; }
server { listen 127.0.0.1:${nginxPort}; location / { proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection ""; } } }
`,
  );
  nginxPid = (await start(0, [nginx, '-c', file, '-p', home], /start worker process /)).pid;
}

const plain = (n: number): string => `/${n % 500}`;
const ways: [name: string, port: number, path: (n: number) => string, pid: number][] = [
  ['direct', originPort, plain, 0],
  ...(nginx
    ? [['nginx, reverse proxy', nginxPort, plain, nginxPid] as [string, number, typeof plain, number]]
    : []),
  ['undici, bare reverse proxy', barePort, plain, bare.pid],
  ['sallyport run, bodies known', sallyportPort, (n) => `${origin}/${n % 500}`, sallyport.pid],
  ['sallyport run, bodies new', sallyportPort, (n) => `${origin}/new/${n % 500}`, sallyport.pid],
  ['sallyport run, all new', sallyportPort, (n) => `${origin}/new/${n}?page=${n * 7}`, sallyport.pid],
];
const figures = new Map<string, Figures>();
const single = new Map<string, Figures>();
const cpu = new Map<string, number>();
for (const [name, port, path, pid] of ways) {
  const at = `http://127.0.0.1:${port}`;
  await load(at, path, { connections, ms: ms / 3, host });
  const before = pid === 0 ? 0 : cpuOf(pid);
  const run = await load(at, path, { connections, ms, host });
  figures.set(name, run);
  if (pid !== 0) cpu.set(name, (cpuOf(pid) - before) / run.count);
  single.set(name, await load(at, path, { connections: 1, ms: ms / 3, host }));
}
print(`10 KB of JSON, ${connections} connections; and alone on one connection`);
for (const [name, { perSecond, p50, p99 }] of figures) {
  const alone = single.get(name);
  print(
    `${name.padStart(28)}: ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; alone p50 ${alone?.p50.toFixed(2) ?? ''} ms, p99 ${alone?.p99.toFixed(2) ?? ''} ms; processor ${cpu.get(name)?.toFixed(2) ?? '-'} ms a request`,
  );
}
const bareName = 'undici, bare reverse proxy';
for (const name of ways.map(([name]) => name).filter((name) => name.startsWith('sallyport'))) {
  const share = (figures.get(name)?.perSecond ?? 0) / (figures.get(bareName)?.perSecond ?? 1);
  const cpuShare = (cpu.get(bareName) ?? 0) / (cpu.get(name) ?? 1);
  const added = (single.get(name)?.p50 ?? 0) - (single.get('direct')?.p50 ?? 0);
  print(
    `${name}: ${Math.round(share * 100)} % of the bare proxy (goal 60 %), by processor time ${Math.round(cpuShare * 100)} %; added alone: p50 ${added.toFixed(2)} ms (goal 1 ms)`,
  );
}

const rss = (): number =>
  Math.round(
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${sallyport.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
  );
const before = rss();
const tunnels = await Promise.all(Array.from({ length: 500 }, openTunnel));
print(`500 tunnels: RSS ${rss()} MB (${before} MB before)`);
for (const tunnel of tunnels) tunnel.destroy();
for (const child of children) child.kill('SIGKILL');
rmSync(home, { recursive: true, force: true });
process.exit();

function openTunnel(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(sallyportPort, '127.0.0.1', () =>
      socket.write(
        `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\nGET /1 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      ),
    );
    let got = '';
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString('latin1');
      if (got.includes('"rows"')) resolve(socket);
      else if (/^HTTP\/1\.1 [45]/.test(got)) reject(new Error(got.slice(0, 200)));
    });
    socket.on('error', reject);
  });
}
