import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from './run-command.js';

/** A server for one test; gives its address. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('sallyport healthcheck', () => {
  it('is 0 for a status 200 of /health, and 1 for everything else', async () => {
    const home = temporaryFolder();
    const well = await listen((request, response) => {
      response.writeHead(request.url === '/health' ? 200 : 404).end('{"status":"healthy"}');
    });
    const ill = await listen((_, response) => void response.writeHead(503).end());
    expect(await runCommand(['healthcheck', '--addr', well], { home })).toMatchObject({ code: 0, error: '' });
    const second = await runCommand(['healthcheck', '--addr', ill], { home });
    expect(second.code).toBe(1);
    expect(second.error).toContain('status 503');
    expect((await runCommand(['healthcheck', '--addr', '127.0.0.1:1'], { home })).code).toBe(1);
    expect((await runCommand(['healthcheck', '--addr', 'a/b'], { home })).code).toBe(2);
  });
});
