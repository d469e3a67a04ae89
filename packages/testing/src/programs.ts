import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** A system program that some tests drive for real. */
export type Program =
  | 'nginx'
  | 'openssl'
  | 'chromium'
  | 'bwrap'
  | 'sslscan'
  | 'testssl'
  | 'curl'
  | 'git'
  | 'python3'
  | 'docker-compose';

/** The absolute path of a program on PATH (or in the usual system folders), or undefined where there is none. */
export function findProgram(program: Program): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

/** Whether nothing may be skipped: `REQUIRE_ALL=1`, as continuous integration has it. */
export function isSkippingForbidden(): boolean {
  return process.env['REQUIRE_ALL'] === '1';
}

/** Why a test that needs the program cannot run here; undefined where it can. */
export function skipReason(program: Program): string | undefined {
  return findProgram(program) ? undefined : `skipped: ${program} is not installed`;
}

/**
 * A `describe` that needs a system program. Without it the tests are skipped and their title says why, unless
 * `REQUIRE_ALL=1` (continuous integration), where a missing program is a failure.
 */
export function describeWith(program: Program, title: string, body: (path: string) => void): void {
  const path = findProgram(program);
  if (path) {
    describe(title, () => body(path));
    return;
  }
  if (isSkippingForbidden()) {
    throw new Error(
      `${title}: ${program} is not installed, and REQUIRE_ALL=1 forbids skipping. Install it first.`,
    );
  }
  describe.skip(`${title} (${skipReason(program)})`, () => body(program));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
