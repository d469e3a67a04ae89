import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What a run of one package's tests came to, as {@link ReportWriter} leaves it in a file. */
export interface TestReport {
  passed: number;
  /** Titles of the skipped tests. */
  skipped: string[];
  failed: TestFailure[];
  /** Tests that passed only when they were tried again. */
  flaky: TestFailure[];
}

/** A test, or a file or hook, that failed. */
export interface TestFailure {
  /** The file within the package, and the titles down to the test. */
  test: string;
  /** The first line of the error, cut to {@link maxReasonLength}. */
  reason: string;
}

/** The most characters of an error's message that a report keeps. */
const maxReasonLength = 300;

/** A vitest reporter that writes a {@link TestReport} as JSON, for `pnpm test` to add up. */
export class ReportWriter implements Reporter {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]): void {
    const report: TestReport = { passed: 0, skipped: [], failed: [], flaky: [] };
    for (const error of unhandled) {
      report.failed.push({ test: 'an error that no test caught', reason: firstLine(error.message) });
    }
    for (const file of modules) {
      const path = relative(process.cwd(), file.moduleId);
      const fail = (title: string, error: { message: string }): void => {
        report.failed.push({ test: `${path} ${title}`.trimEnd(), reason: firstLine(error.message) });
      };
      for (const error of file.errors()) fail('', error);
      for (const suite of file.children.allSuites()) {
        for (const error of suite.errors()) fail(suite.fullName, error);
      }
      for (const test of file.children.allTests()) count(test, path, report);
    }
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(report));
  }
}

function count(test: TestCase, path: string, report: TestReport): void {
  const result = test.result();
  if (result.state === 'skipped') report.skipped.push(test.fullName);
  if (result.state === 'passed') report.passed += 1;
  const failure = { test: `${path} ${test.fullName}`, reason: firstLine(result.errors?.[0]?.message ?? '') };
  if (result.state === 'failed') report.failed.push(failure);
  if (test.diagnostic()?.flaky) report.flaky.push(failure);
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, maxReasonLength);
}
