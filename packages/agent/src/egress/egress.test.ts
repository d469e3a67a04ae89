import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BlockedError, fetchThroughSallyport, sallyportDispatcher } from './index.js';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const blocked = {
  url: 'http://a.example',
  agent: 'a',
  blocked: true,
  block_reason: 'DLP match: a key',
  hint: 'Do not.',
};

describe('fetchThroughSallyport', () => {
  it('tells why something was blocked, though the status is an error', async () => {
    const proxy = await serve((asked, response) => {
      expect(asked.headers['x-sallyport-agent']).toBe('reader');
      response.writeHead(403, { 'x-sallyport-event': 'E1' }).end(JSON.stringify(blocked));
    });
    const fetching = fetchThroughSallyport('http://a.example/', {
      fetchUrl: `${proxy}/fetch`,
      agent: 'reader',
    });
    await expect(fetching).rejects.toMatchObject({ status: 403, hint: 'Do not.', eventId: 'E1' });
    await expect(fetching).rejects.toThrow('Sallyport blocked this: DLP match: a key');
    const error: unknown = await fetching.catch((thrown: unknown) => thrown);
    expect(BlockedError.isInstance(error)).toBe(true);
  });

  it('gives the page, and encodes the address whole', async () => {
    const proxy = await serve((asked, response) => {
      expect(new URL(asked.url ?? '', 'http://x').searchParams.get('url')).toBe(
        'http://a.example/?b=1&c=2#d',
      );
      const page = {
        url: 'http://a.example/end',
        status_code: 200,
        content_type: 'text/html',
        title: 't',
        content: 'c',
        blocked: false,
      };
      response.end(JSON.stringify(page));
    });
    const page = await fetchThroughSallyport('http://a.example/?b=1&c=2#d', { fetchUrl: `${proxy}/fetch` });
    expect(page).toEqual({
      url: 'http://a.example/end',
      status: 200,
      contentType: 'text/html',
      title: 't',
      content: 'c',
    });
  });

  it('says so where Sallyport is not there', async () => {
    const fetching = fetchThroughSallyport('http://a.example/', { fetchUrl: 'http://127.0.0.1:1/fetch' });
    await expect(fetching).rejects.toThrow('Start it: sallyport run');
  });
});

describe('sallyportDispatcher', () => {
  it('sends requests to the proxy, with the name of the agent', async () => {
    const seen: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on('connect', (asked, socket) => {
      seen.push(asked.url, asked.headers['x-sallyport-agent']?.toString());
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const uri = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const dispatcher = sallyportDispatcher({ proxy: uri, agent: 'writer' });
    await expect(request('https://a.example/', { dispatcher })).rejects.toThrow('403');
    await dispatcher.close();
    expect(seen).toEqual(['a.example:443', 'writer']);
  });
});
