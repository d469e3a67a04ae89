import { readFileSync } from 'node:fs';
import {
  connect as connectHttp2,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
} from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describeWith } from '@sallyport/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leaks } from '../content/inspect.js';
import { between, host, outside } from './between.js';
import { leafOf, openInterception, type Interception, type Listener } from './origins.js';
import { curl } from './programs.js';

const secret = leaks['github'] ?? '';

/** A message as gRPC frames it: not compressed, its length, its bytes. */
function framed(text: string): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(Buffer.byteLength(text), 1);
  return Buffer.concat([head, Buffer.from(text)]);
}

/** A session with the origin through the proxy. */
async function session(proxy: Interception, url: string): Promise<ClientHttp2Session> {
  const { port } = new URL(url);
  const raw = connectTcp(proxy.port, '127.0.0.1');
  raw.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`);
  await new Promise((resolve) => raw.once('data', resolve));
  const socket = connectTls({
    socket: raw,
    servername: host,
    ca: readFileSync(proxy.ca),
    ALPNProtocols: ['h2'],
  });
  const opened = connectHttp2(`https://${host}:${port}`, { createConnection: () => socket });
  opened.on('error', () => opened.destroy());
  onTestFinished(() => opened.destroy());
  return opened;
}

interface Called {
  headers: IncomingHttpHeaders;
  trailers: IncomingHttpHeaders;
  body: string;
}

/** Opens a call: its headers are sent, its messages are not. */
function openCall(opened: ClientHttp2Session, more: Record<string, string> = {}): ClientHttp2Stream {
  return opened.request({
    ':method': 'POST',
    ':path': '/harvest.Harvest/Get',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...more,
  });
}

function call(opened: ClientHttp2Session, text: string, more?: Record<string, string>): Promise<Called> {
  const stream = openCall(opened, more);
  stream.end(framed(text));
  return new Promise((resolve, reject) => {
    const called: Called = { headers: {}, trailers: {}, body: '' };
    stream.on('response', (headers) => (called.headers = headers));
    stream.on('trailers', (trailers) => (called.trailers = trailers));
    stream.on('data', (chunk: Buffer) => (called.body += chunk.toString('latin1')));
    stream.on('error', reject);
    stream.on('close', () => resolve(called));
  });
}

const service: Listener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/grpc' });
    response.write(framed(`over ${request.httpVersion}, te ${String(request.headers.te)}: `));
    response.write(Buffer.concat(chunks));
    response.addTrailers({ 'grpc-status': '0', 'grpc-message': 'fine' });
    response.end();
  });
};

describe('gRPC', () => {
  it('goes over h2 to its server, and gets its trailers back', async () => {
    const { proxy, url, connections } = await between(service);
    const opened = await session(proxy, url);
    for (let round = 0; round < 3; round++) {
      const { headers, trailers, body } = await call(opened, `wheat ${round}`);
      expect(headers[':status']).toBe(200);
      expect(body).toContain('over 2.0, te trailers');
      expect(body).toContain(`wheat ${round}`);
      expect(trailers).toMatchObject({ 'grpc-status': '0', 'grpc-message': 'fine' });
    }
    expect(connections()).toBe(1);
  });

  it('that fails with headers alone gets them with the end of the stream', async () => {
    const { proxy, url } = await between((request, response) => {
      request.resume();
      response.stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' },
        { endStream: true },
      );
    });
    const opened = await session(proxy, url);
    const stream = openCall(opened);
    stream.end(framed('x'));
    const flags = await new Promise((resolve) =>
      stream.on('response', (headers, bits) => resolve([headers['grpc-status'], bits & 1])),
    );
    expect(flags).toEqual(['5', 1]);
  });

  it('talks both ways at a time', async () => {
    const { proxy, url } = await between((request, response) => {
      response.writeHead(200, { 'content-type': 'application/grpc' });
      request.on('data', (chunk: Buffer) => response.write(chunk));
      request.on('end', () => {
        response.addTrailers({ 'grpc-status': '0' });
        response.end();
      });
    });
    const opened = await session(proxy, url);
    const stream = openCall(opened);
    const ended = new Promise<IncomingHttpHeaders>((resolve) => stream.on('trailers', resolve));
    for (const word of ['one', 'two', 'three']) {
      const answered = new Promise<Buffer>((resolve) => stream.once('data', resolve));
      stream.write(framed(word));
      expect((await answered).subarray(5).toString()).toBe(word);
    }
    stream.end();
    expect((await ended)['grpc-status']).toBe('0');
  });

  it('is refused with a secret in it, and says why', async () => {
    let served = 0;
    const { proxy, url } = await between((request, response) => {
      request.on('data', (chunk: Buffer) => (served += chunk.length));
      request.on('error', () => response.destroy());
    });
    const { headers, body } = await call(await session(proxy, url), `key ${secret}`);
    expect(headers[':status']).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ blocked: true });
    expect(served).toBe(0);
  });

  it('is not let through compressed, which could not be looked at', async () => {
    const { proxy, url } = await between((request, response) => {
      response.writeHead(200, { 'content-type': 'application/grpc' });
      response.addTrailers({
        'grpc-status': '0',
        accepts: request.headers['grpc-accept-encoding'] ?? 'none',
      });
      response.end();
    });
    const opened = await session(proxy, url);
    const asked = { 'grpc-accept-encoding': 'gzip' };
    expect((await call(opened, 'x', { ...asked, 'grpc-encoding': 'gzip' })).headers[':status']).toBe(403);
    expect((await call(opened, 'x', asked)).trailers).toMatchObject({ accepts: 'none' });
  });

  it('is told where its server speaks no h2', async () => {
    const { createServer } = await import('node:https');
    const server = createServer(leafOf(outside, [host]), (_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const proxy = await openInterception(outside);
    const { headers, body } = await call(await session(proxy, `https://${host}:${port}`), 'x');
    expect(headers[':status']).toBe(502);
    expect(body).toContain('does not speak HTTP/2');
  });
});

describeWith('curl', 'curl', () => {
  it('is shown the trailers of what it asks over h2, and of what comes in chunks', async () => {
    const { proxy, url } = await between((request, response) => {
      if (request.headers['content-type'] === 'application/grpc') return service(request, response);
      response.writeHead(200, { trailer: 'x-sum', 'content-type': 'application/octet-stream' });
      response.write(Buffer.alloc(5000, 7));
      response.addTrailers({ 'x-sum': 'abc' });
      return void response.end();
    });
    const grpc = [
      '--http2',
      '-D',
      '-',
      '-o',
      '/dev/null',
      '-H',
      'Content-Type: application/grpc',
      '-H',
      'TE: trailers',
    ];
    const asked = await curl(proxy, [...grpc, '--data-binary', '@-', url], framed('wheat'));
    expect(asked.out).toContain('grpc-status: 0');
    for (const version of ['--http1.1', '--http2']) {
      const { out } = await curl(proxy, [version, '-D', '-', '-o', '/dev/null', `${url}/sum`]);
      expect(out).toMatch(/x-sum: abc/i);
    }
  });
});
