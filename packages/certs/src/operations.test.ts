import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, vi } from 'vitest';
import {
  CertificateErrorCode,
  describe as describeFolder,
  ensureCertificates,
  identityOf,
  initialise,
  issue,
  parseRevocationList,
  readClientFiles,
  renew,
  revoke,
  verify,
  watchCertificates,
} from './index.js';

const pem = (...parts: string[]): string => readFileSync(join(...parts), 'utf8');

describe('initialise', () => {
  it('makes an authority, a server leaf and two client leaves, with the keys for the owner alone', async () => {
    const folder = temporaryFolder();
    await initialise(folder);

    expect(await verify(folder)).toEqual([]);
    const names = (await describeFolder(folder)).map(({ kind, name, state }) => `${kind} ${name} ${state}`);
    expect(names).toEqual([
      'authority Sallyport certificate authority in force',
      'server mcp-server in force',
      'client web in force',
      'client ask in force',
    ]);
    for (const key of ['ca-key.pem', 'server/key.pem', 'clients/web/key.pem']) {
      expect(statSync(join(folder, key)).mode & 0o777).toBe(0o600);
    }
  });

  it('gives each leaf its names and one purpose', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    const server = new X509Certificate(pem(folder, 'server', 'cert.pem'));
    const web = new X509Certificate(pem(folder, 'clients', 'web', 'cert.pem'));

    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(web.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    for (const host of ['localhost', 'mcp-server', 'nginx']) expect(server.checkHost(host)).toBe(host);
    for (const address of ['127.0.0.1', '::1']) expect(server.checkIP(address)).toBe(address);
    expect(server.checkHost('example.com')).toBeUndefined();
    expect(identityOf(web)).toMatchObject({
      name: 'web',
      uris: ['spiffe://sallyport/client/web'],
      dnsNames: ['web'],
    });
    expect(web.serialNumber).not.toBe(server.serialNumber);
    expect(web.ca).toBe(false);
  });

  it('never overwrites unasked', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    const before = pem(folder, 'ca.pem');

    await expect(initialise(folder)).rejects.toMatchObject({ code: CertificateErrorCode.AlreadyExists });
    await expect(issue(folder, { kind: 'client', name: 'web' })).rejects.toMatchObject({
      code: CertificateErrorCode.AlreadyExists,
    });
    expect(pem(folder, 'ca.pem')).toBe(before);
    await initialise(folder, { overwrite: true });
    expect(pem(folder, 'ca.pem')).not.toBe(before);
    expect(await verify(folder)).toEqual([]);
  });

  it('refuses names that would leave the folder or spoil a certificate', async () => {
    const folder = temporaryFolder();
    for (const name of ['../web', 'a/b', '', 'Web', 'a,URI:spiffe://sallyport/client/web', 'x'.repeat(64)]) {
      await expect(initialise(folder, { clients: [name] })).rejects.toMatchObject({
        code: CertificateErrorCode.NameInvalid,
      });
    }
  });
});

describe('revoke', () => {
  it('puts the serial on a list that counts upwards, and leaves others alone', async () => {
    const folder = temporaryFolder();
    await initialise(folder, { clients: ['reports'] });
    expect(parseRevocationList(pem(folder, 'crl.pem')).serials.size).toBe(0);

    const [entry] = await revoke(folder, 'reports');
    const list = parseRevocationList(pem(folder, 'crl.pem'));
    expect([...list.serials]).toEqual([entry?.serial]);
    expect(list.nextUpdate.getTime()).toBeGreaterThan(Date.now());
    expect((await verify(folder)).map((problem) => problem.message)).toEqual(['is revoked']);
    await expect(revoke(folder, 'reports')).rejects.toMatchObject({ code: CertificateErrorCode.NameUnknown });
  });

  it('is not undone by ensureCertificates, only by issuing anew', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    await revoke(folder, 'web');
    const before = pem(folder, 'clients', 'web', 'cert.pem');

    expect(await ensureCertificates(folder)).toEqual({ created: false, renewed: [] });
    expect(pem(folder, 'clients', 'web', 'cert.pem')).toBe(before);
    await issue(folder, { kind: 'client', name: 'web' }, { overwrite: true });
    expect(await verify(folder)).toEqual([]);
  });
});

describe('ensureCertificates', () => {
  it('makes everything once, also when several ask at the same time', async () => {
    const folder = temporaryFolder();
    const results = await Promise.all(Array.from({ length: 4 }, () => ensureCertificates(folder)));

    expect(results.filter((result) => result.created)).toHaveLength(1);
    expect(await verify(folder)).toEqual([]);
  });

  it('renews a leaf of which less than a third remains, and one whose file is gone', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    await issue(folder, { kind: 'client', name: 'web' }, { overwrite: true, validityMs: 60_000 });

    expect(await ensureCertificates(folder)).toEqual({ created: false, renewed: ['web'] });
    expect(await ensureCertificates(folder, ['reports'])).toEqual({ created: false, renewed: ['reports'] });
    expect(await verify(folder)).toEqual([]);
  });

  it('mends what a killed process left halfway: a new key beside the old certificate', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    copyFileSync(join(folder, 'clients', 'ask', 'key.pem'), join(folder, 'clients', 'web', 'key.pem'));

    expect(await ensureCertificates(folder)).toEqual({ created: false, renewed: ['web'] });
    expect(await verify(folder)).toEqual([]);
  });

  it('takes over the lock of a process that is gone', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    writeFileSync(join(folder, '.lock'), '2147483646');
    expect(await ensureCertificates(folder)).toEqual({ created: false, renewed: [] });
  });
});

describe('renew', () => {
  it('gives every leaf a new key and serial, and readers a pair that fits at any moment', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    const before = await readClientFiles(folder, 'web');
    let renewing = true;
    const reading = (async () => {
      let count = 0;
      while (renewing) {
        await readClientFiles(folder, 'web');
        count += 1;
      }
      return count;
    })();
    for (let round = 0; round < 5; round += 1) await renew(folder, ['web']);
    renewing = false;

    expect(await reading).toBeGreaterThan(0);
    const after = await readClientFiles(folder, 'web');
    expect(after.key.equals(before.key)).toBe(false);
    expect(identityOf(after.cert).serial).not.toBe(identityOf(before.cert).serial);
    await expect(renew(folder, ['nobody'])).rejects.toMatchObject({ code: CertificateErrorCode.NameUnknown });
  });
});

describe('watchCertificates', () => {
  it('calls back once for a renewal of many files, and for none after it is closed', async () => {
    const folder = temporaryFolder();
    await initialise(folder);
    let calls = 0;
    const watch = watchCertificates(folder, () => (calls += 1));
    await renew(folder);
    await vi.waitFor(() => expect(calls).toBeGreaterThan(0), { timeout: 5_000 });
    watch.close();
    const before = calls;
    await renew(folder);
    expect(calls).toBe(before);
  });
});
