import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { turbo } from './lib/build.js';
import { repository } from './lib/places.js';

/** What one package's test report says. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Titles of the skipped tests that say why. */
  reasons: string[];
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: { assertionResults: { fullName: string; status: string }[] }[];
}

/** The turbo task to run, and the report that each package's run of it leaves. */
interface Suite {
  task: 'test' | 'test:browser';
  report: string;
}

/**
 * `pnpm test [PACKAGE…]`: every package's tests through turbo (`--browser`: those that drive Chromium). The last
 * line is `N passed, N failed`.
 */
async function main(args: readonly string[]): Promise<number> {
  const suite: Suite = args.includes('--browser')
    ? { task: 'test:browser', report: 'browser.json' }
    : { task: 'test', report: 'test.json' };
  const folders = packagesWithTests();
  for (const folder of folders) rmSync(reportOf(folder, suite), { force: true });
  const names = args.filter((arg) => !arg.startsWith('--'));
  const filters = names.map((name) => (name.startsWith('@') ? name : `@sallyport/${name}`));
  const child = turbo(suite.task, filters, ['--concurrency=2', '--continue', '--output-logs=new-only']);
  child.onLine((line) => process.stdout.write(`${line}\n`));
  const code = await child.exited;

  const total: Tally = { passed: 0, failed: 0, skipped: 0, reasons: [] };
  for (const folder of folders) {
    const tally = tallyOf(folder, suite);
    if (!tally) continue;
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
    total.reasons.push(...tally.reasons);
  }
  if (code !== 0 && total.failed === 0) total.failed = 1;
  for (const reason of new Set(total.reasons)) process.stdout.write(`${reason}\n`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return total.failed > 0 ? 1 : 0;
}

function packagesWithTests(): string[] {
  const folders = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(repository, parent)).map((name) => join(repository, parent, name)),
  );
  return [...folders, join(repository, 'examples'), join(repository, 'scripts')];
}

function reportOf(folder: string, suite: Suite): string {
  return join(folder, '.results', suite.report);
}

function tallyOf(folder: string, suite: Suite): Tally | undefined {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportOf(folder, suite), 'utf8')) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const skippedTitles = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'skipped' || test.status === 'pending')
    .map((test) => /\((skipped: [^)]+)\)/.exec(test.fullName)?.[1] ?? `skipped: ${test.fullName}`);
  return {
    passed: report.numPassedTests,
    // A file that could not be loaded counts one: its tests never ran.
    failed: report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests,
    reasons: skippedTitles,
  };
}

process.exitCode = await main(process.argv.slice(2));
