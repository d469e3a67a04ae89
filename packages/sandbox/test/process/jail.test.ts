import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';

import { readEnvironment } from '../../src/process/env.js';
import { findJail, type Jail } from '../../src/process/jail.js';
import { unfitForProduction } from '../../src/process/layers.js';
import type { JailReport } from '../../src/process/metrics.js';
import { ProcessChannel } from '../../src/process/process-channel.js';
import { runnerResources } from '../../src/process/resource-limits.js';
import { Worker } from '../../src/process/worker.js';
import { defaultSandboxLimits } from '../../src/limits.js';
import { suiteFolder } from './harness.js';

const folder = suiteFolder();

/** A `bwrap` that may not make namespaces, as in most containers. */
function brokenBubblewrap(): string {
  writeFileSync(
    join(folder, 'bwrap'),
    '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n',
    { mode: 0o755 },
  );
  return folder;
}

describe('the choice of a jail', () => {
  const development = { production: false, path: [brokenBubblewrap()] };

  it('does without one in development, and says why', async () => {
    expect((await findJail('auto', development)).report).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('No permissions'),
    });
  });

  it('refuses in production, or when bubblewrap is asked for, and says what to do', async () => {
    const expected = {
      code: 'jail-missing',
      message: expect.stringContaining('SALLYPORT_SANDBOX_JAIL=container'),
    };
    await expect(findJail('auto', { ...development, production: true })).rejects.toMatchObject(expected);
    await expect(findJail('bubblewrap', development)).rejects.toMatchObject(expected);
  });

  it('takes the word of whoever runs it', async () => {
    const production = { ...development, production: true };
    expect((await findJail('container', development)).report.kind).toBe('container');
    expect((await findJail('none', production)).report.kind).toBe('none');
  });

  it('does not take an open machine for a locked container in production', async () => {
    await expect(findJail('container', { ...development, production: true })).rejects.toMatchObject({
      code: 'jail-missing',
      message: expect.stringMatching(/is not locked: .*network of/),
    });
  });

  it.each(['no-network', 'no-capabilities', 'no-new-privileges', 'unprivileged-user'])(
    'demands of a container in production: %s',
    (name) => {
      const layers = [
        'no-network',
        'no-capabilities',
        'no-new-privileges',
        'unprivileged-user',
        'no-programs',
      ];
      const report = (missing: string): JailReport => ({
        kind: 'container',
        layers: layers.map((each) => ({
          name: each,
          active: each !== missing,
          why: 'seen',
          basis: 'tested',
        })),
      });
      expect(unfitForProduction(report(name))).toContain('not locked');
      expect(unfitForProduction(report('no-programs'))).toBeUndefined();
    },
  );

  it('reads the environment', () => {
    expect(
      readEnvironment({ NODE_ENV: 'production', SALLYPORT_SANDBOX_JAIL: 'container', PATH: '/a:/b' }),
    ).toEqual({
      production: true,
      jail: 'container',
      path: ['/a', '/b'],
    });
    expect(readEnvironment({ SALLYPORT_SANDBOX_SOCKET: '/run/host.sock' })).toMatchObject({
      socket: '/run/host.sock',
    });
    expect(readEnvironment({ SALLYPORT_SANDBOX_JAIL: 'whatever' })).toEqual({ production: false, path: [] });
  });
});

