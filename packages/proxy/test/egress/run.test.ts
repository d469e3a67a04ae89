import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvents } from '@sallyport/audit';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../commands/run-command.js';
import { ask, fetchPage, local, openOrigin, raw } from './support/open-proxy.js';
import { startRun } from './support/running.js';

describe('sallyport run', () => {
  it('serves, tells how it is, reads its file anew, keeps the old one where the new is bad, and stops cleanly', async () => {
    const home = temporaryFolder();
    const file = join(home, 'sallyport.yaml');
    const origin = await openOrigin((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('there'),
    );
    writeFileSync(file, local);
    const running = await startRun(home, ['--config', file]);
    const { port } = running;
    expect((await fetchPage(port, origin.url)).answer['content']).toBe('there');
    const health = JSON.parse((await ask(port, '/health')).body) as Record<string, unknown>;
    expect(health).toMatchObject({
      status: 'healthy',
      mode: 'balanced',
      forward_proxy_enabled: true,
      kill_switch_active: false,
    });
    expect((await runCommand(['healthcheck', '--addr', `127.0.0.1:${port}`], { home })).code).toBe(0);
    writeFileSync(
      join(home, 'other.yaml'),
      local.replace('fetch_proxy: {', `fetch_proxy: { listen: "127.0.0.1:${port}",`),
    );
    expect((await runCommand(['healthcheck', '--config', 'other.yaml'], { home })).out).toContain(
      `127.0.0.1:${port} is well`,
    );

    writeFileSync(`${file}.new`, `${local}mode: strict\napi_allowlist: [only.example]\n`);
    renameSync(`${file}.new`, file);
    await running.said(/read anew: mode strict/);
    const refused = await fetchPage(port, origin.url);
    expect([refused.status, refused.answer['block_reason']]).toEqual([
      403,
      'domain is not on the allowlist: 127.0.0.1',
    ]);
    writeFileSync(file, 'mode: nonsense\n');
    await running.said(/cannot be used, and the one before stays in force/);
    expect((await fetchPage(port, origin.url)).status).toBe(403);
    writeFileSync(file, local);
    running.process.kill('SIGHUP');
    await running.said(/read anew: mode balanced/);
    expect((await fetchPage(port, origin.url)).status).toBe(200);

    running.process.kill('SIGUSR2');
    await running.said(/kill switch is on/);
    expect((await fetchPage(port, origin.url)).status).toBe(503);
    expect((await ask(port, `${origin.url}/`)).status).toBe(503);
    expect(await raw(port, 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 503/,
    );
    const stats = JSON.parse((await ask(port, '/stats')).body) as { requests: { blocked: number } };
    expect(stats.requests.blocked).toBeGreaterThan(1);
    const metrics = (await ask(port, '/metrics')).body;
    expect(metrics).toMatch(
      /^sallyport_requests_total\{door="fetch",result="allowed",agent="anonymous"\} 2$/m,
    );
    expect(metrics).toMatch(/^sallyport_request_duration_seconds_count \d+$/m);

    running.process.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    const events = await readEvents(join(home, 'audit'), { kind: 'egress' });
    expect(events.filter(({ action }) => action === 'block').length).toBeGreaterThan(3);
    expect((await runCommand(['verify-log'], { home })).code).toBe(0);
    expect((await runCommand(['logs', '--filter', 'egress'], { home })).out).toContain('allowlist');
    expect((await runCommand(['healthcheck', '--addr', `127.0.0.1:${port}`], { home })).code).toBe(1);
  });

  it('serves its metrics at a port of their own, and there alone, where it is told to', async () => {
    const home = temporaryFolder();
    const file = join(home, 'sallyport.yaml');
    writeFileSync(file, `${local}metrics_listen: "127.0.0.1:0"\n`);
    const running = await startRun(home, ['--config', file]);
    const line = await running.said(/metrics/);
    const metrics = Number(/metrics at \S*:(\d+)/.exec(line)?.[1]);
    const quiet = (await ask(metrics, '/metrics')).body;
    expect(quiet).toMatch(/^# TYPE sallyport_blocks_total counter$/m);
    expect(quiet).toMatch(/^sallyport_open_tunnels 0$/m);
    expect(quiet).toMatch(/^sallyport_request_duration_seconds_count 0$/m);
    expect(quiet).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect((await ask(running.port, 'http://169.254.169.254/')).status).toBe(403);
    expect((await ask(metrics, '/metrics')).body).toMatch(/^sallyport_blocks_total\{rule="ssrf"/m);
    expect(JSON.parse((await ask(metrics, '/stats')).body)).toHaveProperty('requests');
    for (const path of ['/fetch', '/health', '/api/v1/scan', 'http://127.0.0.1:1/'])
      expect((await ask(metrics, path)).status).toBe(404);
    for (const path of ['/metrics', '/stats']) expect((await ask(running.port, path)).status).toBe(404);
    expect((await ask(running.port, '/health')).status).toBe(200);
    running.process.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it.each([
    [['--mode', 'lax'], /--mode is balanced, strict, audit/],
    [['--mode', 'strict'], /api_allowlist/],
    [['--listen', 'nowhere'], /--listen is HOST:PORT/],
    [['--config', 'missing.yaml'], /There is no configuration/],
  ])('does not start with %j', async (args, said) => {
    const ran = await runCommand(['run', ...args], { home: temporaryFolder() });
    expect(ran.code).toBe(2);
    expect(ran.error).toMatch(said);
  });
});

describe('sallyport exec', () => {
  it('gives a program every variable of the proxy and of the authority, and its exit code back', async () => {
    const home = temporaryFolder();
    expect((await runCommand(['tls', 'init'], { home })).code).toBe(0);
    const script = 'process.stdout.write(JSON.stringify(process.env)); process.exit(7)';
    const ran = await runCommand(
      ['exec', '--quiet', '--proxy', 'http://127.0.0.1:9', '--', process.execPath, '-e', script],
      { home },
    );
    expect(ran.code).toBe(7);
    const environment = JSON.parse(ran.out) as Record<string, string>;
    for (const name of [
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'http_proxy',
      'https_proxy',
      'ALL_PROXY',
      'npm_config_https_proxy',
    ])
      expect([name, environment[name]]).toEqual([name, 'http://127.0.0.1:9']);
    expect(environment['NODE_USE_ENV_PROXY']).toBe('1');
    expect(environment['JAVA_TOOL_OPTIONS']).toContain('-Dhttps.proxyPort=9');
    expect(environment['JAVA_TOOL_OPTIONS']).toContain(
      `"-Djavax.net.ssl.trustStore=${join(home, 'ca-bundle.jks')}"`,
    );
    const own = readFileSync(join(home, 'ca.pem'), 'utf8').trim();
    expect(readFileSync(environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8').trim()).toBe(own);
    for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'GIT_SSL_CAINFO'])
      expect(readFileSync(environment[name] ?? '', 'utf8')).toContain(own);
  });

  it('warns of what it does not cover', async () => {
    const home = temporaryFolder();
    const ran = await runCommand(
      ['exec', '--proxy', 'http://127.0.0.1:9', '--', process.execPath, '-e', '0'],
      { home },
    );
    expect(ran.error).toContain('nothing answers at http://127.0.0.1:9');
    expect(ran.error).toMatch(/does not read HTTP_PROXY|go past the variables/);
  });
});
