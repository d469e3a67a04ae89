import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signRevocationList } from '@sallyport/certs/x509';
import { X509Certificate } from 'node:crypto';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import {
  leafOf,
  openInterception,
  openTlsOrigin,
  outsideAuthority,
  type OriginOptions,
  type Outside,
  type Pair,
} from './origins.js';
import { curl, run } from './programs.js';

const host = 'origin.example.test';
const greeting = 'the origin answers';

const modes = ['strict', 'balanced', 'audit'] as const;

/** Asks an origin that shows a certificate, through the interception, in a mode. */
async function asked(
  outside: Outside,
  pair: Pair,
  mode: (typeof modes)[number],
  { config = '', ...options }: OriginOptions & { config?: string } = {},
): Promise<{ status: string; body: string; served: number }> {
  let served = 0;
  const { port } = await openTlsOrigin(
    pair,
    (_request, response) => {
      served++;
      response.end(greeting);
    },
    options,
  );
  const proxy = await openInterception(outside, {
    config: `mode: ${mode}\napi_allowlist: ["${host}"]\n${config}`,
  });
  const { out, error } = await curl(proxy, ['-w', '\n%{http_code}', `https://${host}:${port}/`]);
  if (out === '') throw new Error(error);
  const at = out.lastIndexOf('\n');
  return { status: out.slice(at + 1), body: out.slice(0, at), served };
}

const outside = outsideAuthority();

describe.each(modes)('in the mode %s', (mode) => {
  it('an upstream whose certificate holds is spoken to', async () => {
    expect(await asked(outside, leafOf(outside, [host]), mode)).toEqual({
      status: '200',
      body: greeting,
      served: 1,
    });
  });

  it.each([
    ['has expired', 'has expired', () => leafOf(outside, [host], { from: -3, to: -1 })],
    ['is not valid yet', 'not valid yet', () => leafOf(outside, [host], { from: 1, to: 3 })],
    ['is for other names', 'other names', () => leafOf(outside, ['other.example.test'])],
    ['is for a name below', 'other names', () => leafOf(outside, [`www.${host}`])],
    ['comes from another authority', 'not trusted', () => leafOf(outsideAuthority('Elsewhere'), [host])],
    ['comes from one of the same name', 'not trusted|signature', () => leafOf(outsideAuthority(), [host])],
  ])('one whose certificate %s is not', async (_, why, pair) => {
    const { status, body, served } = await asked(outside, pair(), mode);
    const answer = JSON.parse(body) as { blocked: boolean; block_reason: string };
    expect({ status, served, blocked: answer.blocked }).toEqual({ status: '502', served: 0, blocked: true });
    expect(answer.block_reason).toMatch(new RegExp(`^TLS to ${host} refused: .*(?:${why})`));
  });

  it('one whose certificate is on a configured list is not', async () => {
    const pair = leafOf(outside, [host]);
    const file = revocationList(outside, [pair]);
    const config = `tls_interception: { enabled: true, crl_file: "${file}" }\n`;
    const { status, body } = await withList(pair, mode, config);
    expect(status).toBe('502');
    expect(body).toContain('was revoked');
  });
});

/** The configuration names the list in the section that the helper writes; so the section is written here. */
async function withList(pair: Pair, mode: string, config: string): Promise<{ status: string; body: string }> {
  const { port } = await openTlsOrigin(pair, (_request, response) => response.end(greeting));
  const proxy = await openInterception(outside, {
    base: '',
    config: `mode: ${mode}\napi_allowlist: ["${host}"]\n${config}`,
  });
  const { out } = await curl(proxy, ['-w', '\n%{http_code}', `https://${host}:${port}/`]);
  const at = out.lastIndexOf('\n');
  return { status: out.slice(at + 1), body: out.slice(0, at) };
}

function revocationList(
  { name, key }: Outside,
  revoked: readonly Pair[],
  nextUpdate = new Date(Date.now() + 3_600_000),
): string {
  const file = join(temporaryFolder(), 'crl.pem');
  const at = new Date();
  const serials = revoked.map(({ cert }) => ({ serial: new X509Certificate(cert).serialNumber, at }));
  const pem = signRevocationList({
    issuerName: name,
    issuerKey: key,
    number: 1,
    thisUpdate: new Date(Date.now() - 3_600_000),
    nextUpdate,
    revoked: serials,
  });
  writeFileSync(file, pem);
  return file;
}

describe('a configured revocation list', () => {
  const listed = (file: string): string => `tls_interception: { enabled: true, crl_file: "${file}" }\n`;

  it('lets pass what it does not name, and what other issuers signed', async () => {
    const other = outsideAuthority('Somebody else');
    for (const file of [revocationList(outside, []), revocationList(other, [leafOf(other, ['x.test'])])]) {
      expect((await withList(leafOf(outside, [host]), 'balanced', listed(file))).status).toBe('200');
    }
  });

  it('that is out of date lets none of its issuer pass', async () => {
    const file = revocationList(outside, [], new Date(Date.now() - 60_000));
    const { status, body } = await withList(leafOf(outside, [host]), 'balanced', listed(file));
    expect({ status, body }).toMatchObject({
      status: '502',
      body: expect.stringContaining('out of date') as string,
    });
  });

  it('of somebody who only calls himself the issuer says nothing', async () => {
    const pair = leafOf(outside, [host]);
    const file = revocationList(outsideAuthority(), [pair]);
    expect((await withList(pair, 'balanced', listed(file))).status).toBe('200');
  });
});

