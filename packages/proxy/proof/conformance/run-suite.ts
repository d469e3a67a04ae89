import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environment } from '../../src/command/env.js';

const shim = new URL('glob-shim.mjs', import.meta.url).href;
// The package names no entry that could be resolved.
const suite = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);

/** Milliseconds for one scenario: the suite runs those of a client all at once. */
const timeoutMs = '120000';

/** What the suite writes down of each request and answer that it sees, beside what it checks. */
const wireLog = /^(?:incoming|outgoing)-(?:request|response|sse-event)$/;

/** Each scenario with what its checks came to, in order. */
export type ScenarioResults = ReadonlyMap<string, readonly string[]>;

/** Runs the suite's command, and reads what it wrote down. What it prints is for people. */
export async function runSuite(args: readonly string[]): Promise<ScenarioResults> {
  const output = mkdtempSync(join(tmpdir(), 'sallyport-conformance-'));
  const child = spawn(
    process.execPath,
    ['--import', shim, suite, ...args, '--timeout', timeoutMs, '-o', output],
    {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: environment.all,
    },
  );
  await once(child, 'close');
  return readResults(output);
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
    const place = entry.parentPath.slice(folder.length + 1).replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
    const told = checks.filter(({ id }) => !wireLog.test(id));
    results.set(place, told.map(({ id, status }) => `${id}: ${status}`).toSorted());
  }
  return results;
}

/** A program that listens, and says where in a line of its output or its log. */
export interface Listener {
  url: string;
  stop: () => Promise<void>;
}

export async function startListener(file: string, args: readonly string[], home: string): Promise<Listener> {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    cwd: dirname(file),
    env: { ...environment.all, SALLYPORT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with exit code ${code} before it listened.`)),
    );
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          const found = /(?:^|listening at )(http:\/\/127\.0\.0\.1:\d+\/mcp)$/.exec(line)?.[1];
          if (found !== undefined) resolve(found);
        });
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
