import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { fetch, ProxyAgent, WebSocket } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { injection, leaks } from '../content/inspect.js';
import { between, echo } from './between.js';
import type { Interception } from './origins.js';
import { curl, run } from './programs.js';

function dispatcherOf({ url, ca }: Interception): ProxyAgent {
  const agent = new ProxyAgent({ uri: url, requestTls: { ca: readFileSync(ca) } });
  onTestFinished(() => agent.destroy());
  return agent;
}

const secret = leaks['github'] ?? '';

describeWith('curl', 'curl', () => {
  it.each([
    ['--http1.1', '1.1'],
    ['--http2', '2'],
  ])('with %s gets its answers, and its refusals as JSON', async (version, spoken) => {
    const { proxy, url } = await between(echo);
    const fine = await curl(proxy, [version, '-w', '\n%{http_version}', `${url}/a/b?c=d`]);
    const [body = '', used] = fine.out.split('\n');
    expect(used).toBe(spoken);
    expect(JSON.parse(body)).toMatchObject({ method: 'GET', url: '/a/b?c=d' });

    const refused = await curl(proxy, [version, '-w', '\n%{http_code}', '-d', `k=${secret}`, url]);
    const [answer = '', status] = refused.out.split('\n');
    expect(status).toBe('403');
    expect(JSON.parse(answer)).toMatchObject({
      blocked: true,
      block_reason: expect.stringContaining('DLP match') as string,
    });
    expect(refused.out).not.toContain(secret);
  });

  it('keeps one connection for several requests, a refused one among them', async () => {
    const { proxy, url } = await between(echo);
    const { out } = await curl(proxy, [
      '--http2',
      '-w',
      '%{num_connects} ',
      '-o',
      '/dev/null',
      `${url}/1`,
      '-o',
      '/dev/null',
      `${url}/?k=${secret}`,
      '-o',
      '/dev/null',
      `${url}/3`,
    ]);
    const connects = out.trim().split(' ').map(Number);
    expect(connects.slice(1)).toEqual([0, 0]);
  });

  it('waits for 100 Continue, and is refused before it sends anything where the headers are', async () => {
    const { proxy, url } = await between(echo);
    const body = 'x'.repeat(300_000);
    const expecting = [
      '--http1.1',
      '-H',
      'Expect: 100-continue',
      '--data-binary',
      '@-',
      '-w',
      '\n%{size_upload}',
    ];
    const sent = await curl(proxy, [...expecting, url], body);
    expect(sent.out).toContain(`"length":${body.length}`);
    const refused = await curl(proxy, [...expecting, '-H', `X-Api-Key: ${secret}`, url], body);
    expect(refused.out).toContain('"blocked":true');
    expect(refused.out.split('\n').at(-1)).toBe('0');
  });

  it('gets ranges, and sends what is chunked', async () => {
    const file = randomBytes(50_000);
    const { proxy, url } = await between((request, response) => {
      if (request.method === 'PUT') return echo(request, response);
      const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
      const part = file.subarray(Number(from), Number(to) + 1);
      response.writeHead(206, {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${from}-${to}/${file.length}`,
        'content-length': part.length,
      });
      response.end(part);
      return undefined;
    });
    const saved = join(temporaryFolder(), 'part');
    await curl(proxy, ['-r', '100-40099', '-o', saved, url]);
    expect(readFileSync(saved).equals(file.subarray(100, 40_100))).toBe(true);
    const chunked = await curl(
      proxy,
      ['--http1.1', '-H', 'Transfer-Encoding: chunked', '-T', '-', `${url}/up`],
      'y'.repeat(100_000),
    );
    expect(chunked.out).toContain('"length":100000');
  });

  it('downloads 200 MB while the proxy’s memory stays as it is', async () => {
    const block = randomBytes(1024 * 1024);
    const blocks = 200;
    const { proxy, url } = await between((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': blocks * block.length,
      });
      const send = async (): Promise<void> => {
        for (let index = 0; index < blocks; index++) {
          if (!response.write(block))
            await new Promise<void>((resolve) => response.once('drain', () => resolve()));
        }
        response.end();
      };
      void send();
    });
    let most = 0;
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    const { out } = await curl(proxy, [
      '--http1.1',
      '--max-time',
      '240',
      '-o',
      '/dev/null',
      '-w',
      '%{size_download}',
      url,
    ]);
    clearInterval(watch);
    expect(Number(out)).toBe(blocks * block.length);
    expect((most - before) / block.length).toBeLessThan(150);
  }, 300_000);
});

describeWith('git', 'git', () => {
  it('clones over HTTPS', async () => {
    const folder = temporaryFolder();
    const source = join(folder, 'source');
    mkdirSync(source);
    const git = async (cwd: string, args: readonly string[], proxied?: Interception): Promise<void> => {
      const { code, error } = await run('git', args, {
        cwd,
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          GIT_CONFIG_NOSYSTEM: '1',
          ...(proxied === undefined ? {} : { https_proxy: proxied.url, GIT_SSL_CAINFO: proxied.ca }),
        },
      });
      if (code !== 0) throw new Error(error);
    };
    writeFileSync(join(source, 'notes.txt'), 'kept in git\n');
    await git(source, ['init', '-q']);
    await git(source, ['add', '.']);
    await git(source, ['-c', 'user.name=T', '-c', 'user.email=t@example.test', 'commit', '-qm', 'one']);
    await git(folder, ['clone', '-q', '--bare', source, 'served.git']);
    await git(join(folder, 'served.git'), ['update-server-info']);
    const { proxy, url } = await between((request, response) => {
      const path = join(folder, (request.url.split('?')[0] ?? '').replaceAll('..', ''));
      if (!existsSync(path)) return void response.writeHead(404).end();
      return void response.end(readFileSync(path));
    });
    await git(folder, ['clone', '-q', `${url}/served.git`, 'cloned'], proxy);
    expect(readFileSync(join(folder, 'cloned', 'notes.txt'), 'utf8')).toBe('kept in git\n');
  });
});

describeWith('python3', 'python', () => {
  it('asks with urllib, and reads why it was refused', async () => {
    const { proxy, url } = await between(echo);
    const script = `
import json, sys, urllib.request, urllib.error
print(json.load(urllib.request.urlopen(sys.argv[1] + "/x"))["url"])
try:
    urllib.request.urlopen(sys.argv[1], data=json.dumps({"key": sys.argv[2]}).encode())
except urllib.error.HTTPError as error:
    print(error.code, json.load(error)["blocked"])
`;
    const { out, error } = await run('python3', ['-c', script, url, secret], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        https_proxy: proxy.url,
        SSL_CERT_FILE: proxy.bundle,
      },
    });
    expect({ out, error }).toEqual({ out: '/x\n403 True\n', error: '' });
  });
});

describe('npm', () => {
  it('reads of a package', async () => {
    const dist = { tarball: 'https://origin.example.test/h.tgz' };
    const version = { name: 'harvest', version: '1.2.3', dist };
    const packument = { name: 'harvest', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version } };
    const { proxy, url } = await between((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument));
    });
    const folder = temporaryFolder();
    const { out } = await run('npm', ['view', 'harvest', 'version', '--registry', url], {
      cwd: folder,
      env: {
        ...process.env,
        HOME: folder,
        npm_config_https_proxy: proxy.url,
        npm_config_cafile: proxy.bundle,
        npm_config_fetch_retries: '0',
      },
    });
    expect(out.trim()).toBe('1.2.3');
  });
});

describe('undici', () => {
  it('asks often over one tunnel', async () => {
    const { proxy, url, connections } = await between(echo);
    const dispatcher = dispatcherOf(proxy);
    for (let index = 0; index < 20; index++) {
      const answer = await fetch(`${url}/${index}`, { dispatcher, method: 'POST', body: 'b'.repeat(index) });
      expect(await answer.json()).toMatchObject({ url: `/${index}`, length: index });
    }
    expect(connections()).toBe(1);
    const refused = await fetch(url, { dispatcher, method: 'POST', body: JSON.stringify({ secret }) });
    expect(refused.status).toBe(403);
  });

  it('is given no page that steers its reader', async () => {
    const { proxy, url } = await between((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<p>${injection}</p>`);
    });
    const answer = await fetch(url, { dispatcher: dispatcherOf(proxy) });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      blocked: true,
      block_reason: expect.stringContaining('prompt injection') as string,
    });
  });

  it('gets events one by one', async () => {
    let more: (text: string) => void = () => undefined;
    const { proxy, url } = await between((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      more = (text) => response.write(text);
      more('data: {"delta":"one"}\n\n');
    });
    const answer = await fetch(url, { dispatcher: dispatcherOf(proxy) });
    const reader = answer.body?.getReader();
    for (const word of ['one', 'two', 'three']) {
      if (word !== 'one') more(`data: {"delta":"${word}"}\n\n`);
      const { value } = (await reader?.read()) ?? {};
      expect(Buffer.from(value as Uint8Array).toString()).toBe(`data: {"delta":"${word}"}\n\n`);
    }
    await reader?.cancel();
  });

  it('opens a WebSocket', async () => {
    const { proxy, url } = await between(echo, {
      onUpgrade: (request, socket) => {
        const key = String(request.headers['sec-websocket-key']);
        const accept = createHash('sha1')
          .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
          .digest('base64');
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
        );
        socket.write(Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('hello')]));
        socket.on('error', () => socket.destroy());
      },
    });
    const socket = new WebSocket(url.replace('https', 'wss'), { dispatcher: dispatcherOf(proxy) });
    const message = await new Promise((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => resolve(data));
      socket.addEventListener('error', () => reject(new Error('no socket')));
    });
    expect(message).toBe('hello');
    socket.close();
  });
});

describeWith('chromium', 'Chromium', (chromium) => {
  it('loads a page and what it asks for, over h2', async () => {
    const { proxy, url } = await between((request, response) => {
      if (request.url === '/data.json')
        return void response.end(JSON.stringify({ version: request.httpVersion }));
      response.setHeader('content-type', 'text/html');
      return void response.end(
        '<!doctype html><title>t</title><p id="p">…</p><script>fetch("/data.json").then((r) => r.json()).then((d) => { document.title = "loaded"; p.textContent = "loaded over " + d.version; });</script>',
      );
    });
    // Chromium keeps its own list of authorities; the key of ours is named instead.
    const { publicKey } = new X509Certificate(readFileSync(proxy.ca));
    const key = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64');
    const { out, error } = await run(chromium, [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${temporaryFolder()}`,
      `--proxy-server=${proxy.url}`,
      '--proxy-bypass-list=<-loopback>',
      `--ignore-certificate-errors-spki-list=${key}`,
      '--virtual-time-budget=20000',
      '--dump-dom',
      url,
    ]);
    expect(`${out}${error.slice(-500)}`).toContain('loaded over');
  });
});
