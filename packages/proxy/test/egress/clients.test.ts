import { execFile } from 'node:child_process';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { fetch, ProxyAgent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, openAuthority } from '../../src/egress/tls/authority.js';
import { LeafCache } from '../../src/egress/tls/leaves.js';
import { leaks } from './content/inspect.js';
import { local, openOrigin, openProxy, raw, type OpenProxy } from './support/open-proxy.js';

const run = promisify(execFile);
const host = 'origin.test';

interface World {
  readonly proxy: OpenProxy;
  readonly url: string;
  readonly ca: string;
  readonly caFile: string;
  readonly environment: Record<string, string>;
}

/** An origin with TLS, reached by name through a proxy that does not look into tunnels. */
async function openWorld(files: Readonly<Record<string, string | Buffer>>): Promise<World> {
  const folder = temporaryFolder();
  const made = createAuthority({ organisation: 'Test', validityMs: 86_400_000 });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, made.certificate);
  writeFileSync(join(folder, 'ca-key.pem'), made.key, { mode: 0o600 });
  const authority = openAuthority({ certificate: caFile, key: join(folder, 'ca-key.pem') });
  const { context } = await new LeafCache(authority, { leafTime: 3_600_000, leafCache: 2 }).for(host);
  const server = createTlsServer(
    { SNICallback: (_name, done) => done(null, context) },
    (request, response) => {
      const file = files[normalize((request.url ?? '').split('?')[0] ?? '')];
      response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/plain' });
      response.end(file === undefined ? 'not here' : file);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const proxy = await openProxy(local, {
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  const address = `http://127.0.0.1:${proxy.port}`;
  return {
    proxy,
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    ca: made.certificate,
    caFile,
    environment: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      HTTPS_PROXY: address,
      https_proxy: address,
      NO_PROXY: '',
      SSL_CERT_FILE: caFile,
      CURL_CA_BUNDLE: caFile,
      GIT_SSL_CAINFO: caFile,
      NODE_EXTRA_CA_CERTS: caFile,
      npm_config_cafile: caFile,
      npm_config_https_proxy: address,
      npm_config_fetch_retries: '0',
    },
  };
}

describeWith('curl', 'curl', (curl) => {
  it('reaches an origin over a tunnel, and is told why it does not', async () => {
    const { proxy, url, environment } = await openWorld({ '/a': 'hello curl' });
    expect((await run(curl, ['-sS', `${url}/a`], { env: environment })).stdout).toBe('hello curl');
    const refused = await run(curl, ['-sS', '-i', 'https://169.254.169.254/'], { env: environment }).catch(
      (error: { stderr: string; stdout: string }) => error,
    );
    expect(refused.stdout).toContain('x-sallyport-block-reason: SSRF blocked');
    expect((await proxy.events()).at(-1)).toMatchObject({
      action: 'block',
      method: 'CONNECT',
      data: { rule: 'ssrf' },
    });
  });

  it('is not let through with a greeting for another host, nor without TLS', async () => {
    const { proxy, url, caFile, environment } = await openWorld({ '/a': 'fronted' });
    const port = new URL(url).port;
    const fronted = run(
      curl,
      ['-sS', '--cacert', caFile, '--connect-to', `${host}:${port}:other.test:${port}`, `${url}/a`],
      {
        env: environment,
      },
    );
    await expect(fronted).rejects.toThrow('Command failed');
    const plain = await raw(
      proxy.port,
      `CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    );
    expect(plain).toMatch(/^HTTP\/1\.1 200 /);
    const rules = (await proxy.events()).map(({ data }) => data?.['rule']);
    expect(rules).toEqual(['sni-mismatch', 'sni-mismatch']);
  });
});

describeWith('curl', 'curl, over plain HTTP', (curl) => {
  const asks = async (port: number, args: string[], input = ''): Promise<string> => {
    const running = run(curl, ['-sS', '--max-time', '30', '-x', `http://127.0.0.1:${port}`, ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout;
  };

  it('is told to continue, sends chunks, keeps its connection, and is refused before it sends', async () => {
    let served = 0;
    const origin = await openOrigin((request, response) => {
      let length = 0;
      request.on('data', (chunk: Buffer) => (length += chunk.length));
      request.on('end', () => {
        served++;
        response.end(`${request.method ?? ''} ${length}`);
      });
    });
    const { port } = await openProxy(`${local}request_body_scanning: { action: block }\n`);
    const body = 'x'.repeat(300_000);
    const expecting = ['-H', 'Expect: 100-continue', '--data-binary', '@-'];
    expect(await asks(port, [...expecting, origin.url], body)).toBe('POST 300000');
    const chunked = ['-H', 'Transfer-Encoding: chunked', '-T', '-', `${origin.url}/up`];
    expect(await asks(port, chunked, 'y'.repeat(100_000))).toBe('PUT 100000');
    const key = `X-Api-Key: ${leaks['github'] ?? ''}`;
    const refused = await asks(port, [...expecting, '-H', key, '-w', '\n%{size_upload}', origin.url], body);
    expect(refused).toMatch(/^blocked: DLP match[\s\S]*\n0$/);
    const twice = ['-w', ' %{num_connects};', `${origin.url}/1`, `${origin.url}/2`];
    expect(await asks(port, twice)).toBe('GET 0 1;GET 0 0;');
    expect(served).toBe(4);
  });

  it('gets ranges, what comes in chunks, compressed and with trailers, as it was', async () => {
    const file = randomBytes(50_000);
    const page = gzipSync('The harvest was good. '.repeat(2000));
    const origin = await openOrigin((request, response) => {
      if (request.url === '/gzip') {
        response.writeHead(200, {
          'content-type': 'text/plain',
          'content-encoding': 'gzip',
          trailer: 'x-sum',
        });
        response.write(page.subarray(0, 30));
        response.write(page.subarray(30));
        response.addTrailers({ 'x-sum': 'abc' });
        return void response.end();
      }
      const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
      response.writeHead(206, {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${from}-${to}/${file.length}`,
      });
      return void response.end(file.subarray(Number(from), Number(to) + 1));
    });
    const { port } = await openProxy(local);
    const saved = join(temporaryFolder(), 'part');
    await asks(port, ['-r', '100-40099', '-o', saved, origin.url]);
    expect(readFileSync(saved).equals(file.subarray(100, 40_100))).toBe(true);
    await asks(port, ['-H', 'Accept-Encoding: gzip', '-o', saved, `${origin.url}/gzip`]);
    expect(readFileSync(saved).equals(page)).toBe(true);
  });
});

describe('programs', () => {
  it('undici goes through as it is', async () => {
    const { proxy, url, ca } = await openWorld({ '/a': 'hello' });
    const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${proxy.port}`, requestTls: { ca } });
    expect(await (await fetch(`${url}/a`, { dispatcher })).text()).toBe('hello');
    await dispatcher.close();
    expect((await proxy.events()).filter(({ action }) => action === 'block')).toEqual([]);
  });

  it('npm goes through as it is', async () => {
    const dist = { tarball: 'https://origin.test/h.tgz' };
    const version = { name: 'harvest', version: '1.2.3', dist };
    const packument = { name: 'harvest', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version } };
    const { url, environment } = await openWorld({ '/harvest': JSON.stringify(packument) });
    const viewed = await run('npm', ['view', 'harvest', 'version', '--registry', url], {
      cwd: environment['HOME'],
      env: { ...process.env, ...environment },
    });
    expect(viewed.stdout.trim()).toBe('1.2.3');
  });

  it('an upgrade to anything but a WebSocket is refused', async () => {
    const { port } = await openProxy(local);
    const head = 'GET http://127.0.0.1:9/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\nConnection: Upgrade\r\n';
    expect(await raw(port, `${head}Upgrade: h2c\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describeWith('python3', 'python', () => {
  it('urllib goes through as it is', async () => {
    const { url, environment } = await openWorld({ '/a': 'hello' });
    const python = `import urllib.request; print(urllib.request.urlopen(${JSON.stringify(`${url}/a`)}).read().decode())`;
    const ran = await run('python3', ['-c', python], { env: { ...process.env, ...environment } });
    expect(ran.stdout.trim()).toBe('hello');
  });
});

describeWith('git', 'git', () => {
  it('git goes through as it is', async () => {
    const work = temporaryFolder();
    const git = async (...args: string[]): Promise<string> =>
      (await run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: work }))
        .stdout;
    await git('init', '-q', '-b', 'main');
    await git('commit', '-q', '--allow-empty', '-m', 'first');
    await git('update-server-info');
    const head = (await git('rev-parse', 'HEAD')).trim();
    const { url, environment } = await openWorld({
      '/repo.git/info/refs': readFileSync(join(work, '.git/info/refs')),
      '/repo.git/HEAD': readFileSync(join(work, '.git/HEAD')),
    });
    const listed = await run('git', ['ls-remote', `${url}/repo.git`, 'main'], { env: environment });
    expect(listed.stdout).toContain(head);
  });
});

describeWith('chromium', 'Chromium', (chromium) => {
  it('loads a page over a tunnel that is not looked into', async () => {
    const { proxy, url, ca } = await openWorld({ '/page': 'a page of plain words' });
    // Chromium keeps its own list of authorities; the key of this one is named instead.
    const key = createHash('sha256')
      .update(new X509Certificate(ca).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64');
    const { stdout } = await run(chromium, [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${temporaryFolder()}`,
      `--proxy-server=http://127.0.0.1:${proxy.port}`,
      '--proxy-bypass-list=<-loopback>',
      `--ignore-certificate-errors-spki-list=${key}`,
      '--dump-dom',
      `${url}/page`,
    ]);
    expect(stdout).toContain('a page of plain words');
  });
});
