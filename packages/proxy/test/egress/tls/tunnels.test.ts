import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { leaks } from '../content/inspect.js';
import { openOrigin } from '../support/open-proxy.js';
import { between, echo, host, outside } from './between.js';
import { openInterception } from './origins.js';
import { curl } from './programs.js';

const secret = leaks['github'] ?? '';

describe('a tunnel', () => {
  it('to a host of the passthrough list goes untouched', async () => {
    const { proxy, url } = await between(echo, {
      config: '',
    });
    proxy.swap(
      `ssrf: { ip_allowlist: [127.0.0.1] }\nforward_proxy: { enabled: true, ports: [] }\ntls_interception: { enabled: true, passthrough_domains: ["*.example.test"] }\nrequest_body_scanning: { action: block }\n`,
    );
    // The origin's own certificate is seen, so ours does not help and its own does.
    const untouched = join(temporaryFolder(), 'outside.pem');
    writeFileSync(untouched, outside.pem);
    const { out } = await curl({ url: proxy.url, ca: untouched }, ['-d', `k=${secret}`, url]);
    expect(out).toContain('"method":"POST"');
    expect((await curl(proxy, [url])).code).toBe(60);
  });

  it('whose greeting names another host is ended', async () => {
    const { proxy, url } = await between(echo);
    const { port } = new URL(url);
    const names = ['--connect-to', `other.example.test:${port}:${host}:${port}`];
    const { code } = await curl(proxy, [...names, `https://other.example.test:${port}/`]);
    expect(code).not.toBe(0);
    const events = await proxy.events();
    expect(events.map(({ data }) => data?.['rule'])).toContain('sni-mismatch');
  });

  it('in which another Host is asked for is refused', async () => {
    const { proxy, url } = await between(echo);
    for (const version of ['--http1.1', '--http2']) {
      const { out } = await curl(proxy, [version, '-H', 'Host: other.example.test', url]);
      expect(JSON.parse(out)).toMatchObject({ blocked: true, rule: 'host-mismatch' });
    }
  });

  it('in which plain HTTP is spoken is looked into as well', async () => {
    const origin = await openOrigin((request, response) => response.end(request.url));
    const proxy = await openInterception(outside);
    const url = origin.url.replace('127.0.0.1', host);
    expect((await curl(proxy, ['--proxytunnel', `${url}/plain`])).out).toBe('/plain');
    expect((await curl(proxy, ['--proxytunnel', '-d', `k=${secret}`, url])).out).toContain('DLP match');
  });

  it('of a client that does not know the authority is told of', async () => {
    const { proxy, url } = await between(echo);
    const other = join(temporaryFolder(), 'outside.pem');
    writeFileSync(other, outside.pem);
    expect((await curl({ url: proxy.url, ca: other }, [url])).code).toBe(60);
    const events = await proxy.events();
    expect(events.find(({ data }) => data?.['rule'] === 'tls-client')?.message).toContain(
      'sallyport tls show-ca',
    );
  });
});
