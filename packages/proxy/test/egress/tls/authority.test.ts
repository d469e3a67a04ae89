import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { createAuthority, openAuthority } from '../../../src/egress/tls/authority.js';
import { authorityFiles, writeAuthority } from '../../../src/egress/tls/authority-files.js';
import { LeafCache } from '../../../src/egress/tls/leaves.js';
import { trustStore } from '../../../src/command/tls/trust-store.js';
import { runCommand } from '../../commands/run-command.js';
import { run } from './programs.js';

const day = 86_400_000;

function written(): ReturnType<typeof authorityFiles> {
  const files = authorityFiles(temporaryFolder());
  writeAuthority(files, createAuthority({ organisation: 'Test', validityMs: day }), { force: false });
  return files;
}

describe('sallyport tls init', () => {
  it('makes the authority, its key for its owner alone, and never over one that is there', async () => {
    const home = join(temporaryFolder(), 'home');
    const made = await runCommand(['tls', 'init'], { home, folder: '/' });
    expect(made).toMatchObject({ code: 0, error: '' });
    const files = authorityFiles(home);
    expect(statSync(files.key).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const key = readFileSync(files.key, 'utf8');
    expect(made.out).not.toContain(key.split('\n')[1]);

    const again = await runCommand(['tls', 'init'], { home });
    expect(again.code).toBe(1);
    expect(again.error).toContain('is there already');
    expect(readFileSync(files.key, 'utf8')).toBe(key);

    expect((await runCommand(['tls', 'init', '--force'], { home })).code).toBe(0);
    expect(readFileSync(files.key, 'utf8')).not.toBe(key);
  });

  it('writes a bundle of the trust anchors of the system and of its own', async () => {
    const home = temporaryFolder();
    await runCommand(['tls', 'init', '--org', 'Acme', '--validity', '30d'], { home });
    const bundle = readFileSync(authorityFiles(home).bundle, 'utf8');
    const anchors = bundle.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
    expect(anchors.length).toBeGreaterThan(20);
    const own = new X509Certificate(anchors.at(-1) ?? '');
    expect(own.subject).toContain('Acme interception authority');
    expect(new Date(own.validTo).getTime() - Date.now()).toBeLessThan(30 * day + 1);
  });

  it.each([
    ['--validity', '31y'],
    ['--validity', 'soon'],
    ['--org', 'x'.repeat(40)],
    ['--org', 'a\nb'],
  ])('refuses %s %s', async (option, value) => {
    expect((await runCommand(['tls', 'init', option, value], { home: temporaryFolder() })).code).toBe(2);
  });
});

describe('sallyport tls show-ca', () => {
  it('prints the certificate and its fingerprint, and nothing of the key', async () => {
    const home = temporaryFolder();
    await runCommand(['tls', 'init'], { home });
    const { out, code } = await runCommand(['tls', 'show-ca'], { home });
    expect(code).toBe(0);
    const { fingerprint256 } = new X509Certificate(out);
    expect(out).toContain(`# SHA-256 ${fingerprint256}`);
    expect(out).not.toContain('PRIVATE');
  });

  it('says what to do where there is none', async () => {
    const { code, error } = await runCommand(['tls', 'show-ca'], { home: temporaryFolder() });
    expect(code).toBe(1);
    expect(error).toContain('sallyport tls init');
  });
});

describe('sallyport tls install-ca', () => {
  it('says what it would do, as the system has it', async () => {
    const home = temporaryFolder();
    await runCommand(['tls', 'init'], { home });
    const { out, code } = await runCommand(['tls', 'install-ca', '--print'], { home });
    // A system whose store is not known says so.
    expect(code === 1 || out.includes(join(home, 'ca.pem'))).toBe(true);
    const debian = trustStore('linux', (path) => path === '/usr/local/share/ca-certificates');
    expect(debian?.commands('/home/a b/ca.pem')).toEqual([
      "sudo install -m 0644 '/home/a b/ca.pem' /usr/local/share/ca-certificates/sallyport.crt",
      'sudo update-ca-certificates',
    ]);
    expect(trustStore('linux', () => false)).toBeUndefined();
    expect(trustStore('darwin', () => false)?.commands('/c.pem')[0]).toContain('add-trusted-cert');
  });
});

describe('an authority', () => {
  it('is not used when its key is open to others, another’s, or none', () => {
    const files = written();
    chmodSync(files.key, 0o644);
    expect(() => openAuthority(files)).toThrow('chmod 600');
    expect(() => openAuthority({ ...written(), key: written().key })).toThrow('is not the ECDSA key');
    const broken = written();
    writeFileSync(broken.key, 'secret words');
    expect(() => openAuthority(broken)).toThrow('is not what its name says');
    expect(() => openAuthority(broken)).not.toThrow('secret words');
  });
});

describeWith('openssl', 'leaves', (openssl) => {
  it.each(['example.test', 'xn--bcher-kva.example', '192.0.2.7', '2001:db8::7', `${'a.'.repeat(60)}test`])(
    'for %s pass openssl verify -x509_strict',
    async (host) => {
      const files = written();
      const leaves = new LeafCache(openAuthority(files), { leafTime: day, leafCache: 10 });
      const { chain } = await leaves.for(host);
      const leaf = join(temporaryFolder(), 'leaf.pem');
      writeFileSync(leaf, chain);
      const named = /[:]|^[\d.]+$/.test(host) ? ['-verify_ip', host] : ['-verify_hostname', host];
      const { out, error } = await run(openssl, [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        ...named,
        '-CAfile',
        files.certificate,
        leaf,
      ]);
      expect(`${out}${error}`).toContain('OK');
    },
  );
});

describe('the cache of leaves', () => {
  it('keeps as many as it may, gives the same again, and renews what nears its end', async () => {
    const authority = openAuthority(written());
    const leaves = new LeafCache(authority, { leafTime: day, leafCache: 3 });
    const [first, again] = await Promise.all([leaves.for('a.test'), leaves.for('a.test')]);
    expect(again).toBe(first);
    for (const host of ['b.test', 'c.test', 'a.test', 'd.test']) await leaves.for(host);
    expect(leaves.size).toBe(3);
    expect(leaves.made).toBe(4);
    await leaves.for('a.test');
    expect(leaves.made).toBe(4);
    await leaves.for('b.test');
    expect(leaves.made).toBe(5);

    const brief = new LeafCache(authority, { leafTime: 0, leafCache: 3 });
    await brief.for('a.test');
    await brief.for('a.test');
    expect(brief.made).toBe(2);
  });

  it('gives each leaf a serial number of its own', async () => {
    const leaves = new LeafCache(openAuthority(written()), { leafTime: day, leafCache: 100 });
    const chains = await Promise.all(Array.from({ length: 50 }, (_, index) => leaves.for(`h${index}.test`)));
    const serials = new Set(chains.map(({ chain }) => new X509Certificate(chain).serialNumber));
    expect(serials.size).toBe(50);
  });
});
