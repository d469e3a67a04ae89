import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { expect, it } from 'vitest';
import { runCommand } from '../../commands/run-command.js';
import { leaks } from '../content/inspect.js';
import { ask } from '../support/open-proxy.js';
import { between, echo, host } from './between.js';
import { curl } from './programs.js';
import { describeWith } from '@sallyport/testing';

/** The forms in which a key could be written somewhere. */
function formsOf(pem: string): Buffer[] {
  const key = createPrivateKey(pem);
  const scalar = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const texts = [scalar, der, key.export({ type: 'sec1', format: 'der' })].flatMap((bytes) => [
    bytes.toString('base64').slice(4, 40),
    bytes.toString('base64url').slice(4, 40),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ]);
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('---'));
  return [scalar, ...[...texts, ...lines, 'PRIVATE KEY'].map((text) => Buffer.from(text))];
}

/** All that a TLS client is sent in a handshake through the proxy. */
function handshake(port: number, target: string, servername: string): Promise<Buffer> {
  const raw = connectTcp(port, '127.0.0.1');
  const got: Buffer[] = [];
  raw.on('data', (chunk: Buffer) => got.push(chunk));
  raw.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  return new Promise((resolve) => {
    raw.once('data', () => {
      const socket = connectTls({ socket: raw, servername, rejectUnauthorized: false });
      const end = (): void => {
        raw.destroy();
        resolve(Buffer.concat(got));
      };
      socket.once('secureConnect', end).once('error', end);
    });
  });
}

describeWith('curl', 'the key of the authority', () => {
  it('is in its file, and in nothing that is written, answered, shown or sent', async () => {
    const { proxy, url } = await between(echo);
    const key = readFileSync(join(proxy.home, 'ca-key.pem'), 'utf8');
    const forms = formsOf(key);
    const { host: target } = new URL(url);

    const seen: [where: string, what: Buffer][] = [];
    const see = (where: string, what: string | Buffer): void =>
      void seen.push([where, Buffer.from(what as string)]);
    for (const args of [
      [`${url}/a`],
      ['--http1.1', '-i', '-d', `k=${leaks['github'] ?? ''}`, url],
      ['-i', 'https://[::1]:1/'],
    ])
      see('an answer', (await curl(proxy, args)).out);
    see('a handshake', await handshake(proxy.port, target, host));
    see('a handshake that fails', await handshake(proxy.port, target, 'other.example.test'));
    for (const path of ['/health', '/stats', '/metrics', '/nowhere', '/ca-key.pem'])
      see(path, JSON.stringify(await ask(proxy.port, path)));
    for (const command of [
      ['tls', 'show-ca'],
      ['tls', 'install-ca', '--print'],
      ['tls', 'init'],
      ['exec', '--proxy', proxy.url, '--print'],
      ['exec', '--proxy', proxy.url, '--quiet', '--', process.execPath, '-e', 'console.log(process.env)'],
      ['logs', '--filter', 'egress'],
    ]) {
      const { out, error } = await runCommand(command, { home: proxy.home });
      see(`sallyport ${command.slice(0, 2).join(' ')}`, out + error);
    }
    for (const entry of readdirSync(proxy.home, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && entry.name !== 'ca-key.pem') see(file, readFileSync(file));
    }

    expect(seen.length).toBeGreaterThan(15);
    const told = seen.filter(([, what]) => forms.some((form) => what.includes(form))).map(([where]) => where);
    expect(told).toEqual([]);
    // The look is not blind: it finds the key where it is.
    expect(forms.some((form) => Buffer.from(key).includes(form))).toBe(true);
  });
});
