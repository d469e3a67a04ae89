import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shim = new URL('glob-shim.js', import.meta.url).href;
// The package names no entry that could be resolved.
const suite = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);

/** What the suite writes down of each request and answer that it sees, beside what it checks. */
const wireLog = /^(?:incoming|outgoing)-(?:request|response|sse-event)$/;

/** Each scenario with what its checks came to, in order. */
export type ScenarioResults = ReadonlyMap<string, readonly string[]>;

/** Runs the command of the official conformance suite, and reads what it wrote down. What it prints is for people. */
export async function runSuite(args: readonly string[]): Promise<ScenarioResults> {
  const output = mkdtempSync(join(tmpdir(), 'sallyport-suite-'));
  try {
    const child = spawn(process.execPath, ['--import', shim, suite, ...args, '-o', output], {
      stdio: 'ignore',
    });
    await once(child, 'close');
    return readResults(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

function readResults(folder: string): ScenarioResults {
  const results = new Map<string, string[]>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'checks.json') continue;
    const checks = JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as {
      id: string;
      status: string;
    }[];
    // The folder's name ends in the time.
    const scenario = entry.parentPath.slice(folder.length + 1).replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
    const told = checks.filter(({ id }) => !wireLog.test(id));
    results.set(scenario, told.map(({ id, status }) => `${id}: ${status}`).toSorted());
  }
  return results;
}