it.each(modes)('an upstream of TLS 1.1 is refused in the mode %s', async (mode) => {
  const { status, body } = await asked(outside, leafOf(outside, [host]), mode, {
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  expect(status).toBe('502');
  expect(body).toContain('TLS to');
});

describeWith('openssl', 'certificates that openssl makes', (openssl) => {
  const made = async (folder: string, ...args: string[]): Promise<void> => {
    const { code, error } = await run(openssl, args, { cwd: folder });
    if (code !== 0) throw new Error(error);
  };

  /** A pair of an authority and a leaf with the given key and digest. */
  async function weak(newKey: readonly string[], digest: string): Promise<{ outside: Outside; pair: Pair }> {
    const { readFileSync } = await import('node:fs');
    const folder = temporaryFolder();
    const names = ['-addext', `subjectAltName=DNS:${host}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
    await made(
      folder,
      'req',
      '-x509',
      '-nodes',
      ...newKey,
      digest,
      '-subj',
      '/CN=weak',
      '-days',
      '2',
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
      ...names,
    );
    const pem = readFileSync(join(folder, 'cert.pem'), 'utf8');
    return {
      outside: { ...outsideAuthority(), pem },
      pair: { cert: pem, key: readFileSync(join(folder, 'key.pem'), 'utf8') },
    };
  }

  it.each(modes)('with a key of 1024 bits are refused in the mode %s, trusted or not', async (mode) => {
    const { outside: trusted, pair } = await weak(['-newkey', 'rsa:1024'], '-sha256');
    const { status, body } = await asked(trusted, pair, mode, { ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(status).toBe('502');
    expect(body).toContain('too weak');
  });

  it.each(modes)('with a signature over SHA-1 are refused in the mode %s', async (mode) => {
    const folder = temporaryFolder();
    const { readFileSync } = await import('node:fs');
    await made(
      folder,
      'req',
      '-x509',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-sha256',
      '-subj',
      '/CN=root',
      '-days',
      '2',
      '-keyout',
      'ca-key.pem',
      '-out',
      'ca.pem',
    );
    await made(
      folder,
      'req',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-subj',
      `/CN=${host}`,
      '-keyout',
      'key.pem',
      '-out',
      'csr.pem',
    );
    writeFileSync(join(folder, 'ext'), `subjectAltName=DNS:${host}\n`);
    await made(
      folder,
      'x509',
      '-req',
      '-sha1',
      '-in',
      'csr.pem',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'ext',
      '-out',
      'cert.pem',
    );
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const { status, body } = await asked(
      { ...outsideAuthority(), pem: read('ca.pem') },
      { cert: read('cert.pem'), key: read('key.pem') },
      mode,
      { ciphers: 'DEFAULT@SECLEVEL=0' },
    );
    expect(status).toBe('502');
    expect(body).toContain('too weak');
  });

  it.each(modes)('signed by themselves are refused in the mode %s', async (mode) => {
    const { pair } = await weak(['-newkey', 'rsa:2048'], '-sha256');
    const { status, body } = await asked(outside, pair, mode);
    expect(status).toBe('502');
    expect(body).toContain('signed by itself');
  });

  /** What a responder says of a certificate, in DER. */
  async function staple(pair: Pair, state: 'V' | 'R', signer = outside): Promise<Buffer> {
    const { readFileSync } = await import('node:fs');
    const folder = temporaryFolder();
    const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    put('ca.pem', outside.pem);
    put('signer.pem', signer.pem);
    put('signer-key.pem', signer.key.export({ type: 'pkcs8', format: 'pem' }).toString());
    put('cert.pem', pair.cert);
    const { serialNumber } = new X509Certificate(pair.cert);
    const revoked = state === 'R' ? '260101000000Z' : '';
    put('index.txt', `${state}\t360101000000Z\t${revoked}\t${serialNumber}\tunknown\t/CN=${host}\n`);
    await made(
      folder,
      'ocsp',
      '-issuer',
      'ca.pem',
      '-cert',
      'cert.pem',
      '-no_nonce',
      '-reqout',
      'request.der',
    );
    await made(
      folder,
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'ca.pem',
      '-rsigner',
      'signer.pem',
      '-rkey',
      'signer-key.pem',
      '-reqin',
      'request.der',
      '-respout',
      'answer.der',
      '-ndays',
      '1',
    );
    return readFileSync(join(folder, 'answer.der'));
  }

  it.each(modes)('whose stapled answer says revoked are refused in the mode %s', async (mode) => {
    const pair = leafOf(outside, [host]);
    const { status, body } = await asked(outside, pair, mode, { staple: await staple(pair, 'R') });
    expect(status).toBe('502');
    expect(body).toContain('was revoked');
  });

  it('whose stapled answer is good, or is none of their issuer, are spoken to', async () => {
    const pair = leafOf(outside, [host]);
    for (const answer of [
      await staple(pair, 'V'),
      await staple(pair, 'R', outsideAuthority()),
      Buffer.from('x'),
    ]) {
      expect((await asked(outside, pair, 'balanced', { staple: answer })).status).toBe('200');
    }
  });
});
