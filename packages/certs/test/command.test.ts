import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../bin/sallyport-certs.js', import.meta.url));

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('sallyport-certs', () => {
  it('goes through the life of a certificate', () => {
    const dir = temporaryFolder();
    expect(run('init', '--dir', dir).code).toBe(0);
    expect(run('issue', 'reports', '--client', '--days', '2', '--dir', dir).out).toContain(
      'issued    client reports',
    );
    expect(run('verify', '--dir', dir)).toMatchObject({ code: 0 });
    expect(run('show', '--dir', dir).out).toContain('spiffe://sallyport/client/reports');
    expect(run('renew', 'reports', '--dir', dir).code).toBe(0);
    expect(run('revoke', 'reports', '--dir', dir).out).toContain('revoked   client reports');
    const verified = run('verify', '--json', '--dir', dir);
    expect(verified.code).toBe(1);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: false, problems: [{ message: 'is revoked' }] });
  });

  it('says what to do next, with exit code 1 on a failure and 2 on wrong usage', () => {
    const dir = temporaryFolder();
    expect(run('show', '--dir', dir)).toMatchObject({
      code: 1,
      err: expect.stringContaining('sallyport-certs init'),
    });
    run('init', '--dir', dir);
    expect(run('init', '--dir', dir)).toMatchObject({ code: 1, err: expect.stringContaining('--overwrite') });
    expect(run('issue', 'x', '--dir', dir).code).toBe(2);
    expect(run('issue', '../x', '--client', '--dir', dir).code).toBe(1);
    expect(run('frobnicate').code).toBe(2);
    expect(run('--nonsense').code).toBe(2);
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes') });
  });
});
