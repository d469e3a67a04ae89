import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { markdownTable, median } from '@sallyport/testing/figures';
import { scanMessage } from '../src/index.js';
import { benchMessages, type BenchMessages } from './messages.js';

interface Start {
  load: number;
  first: number;
  processor: number;
  memory: number;
}

/** Milliseconds for which everything runs before anything is timed, as in a process that has been up for a while. */
const warmUp = { fast: 1000, full: 5000 } as const;

/** What a scan costs beside reading and writing the same message as JSON, and what it costs to have a scanner. */
function benchScanner({ fast }: { fast: boolean }): void {
  const kinds = benchMessages();
  const end = performance.now() + (fast ? warmUp.fast : warmUp.full);
  while (performance.now() < end) kinds.forEach(({ messages }) => scanAll(messages));
  const rows = kinds.map((each) => lineOf(each, fast ? 40 : 400));
  const starts = Array.from({ length: fast ? 3 : 9 }, startOnce);
  const of = (name: keyof Start): number => median(starts.map((start) => start[name]));
  process.stdout.write(
    [
      '\n### The scanner (median of interleaved rounds)',
      markdownTable(['message', 'bytes', 'scan, µs', 'MB/s', 'times JSON.parse + JSON.stringify'], rows),
      `Start: ${of('load').toFixed(0)} ms to load, ${of('first').toFixed(0)} ms more for the first message each way ` +
        `(${of('processor').toFixed(0)} ms of the processor in all); ${(of('memory') / 2 ** 20).toFixed(0)} MiB more memory.`,
      '',
    ].join('\n\n'),
  );
}

function lineOf({ title, bytes, messages }: BenchMessages, kilobytes: number): string[] {
  const rounds = Math.max(5, Math.min(200, Math.round((kilobytes * 1024) / bytes)));
  const scans: number[] = [];
  const jsons: number[] = [];
  for (let round = 0; round < rounds; round++) {
    scans.push(timeOf(() => scanAll(messages)));
    jsons.push(timeOf(() => messages.forEach((message) => JSON.parse(JSON.stringify(message)) as unknown)));
  }
  const micros = median(scans) / messages.length;
  const ratio = median(scans) / median(jsons);
  return [title, String(bytes), micros.toFixed(0), (bytes / micros).toFixed(1), ratio.toFixed(1)];
}

function scanAll(messages: readonly unknown[]): void {
  for (const message of messages) scanMessage(message, { direction: 'server-to-client' });
}

/** Microseconds. */
function timeOf(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) * 1000;
}

function startOnce(): Start {
  const program = fileURLToPath(new URL('start.mjs', import.meta.url));
  const options = { encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', program], options)) as Start;
}

const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false } } });
benchScanner(values);
