import { afterEach } from 'vitest';

import { defaultSandboxLimits, type SandboxLimits } from '../../src/limits.js';
import { Pool, type PoolOutcome } from '../../src/process/pool.js';
import { ProcessChannel } from '../../src/process/process-channel.js';
import type { ChildRequest } from '../../src/process/protocol.js';
import { Worker } from '../../src/process/worker.js';

const request: ChildRequest = { kind: 'run', code: '', datasets: [], limits: defaultSandboxLimits };
/** A reply as our own children send it. */
export const good = `answer(id, 'good')`;
const pools: Pool[] = [];

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A child that is not ours: it answers each request with the statement given. */
export function childThat(answers: string): string {
  return `
    const print = (text) => process.stdout.write(text + '\\n');
    const reply = (id, reply) => print(JSON.stringify({ kind: 'run', id, reply }));
    const answer = (id, message) => reply(id, { status: 'failed', error: { code: 'x', message }, logs: [], steps: 1 });
    process.stdin.setEncoding('utf8').on('data', (line) => { const { id, code } = JSON.parse(line); ${answers} });
    print('{"kind":"ready"}');`;
}

/** A pool of such children, one at a time unless told, that has yet to start. It is closed when the test ends. */
export function newPool(script: string, options: Partial<SandboxLimits> = {}): Pool {
  const limits = { ...defaultSandboxLimits, poolSize: 1, wallMs: 5000, ...options };
  const launch = { command: process.execPath, args: ['-e', script], environment: {} };
  const pool = new Pool(
    limits,
    () => new Worker(new ProcessChannel(launch, limits.errorOutputBytes), limits),
  );
  pools.push(pool);
  return pool;
}

/** The same, with a child that is ready. */
export async function poolOf(script: string, options: Partial<SandboxLimits> = {}): Promise<Pool> {
  const pool = newPool(script, options);
  await pool.start();
  return pool;
}

export const ask = (pool: Pool, session = 'one', code = '', signal?: AbortSignal): Promise<PoolOutcome> =>
  pool.request({ ...request, code }, session, signal);
