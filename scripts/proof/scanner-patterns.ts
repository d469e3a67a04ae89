import { fileURLToPath } from 'node:url';
import { markdownTable } from '@sallyport/testing/figures';
import { prove, type Proved } from './scanner-patterns/check.js';
import { patternsOf } from './scanner-patterns/collect.js';
import { findWorst } from './scanner-patterns/worst.js';

const sources = fileURLToPath(new URL('../../packages/scanner/src', import.meta.url));

/** What one megabyte may take, in milliseconds. */
const mostMilliseconds = 250;

/**
 * Proves that each regular expression of the scanner is safe, prints how, and searches for the message of a megabyte that
 * takes longest. Gives whether all were proved and no message took longer than it may.
 *
 * @param timeout milliseconds for a second opinion on each pattern.
 * @param seconds how long is searched; 0 for only the patterns.
 * @param list prints every pattern, not only those that are not proved.
 */
export async function proveScannerPatterns({
  timeout,
  seconds,
  seed,
  list,
}: {
  timeout: number;
  seconds: number;
  seed: number;
  list: boolean;
}): Promise<boolean> {
  const isSafe = await provePatterns(timeout, list);
  if (seconds === 0) return isSafe;
  const worst = findWorst(seconds, seed);
  process.stdout.write(
    `The slowest of ${worst.tried} messages of 1 MB took ${worst.milliseconds.toFixed(0)} ms of the processor ` +
      `(${(worst.work / 1e6).toFixed(0)} million units of work), and ${worst.cold.toFixed(0)} ms as the first of a ` +
      `process: ${JSON.stringify(worst.recipe)}\n`,
  );
  return isSafe && worst.milliseconds <= mostMilliseconds;
}

async function provePatterns(timeout: number, list: boolean): Promise<boolean> {
  const counts = new Map<Proved['how'], number>();
  let unsafe = 0;
  for (const pattern of await patternsOf(sources)) {
    const proved = prove(pattern, timeout);
    counts.set(proved.how, (counts.get(proved.how) ?? 0) + 1);
    if (!proved.isSafe) unsafe += 1;
    if (list || !proved.isSafe)
      process.stdout.write(
        `${pattern.where}: ${proved.how}, ${proved.detail}: /${pattern.source.slice(0, 100)}/\n`,
      );
  }
  const rows = [...counts].map(([how, count]) => [how, String(count)]);
  process.stdout.write(`\n${markdownTable(['patterns proved', 'how many'], rows)}\n\n`);
  return unsafe === 0;
}