describeWith('bwrap', 'a jail of which a part does not work', (command) => {
  /** A folder with programs that are shell scripts. */
  function programs(scripts: Record<string, string>): string[] {
    const path = mkdtempSync(join(folder, 'path-'));
    for (const [name, script] of Object.entries(scripts))
      writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return [path];
  }

  const inactive = ({ report }: Jail): string[] =>
    report.layers.filter(({ active }) => !active).map(({ name }) => name);

  it('does without the seccomp filter where the kernel has none, and says so', async () => {
    const bwrap = `case "$*" in *--seccomp*) echo 'bwrap: prctl(PR_SET_SECCOMP): Invalid argument' >&2; exit 1;; esac; exec ${command} "$@"`;
    const jail = await findJail('bubblewrap', { production: true, path: programs({ bwrap }) });
    expect(jail.report).toMatchObject({
      kind: 'bubblewrap',
      reason: expect.stringContaining('PR_SET_SECCOMP'),
    });
    expect(inactive(jail)).toEqual(expect.arrayContaining(['seccomp', 'no-child-processes']));
    const filter = jail.report.layers.find(({ name }) => name === 'seccomp');
    expect(filter).toMatchObject({ why: 'the kernel filters no system calls', advice: expect.any(String) });
  });

  it('does without resource limits where prlimit does not work, and says so', async () => {
    const prlimit = `echo 'prlimit: not permitted' >&2; exit 1`;
    const jail = await findJail('bubblewrap', {
      production: true,
      path: programs({ prlimit, bwrap: `exec ${command} "$@"` }),
    });
    expect(jail.report).toMatchObject({
      kind: 'bubblewrap',
      reason: expect.stringContaining('not permitted'),
    });
    expect(inactive(jail)).toContain('file-size-limit');
    expect(inactive(jail)).not.toContain('seccomp');
  });

  it('is no jail when it lets the network or our files through', async () => {
    // It drops its own options up to the command, and starts that without any namespace.
    const bwrap = `while [ "$1" != -- ]; do shift; done; shift; exec "$@"`;
    const path = programs({ bwrap });
    await expect(findJail('bubblewrap', { production: true, path })).rejects.toMatchObject({
      code: 'jail-missing',
      message: expect.stringContaining('a child reads files that are not its own'),
    });
    expect((await findJail('auto', { production: false, path })).report.kind).toBe('none');
  });
});

describeWith('bwrap', 'code that runs free inside bubblewrap', (command) => {
  /** What hostile code in the child's place can do. It sends its findings as a fault, and thereby as a protocol error. */
  const probe = `
    const fs = require('fs'), net = require('net'), os = require('os');
    const attempt = (action) => { try { return action(); } catch (error) { return error.code ?? error.message; } };
    const found = {
      passwd: attempt(() => fs.readFileSync('/etc/passwd', 'utf8').length),
      home: attempt(() => fs.readdirSync(os.homedir())),
      write: attempt(() => fs.writeFileSync('/written', '')),
      overwrite: attempt(() => fs.writeFileSync(process.execPath, '')),
      shell: attempt(() => fs.readdirSync('/bin')),
      processes: fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length,
      environment: Object.keys(process.env).filter((name) => name !== 'PWD'),
      interfaces: attempt(() => Object.keys(os.networkInterfaces()).filter((name) => name !== 'lo')),
      process: attempt(() => { const { error, status } = require('child_process').spawnSync(process.execPath, ['--version']); return error?.code ?? status; }),
      user: process.getuid(),
      data: attempt(() => fs.readdirSync('/data').length),
    };
    const socket = net.connect(53, '1.1.1.1', () => finish('connected'));
    const finish = (network) => { process.stderr.write(JSON.stringify({ ...found, network }), () => process.exit(0)); };
    socket.on('error', (error) => finish(error.code));`;

  it('finds no file, no network, no process and no environment of ours', async () => {
    const jail = await findJail('bubblewrap', { production: true, path: [command.replace(/\/bwrap$/, '')] });
    const data = mkdtempSync(join(folder, 'data-'));
    writeFileSync(join(data, 'one.parquet'), '');
    const launch = jail.launch({
      mounts: { readable: [{ from: data, to: '/data' }], writable: [] },
      nodeArguments: [],
      environment: { TZ: 'UTC' },
      resources: runnerResources(defaultSandboxLimits),
    });
    const channel = new ProcessChannel(
      { ...launch, args: [...launch.args.slice(0, -1), '-e', probe] },
      16_000,
    );
    const worker = new Worker(channel, defaultSandboxLimits);
    const message = await worker.ready.then(
      () => '',
      (error: Error) => error.message,
    );
    const found = JSON.parse(message) as Record<string, unknown>;
    expect(found).toMatchObject({
      passwd: 'ENOENT',
      write: 'EROFS',
      shell: 'ENOENT',
      environment: ['TZ'],
      interfaces: 'ERR_SYSTEM_ERROR',
      process: 'EPERM',
      user: 65_534,
      data: 1,
      network: 'EPERM',
    });
    expect(['EROFS', 'ETXTBSY', 'EACCES']).toContain(found['overwrite']);
    expect(found['home']).toBeTypeOf('string');
    expect(found['processes']).toBeLessThanOrEqual(3);
  });
});
