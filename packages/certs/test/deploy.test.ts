import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseRevocationList, readClientFiles, readServerFiles, renew, revoke } from '../src/index.js';

const command = fileURLToPath(new URL('../bin/sallyport-certs.js', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** A user that is not this one, where this process may give files away. */
const uid = isRoot ? 65_532 : (process.getuid?.() ?? 0);
const gid = isRoot ? 65_532 : (process.getgid?.() ?? 0);

interface Plan {
  file: string;
  authority: string;
  server: string;
  edge: string;
  nobody: string;
}

function writePlan(): Plan {
  const folder = temporaryFolder();
  const [authority, server, edge, nobody] = ['authority', 'server', 'edge', 'nobody'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const file = join(folder, 'plan.json');
  const plan = {
    authority,
    status: join(folder, 'complete'),
    targets: [
      { folder: server, uid, gid, leaves: [{ kind: 'server', name: 'mcp-server' }] },
      {
        folder: edge,
        uid,
        gid,
        leaves: [
          { kind: 'server', name: 'nginx', names: ['edge.example.com'] },
          { kind: 'client', name: 'nginx' },
        ],
      },
      { folder: nobody, uid, gid },
    ],
  };
  writeFileSync(file, JSON.stringify(plan));
  return { file, authority, server, edge, nobody };
}

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** A deployment that runs, and what it says: `said` resolves at the next line that has the text. */
function startDeploy(file: string): {
  said: (text: string) => Promise<void>;
  end: () => Promise<number | null>;
} {
  const child = spawn(process.execPath, [command, 'deploy', '--plan', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    said: async (text) => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`the deployment ended before it said ${text}`);
        if (value.includes(text)) return;
      }
    },
    end: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

describe('sallyport-certs deploy', () => {
  it('hands each folder what belongs there and nothing else, readable by its user alone', async () => {
    const plan = writePlan();
    expect(run('deploy', '--plan', plan.file, '--check').code).toBe(1);
    expect(run('deploy', '--plan', plan.file, '--once')).toMatchObject({ code: 0, err: '' });
    expect(run('deploy', '--plan', plan.file, '--check').code).toBe(0);

    const server = await readServerFiles(plan.server);
    const edge = await readServerFiles(plan.edge, 'nginx');
    await readClientFiles(plan.edge, 'nginx');
    expect(new X509Certificate(edge.cert).subjectAltName).toContain('edge.example.com');
    expect(new X509Certificate(server.cert).checkIssued(new X509Certificate(server.ca))).toBe(true);
    await expect(readClientFiles(plan.server, 'nginx')).rejects.toThrow(/missing/);
    await expect(readServerFiles(plan.nobody)).rejects.toThrow(/missing/);
    for (const folder of [plan.server, plan.edge, plan.nobody]) {
      expect(() => readFileSync(join(folder, 'ca-key.pem'))).toThrow(/ENOENT/);
      expect(() => readFileSync(join(folder, 'issued.json'))).toThrow(/ENOENT/);
    }
    const key = statSync(join(plan.server, 'server', 'key.pem'));
    expect({ uid: key.uid, gid: key.gid, mode: key.mode & 0o777 }).toEqual({ uid, gid, mode: 0o400 });
    expect(statSync(join(plan.server, 'server')).uid).toBe(process.getuid?.());
  });

  it('keeps what is in force at a second start, and hands out what is renewed and revoked while it runs', async () => {
    const plan = writePlan();
    run('deploy', '--plan', plan.file, '--once');
    const first = await readServerFiles(plan.server);
    const deployment = startDeploy(plan.file);
    await deployment.said('are complete');
    expect((await readServerFiles(plan.server)).cert.equals(first.cert)).toBe(true);

    await renew(plan.authority, ['mcp-server']);
    await deployment.said(`handed to ${plan.server}`);
    expect((await readServerFiles(plan.server)).cert.equals(first.cert)).toBe(false);

    // The new list is part of every hand-out; the one of the renewal has to be over first.
    await deployment.said(`handed to ${plan.nobody}`);
    const [revoked] = await revoke(plan.authority, 'nginx');
    await deployment.said(`handed to ${plan.nobody}`);
    const list = parseRevocationList(readFileSync(join(plan.nobody, 'crl.pem')));
    expect(list.serials.has(revoked?.serial ?? '')).toBe(true);
    expect(await deployment.end()).toBe(0);
  });

  it('says what is wrong with a plan', () => {
    const file = join(temporaryFolder(), 'plan.json');
    writeFileSync(file, JSON.stringify({ authority: 'relative', status: '/s', targets: [{}] }));
    expect(run('deploy', '--plan', file)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/"authority" is not an absolute path[\s\S]*README/),
    });
    expect(run('deploy')).toMatchObject({ code: 2, err: expect.stringContaining('--plan FILE') });
    expect(run('deploy', '--plan', `${file}.missing`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be read'),
    });
  });
});

describe('sallyport-certs ensure', () => {
  it('makes everything once, and leaves it be the second time', () => {
    const dir = join(temporaryFolder(), 'certs');
    expect(run('ensure', '--dir', dir).out).toContain('made everything');
    const serial = new X509Certificate(readFileSync(join(dir, 'ca.pem'))).serialNumber;
    expect(run('ensure', '--dir', dir).out).toContain('all is in force');
    expect(new X509Certificate(readFileSync(join(dir, 'ca.pem'))).serialNumber).toBe(serial);
  });

  it.runIf(isRoot)('becomes the owner of the folder when root starts it', () => {
    const dir = join(temporaryFolder(), 'certs');
    mkdirSync(dir);
    chownSync(join(dir, '..'), 12_345, 12_345);
    chownSync(dir, 12_345, 12_345);
    expect(run('ensure', '--dir', dir, '--as-owner')).toMatchObject({ code: 0, err: '' });
    expect(statSync(join(dir, 'ca-key.pem'))).toMatchObject({ uid: 12_345, gid: 12_345 });
  });
});
