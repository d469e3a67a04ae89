/* Downloads far longer than any buffer, through sallyport: whole, and in memory that stays as it is. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findProgram } from '@sallyport/testing';
import { markdownTable } from '@sallyport/testing/figures';
import { openWorld, type Answer } from './egress/world.js';

const mebibyte = 1024 * 1024;
/** Megabytes by which the memory of the proxy may grow, whatever the length. */
const room = 200;
const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '1024' } } });
const binary = Number(values.megabytes);
// What is scanned to its end takes a while.
const scanned = Math.ceil(binary / 16);

const block = randomBytes(mebibyte);
const line = 'The harvest of the year was good in the north, and the price of grain fell a little. ';
const text = Buffer.from(line.repeat(Math.ceil(mebibyte / line.length)).slice(0, mebibyte));
const event = `data: ${JSON.stringify({ delta: line.repeat(10) })}\n\n`;
const events = Buffer.from(event.repeat(Math.floor(mebibyte / event.length)));

const kinds: Readonly<Record<string, { type: string; piece: Buffer; count: number }>> = {
  '/binary': { type: 'application/octet-stream', piece: block, count: binary },
  '/text': { type: 'text/plain', piece: text, count: scanned },
  '/events': { type: 'text/event-stream', piece: events, count: scanned },
};

const answer: Answer = (request, response) => {
  const kind = kinds[request.url];
  if (!kind) return void response.writeHead(404).end();
  const { type, piece, count } = kind;
  response.writeHead(200, {
    'content-type': type,
    ...(request.url === '/events' ? {} : { 'content-length': piece.length * count }),
  });
  const send = async (): Promise<void> => {
    for (let sent = 0; sent < count && !response.destroyed; sent++)
      if (!response.write(piece))
        await new Promise<void>((resolve) => response.once('drain', () => resolve()));
    response.end();
  };
  return void send();
};

const curl = findProgram('curl');
if (!curl) {
  process.stdout.write('There is no curl on this machine: nothing was proved.\n');
  process.exit(1);
}
const world = await openWorld(answer, 'tls_interception: { enabled: true }\n');
const rss = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${world.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Downloads, and gives how many bytes came, in how long, and the most memory that the proxy had. */
function download(args: readonly string[]): Promise<{ bytes: number; seconds: number; most: number }> {
  const asked = ['-sS', '--proxy', world.proxy, '--cacert', world.files.certificate, '-o', '/dev/null'];
  const child = spawn(curl ?? '', [...asked, '-w', '%{size_download} %{time_total}', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, rss())), 25);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) =>
    child.once('close', () => {
      clearInterval(watch);
      const [bytes = 0, seconds = 0] = out.split(' ').map(Number);
      resolve({ bytes, seconds, most });
    }),
  );
}

const rows: string[][] = [];
let isFine = true;
// What the first request loads and compiles is no matter of length.
for (const [path] of Object.entries(kinds))
  await download(['-sm', '1', '--no-show-error', `${world.plain}${path}`]);
for (const [way, args, origin] of [
  ['plain', [], world.plain],
  ['intercepted, HTTP/1.1', ['--http1.1'], world.secure],
  ['intercepted, h2', ['--http2'], world.secure],
] as const) {
  for (const [path, { piece, count }] of Object.entries(kinds)) {
    const before = rss();
    const { bytes, seconds, most } = await download([...args, `${origin}${path}`]);
    const isWhole = bytes === piece.length * count;
    const grown = most - before;
    isFine &&= isWhole && grown < room;
    rows.push([
      `${path.slice(1)}, ${way}`,
      `${Math.round(bytes / mebibyte)} MB${isWhole ? '' : ' (not whole)'}`,
      `${Math.round(bytes / mebibyte / seconds)} MB/s`,
      `${Math.round(before)} MB`,
      `${Math.round(most)} MB`,
    ]);
    process.stdout.write(`${rows.at(-1)?.join('  ') ?? ''}\n`);
  }
}
world.close();
process.stdout.write(`\n${markdownTable(['download', 'length', 'speed', 'RSS before', 'most RSS'], rows)}\n`);
process.exit(isFine ? 0 : 1);
