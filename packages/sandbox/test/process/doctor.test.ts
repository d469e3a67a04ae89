import { join } from 'node:path';
import { describeWith } from '@sallyport/testing';
import { describe, expect, it, vi } from 'vitest';

import { inspectSandbox, startSandboxHost } from '../../src/index.js';
import { suiteFolder } from './harness.js';

const folder = suiteFolder();

describe('the doctor', () => {
  it('says what is missing without a jail, and how to get it', async () => {
    const report = await inspectSandbox({ jail: 'none', limits: { memoryBytes: 4_000_000_000 } });
    expect(report).toMatchObject({
      healthy: true,
      production: { starts: false },
      versions: { node: process.version, polars: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      jail: { kind: 'none' },
      limits: { memoryBytes: 4_000_000_000, dataBytes: 8_000_000_000 },
      selfTest: { passed: true, startMs: expect.any(Number) },
    });
    expect(report.advice).toContainEqual(expect.stringMatching(/^no-host-files: .*Install bubblewrap/));
  });

  it('says why there are no children at all', async () => {
    const report = await inspectSandbox({ socket: join(folder, 'none.sock'), limits: { hostWaitMs: 0 } });
    expect(report).toMatchObject({
      healthy: false,
      production: { starts: false, reason: expect.stringContaining('No sandbox host answers') },
      selfTest: { passed: false },
    });
    expect(report.jail).toBeUndefined();
  });

  it('says that a child does not start', async () => {
    const report = await inspectSandbox({ jail: 'none', limits: { startMs: 1 } });
    expect(report).toMatchObject({ healthy: false, selfTest: { passed: false } });
  });

  it('looks at a sandbox host', async () => {
    const socketPath = join(folder, 'host.sock');
    const host = await startSandboxHost({ socketPath, cacheFolder: folder, jail: 'none' });
    const report = await inspectSandbox({ socket: socketPath });
    expect(report).toMatchObject({ healthy: true, jail: { kind: 'none', host: socketPath } });
    await vi.waitFor(() => expect(host.children()).toBe(0), 10_000);
    await host.close();
  });

  it('refuses in production what createSandbox would', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    vi.stubEnv('PATH', '');
    const socketPath = join(folder, 'weak.sock');
    const host = await startSandboxHost({ socketPath, cacheFolder: folder, jail: 'none' });
    const report = await inspectSandbox({ socket: socketPath, jail: 'auto' });
    vi.unstubAllEnvs();
    expect(report).toMatchObject({
      healthy: false,
      production: { starts: false, reason: expect.stringContaining('has none (no jail was asked for)') },
    });
    await host.close();
  });
});

describeWith('bwrap', 'the doctor of a jail', () => {
  it('finds nothing to advise', async () => {
    const report = await inspectSandbox({ jail: 'bubblewrap' });
    expect(report).toMatchObject({
      healthy: true,
      production: { starts: true },
      jail: { kind: 'bubblewrap' },
      versions: { bubblewrap: expect.stringMatching(/^\d/) },
    });
    // Without util-linux there is no prlimit, and an architecture may have no filter of ours.
    expect(report.advice.filter((line) => !/RLIMIT|seccomp|processes/.test(line))).toEqual([]);
  });
});
