import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { sallyportCommand } from '../src/index.js';

const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
/** Answers every line with its params, in the simplest way that there is. */
const server = `process.stdin.setEncoding('utf8'); let rest = '';
process.stdin.on('data', (chunk) => { const lines = (rest + chunk).split('\\n'); rest = lines.pop();
  for (const line of lines) { const { id, params } = JSON.parse(line); process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result: params }) + '\\n'); } });`;
const direct = [process.execPath, '-e', server];
const proxied = (command: readonly string[]) => [
  process.execPath,
  sallyportCommand,
  'mcp',
  'proxy',
  '-p',
  'strict',
  '--',
  ...command,
];

type Child = ChildProcessByStdio<Writable, Readable, null>;
function start(command: readonly string[]): Child {
  const [file = '', ...args] = command;
  return spawn(file, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: '/usr/bin:/bin', SALLYPORT_HOME: home },
  });
}

/** Waits until so many lines have come. */
function linesOf(child: Child, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const onData = (chunk: Buffer): void => {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) seen++;
      if (seen < count) return;
      child.stdout.off('data', onData);
      resolve();
    };
    child.stdout.on('data', onData);
  });
}

const words = 'The harvest of the year was good in the north and the price of grain fell a little. ';
function message(id: number, bytes: number): string {
  const text = words.repeat(Math.ceil(bytes / words.length)).slice(0, bytes);
  return `${JSON.stringify({ jsonrpc: '2.0', id, method: 'x/echo', params: { text } })}\n`;
}

async function latencies(command: readonly string[], bytes: number, rounds: number): Promise<number[]> {
  const child = start(command);
  const times: number[] = [];
  for (let n = 0; n < rounds + rounds / 5; n++) {
    const line = message(n, bytes);
    const from = performance.now();
    const answered = linesOf(child, 1);
    child.stdin.write(line);
    await answered;
    if (n >= rounds / 5) times.push(performance.now() - from);
  }
  child.kill('SIGKILL');
  return times.sort((a, b) => a - b);
}

const at = (times: readonly number[], share: number) => times[Math.floor(times.length * share)] ?? 0;
const print = (line: string) => void process.stdout.write(`${line}\n`);

for (const [name, bytes, rounds] of [
  ['200 B', 200, 2000],
  ['10 KB', 10_000, 500],
  ['256 KB', 256_000, 60],
] as const) {
  const plain = await latencies(direct, bytes, rounds);
  const guarded = await latencies(proxied(direct), bytes, rounds);
  const added = [0.5, 0.99].map((share) => (at(guarded, share) - at(plain, share)).toFixed(2));
  print(
    `${name.padStart(7)} both ways: added p50 ${added[0]} ms, p99 ${added[1]} ms (direct p50 ${at(plain, 0.5).toFixed(2)} ms)`,
  );
}

const count = 20_000;
const child = start(proxied(direct));
const first = linesOf(child, 1);
child.stdin.write(message(0, 40));
await first;
const all = linesOf(child, count);
const from = performance.now();
for (let n = 1; n <= count; n++) child.stdin.write(message(n, 40));
await all;
const perSecond = (2 * count) / ((performance.now() - from) / 1000);
const resident =
  /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 'self'}/status`, 'utf8'))?.[1] ?? '0';
print(
  `small messages: ${Math.round(perSecond)} a second, both directions; RSS ${Math.round(Number(resident) / 1024)} MB`,
);
child.kill('SIGKILL');

const starts: number[] = [];
for (let n = 0; n < 10; n++) {
  const begin = performance.now();
  const cat = start(proxied(['cat']));
  const line = linesOf(cat, 1);
  cat.stdin.write('{"jsonrpc":"2.0","method":"notifications/x"}\n');
  await line;
  starts.push(performance.now() - begin);
  cat.kill('SIGKILL');
}
print(
  `cold start before cat, to the first line: p50 ${Math.round(
    at(
      starts.sort((a, b) => a - b),
      0.5,
    ),
  )} ms`,
);
rmSync(home, { recursive: true, force: true });
process.exit();
