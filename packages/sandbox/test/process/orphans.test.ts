import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

import { findProgram } from '../../src/process/bubblewrap.js';
import { processTree } from '../../src/process/process-tree.js';
import { isAlive, suiteFolder } from './harness.js';

const folder = suiteFolder();
const built = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

/** A process of its own that opens a sandbox, says so, and stays. */
const owner = `
  const { createSandbox } = await import(${JSON.stringify(built)});
  const limits = { wallMs: 600000, language: { steps: 1e15, timeMs: 600000 } };
  const sandbox = await createSandbox({ cacheFolder: ${JSON.stringify(join(folder, 'cache'))}, poolSize: 2, jail: process.argv[1], limits });
  if (process.argv[2] === 'busy') void sandbox.run('while (true) {}');
  console.log('open');
  setInterval(() => {}, 1000);`;

describe.runIf(process.platform === 'linux')('children whose parent dies without a word', () => {
  const busy =
    findProgram('setpriv', []) === undefined
      ? []
      : [
          ['none', 'busy'],
          ['auto', 'busy'],
        ];

  it.each([['none', 'idle'], ['auto', 'idle'], ...busy])('end too (jail: %s, %s)', async (jail, state) => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', owner, jail, state], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    const pids = processTree(parent.pid ?? 0);
    expect(pids.length).toBeGreaterThan(2);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(pids.filter((pid) => isAlive(pid))).toEqual([]), 20_000);
  });
});
