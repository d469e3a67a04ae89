import type { TestReport } from '@sallyport/testing/vitest';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { turbo } from './lib/build.js';
import { repository } from './lib/places.js';

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
  child.onLine(print);
  const code = await child.exited;

  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const folder of folders) {
    const report = reportIn(folder, suite);
    if (!report) continue;
    passed += report.passed;
    failed += report.failed.length;
    skipped.push(...report.skipped);
    const name = relative(repository, folder);
    for (const { test, reason } of report.failed) print(`failed: ${name}/${test}: ${reason}`);
    for (const { test, reason } of report.flaky)
      print(`passed at its second try: ${name}/${test}: ${reason}`);
  }
  if (code !== 0 && failed === 0) failed = 1;
  for (const reason of new Set(skipped.map(reasonOf))) print(reason);
  print(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
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

function reportIn(folder: string, suite: Suite): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(reportOf(folder, suite), 'utf8')) as TestReport;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Why a test was skipped: its title says so, or it is named. */
function reasonOf(title: string): string {
  return /\((skipped: [^)]+)\)/.exec(title)?.[1] ?? `skipped: ${title}`;
}

process.exitCode = await main(process.argv.slice(2));
