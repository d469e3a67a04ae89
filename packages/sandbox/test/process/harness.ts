import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

import {
  createSandbox,
  type RunResult,
  type Sandbox,
  type SandboxOptions,
  type Table,
} from '../../src/index.js';

/** The datasets that ship with the project. */
export const shippedData = fileURLToPath(new URL('../../../../apps/mcp-server/data', import.meta.url));

/** A folder that goes when the test file ends. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-sandbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A sandbox without a jail unless told, closed when the test file ends. */
export async function openSandbox(folder: string, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({
    cacheFolder: join(folder, 'cache'),
    poolSize: 2,
    jail: 'none',
    ...options,
  });
  afterAll(() => sandbox.close());
  return sandbox;
}

/** The output of a run that must succeed. */
export function outputOf(result: RunResult): (RunResult & { status: 'ok' })['output'] {
  expect(result).toMatchObject({ status: 'ok' });
  return result.status === 'ok' ? result.output : { outputs: [] };
}

/** A table's rows. */
export function rowsOf(table: Table | undefined): unknown[][] {
  return Array.from({ length: table?.data[0]?.length ?? 0 }, (_, row) =>
    (table?.data ?? []).map((column) => column[row]),
  );
}

/** Whether the process runs; one that waits to be buried does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
