import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { freePort } from '@sallyport/testing/figures';
import { expect, it, vi } from 'vitest';
import { initialise, readClientFiles, revoke } from '../src/index.js';

describeWith('openssl', 'OpenSSL', (openssl) => {
  const accepts = (folder: string, leaf: string, purpose: string): boolean => {
    const files = ['-CAfile', join(folder, 'ca.pem'), '-CRLfile', join(folder, 'crl.pem')];
    try {
      execFileSync(
        openssl,
        ['verify', '-x509_strict', '-crl_check', '-purpose', purpose, ...files, join(folder, leaf)],
        {
          stdio: 'pipe',
        },
      );
      return true;
    } catch {
      return false;
    }
  };

  it('accepts the authority and every leaf strictly for its own purpose, and none that was revoked', async () => {
    const folder = temporaryFolder();
    await initialise(folder, { clients: ['reports'] });
    await revoke(folder, 'reports');

    expect(accepts(folder, 'ca.pem', 'crlsign')).toBe(true);
    expect(accepts(folder, 'server/cert.pem', 'sslserver')).toBe(true);
    expect(accepts(folder, 'clients/web/cert.pem', 'sslclient')).toBe(true);
    expect(accepts(folder, 'server/cert.pem', 'sslclient')).toBe(false);
    expect(accepts(folder, 'clients/web/cert.pem', 'sslserver')).toBe(false);
    expect(accepts(folder, 'clients/reports/cert.pem', 'sslclient')).toBe(false);
  });
});

describeWith('nginx', 'nginx', (nginx) => {
  it('answers a client in force, and refuses a revoked one and one without a certificate', async () => {
    const folder = temporaryFolder();
    await initialise(folder, { clients: ['reports'] });
    await revoke(folder, 'reports');
    const port = await freePort();
    const child = startNginx(nginx, folder, port);
    try {
      await vi.waitFor(async () => expect(await statusFor(folder, port, 'web')).toBe(200), {
        timeout: 10_000,
      });
      expect(await statusFor(folder, port, 'reports')).toBe(400);
      expect(await statusFor(folder, port, undefined)).toBe(400);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
});

function startNginx(nginx: string, folder: string, port: number): ReturnType<typeof spawn> {
  mkdirSync(join(folder, 'nginx'));
  const configuration = join(folder, 'nginx', 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/nginx/${name};`)
    .join(' ');
  writeFileSync(
    configuration,
    `daemon off; pid ${folder}/nginx/pid; error_log stderr; events {}
     http { access_log off; ${temporary}
       server { listen 127.0.0.1:${port} ssl; ssl_protocols TLSv1.3;
         ssl_certificate ${folder}/server/cert.pem; ssl_certificate_key ${folder}/server/key.pem;
         ssl_client_certificate ${folder}/ca.pem; ssl_crl ${folder}/crl.pem; ssl_verify_client on;
         location / { return 200 "ok"; } } }`,
  );
  return spawn(nginx, ['-c', configuration, '-e', 'stderr'], { stdio: 'ignore' });
}

async function statusFor(
  folder: string,
  port: number,
  client: string | undefined,
): Promise<number | undefined> {
  const { ca, cert, key } = await readClientFiles(folder, client ?? 'web');
  const identity = client ? { cert, key } : {};
  return new Promise((resolve, reject) => {
    const call = request(
      { host: 'localhost', port, path: '/', ca, ...identity, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    call.once('error', reject);
    call.end();
  });
}
