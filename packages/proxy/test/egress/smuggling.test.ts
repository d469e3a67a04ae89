import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { egressLimits } from '../../src/egress/limits.js';
import { ask, local, openOrigin, openProxy, raw } from './support/open-proxy.js';

describe('requests that two servers would read in two ways', () => {
  const cases: [name: string, lines: (host: string) => string][] = [
    [
      'CL.TE',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
    ],
    [
      'TE.CL',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nGPOST / HTTP/1.1\r\n\r\n0\r\n\r\n`,
    ],
    [
      'TE.TE',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    ],
    [
      'TE in disguise',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'TE with a blank before its colon',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'two lengths',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    ],
    [
      'the same length twice',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na`,
    ],
    [
      'a length with a sign',
      (host) => `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: +1\r\n\r\na`,
    ],
    [
      'a list of lengths',
      (host) => `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1, 1\r\n\r\na`,
    ],
    ['bare line feeds', (host) => `GET http://${host}/ HTTP/1.1\nHost: ${host}\n\n`],
    [
      'a bare line feed in a header',
      (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nX-A: b\nTransfer-Encoding: chunked\r\n\r\n`,
    ],
    [
      'a bare carriage return',
      (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nX-A: b\rX-B: c\r\n\r\n`,
    ],
    [
      'a folded header',
      (host) =>
        `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nX-A: b\r\n c\r\nTransfer-Encoding\r\n : chunked\r\n\r\n`,
    ],
    ['a NUL in a header', (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nX-A: b\0c\r\n\r\n`],
    ['two hosts', (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nHost: other.example\r\n\r\n`],
    ['no host', (host) => `GET http://${host}/ HTTP/1.1\r\n\r\n`],
    ['another host', (host) => `GET http://${host}/ HTTP/1.1\r\nHost: other.example\r\n\r\n`],
    [
      'two authorizations',
      (host) =>
        `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n`,
    ],
    [
      'a broken chunk',
      (host) =>
        `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n1;\nxx\r\n0\r\n\r\n`,
    ],
    [
      'TE in HTTP/1.0',
      (host) =>
        `POST http://${host}/ HTTP/1.0\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
  ];

  it.each(cases)('%s: refused, and nothing of it reaches the origin', async (_name, lines) => {
    const seen: string[] = [];
    const origin = await openOrigin((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      request.resume().on('end', () => response.end('ok'));
    });
    const { port } = await openProxy(local);
    const host = origin.url.slice('http://'.length);
    const answered = await raw(port, lines(host));
    expect(answered).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answered).not.toContain('200 OK');
    expect(seen).toEqual([]);
  });

  it('says what the smuggled request would have been once: the connection ends', async () => {
    const seen: string[] = [];
    const origin = await openOrigin((request, response) => {
      seen.push(request.url ?? '');
      response.end('ok');
    });
    const { port, events } = await openProxy(local);
    const host = origin.url.slice('http://'.length);
    const inner = `GET http://${host}/smuggled HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    await raw(
      port,
      `POST http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    );
    expect(seen).toEqual([]);
    expect((await events()).at(-1)).toMatchObject({ action: 'block', data: { rule: 'request-malformed' } });
  });
});

describe('answers that two readers would take for two things', () => {
  const answer = async (...headers: string[]): Promise<number> => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\nab`),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = await openProxy(local);
    const { status } = await ask(port, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return status;
  };

  it.each([
    ['two types', ['Content-Length: 2', 'Content-Type: text/plain', 'Content-Type: image/png']],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 1']],
    ['two destinations', ['Content-Length: 2', 'Location: /a', 'Location: /b']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
  ])('%s are refused', async (_, headers) => {
    expect(await answer(...headers)).toBe(502);
  });

  it('the same twice is once', async () => {
    expect(await answer('Content-Length: 2', 'Content-Type: text/plain', 'Content-Type: text/plain')).toBe(
      200,
    );
  });
});

describe('bounds', () => {
  it('headers that are too long or too many are refused', async () => {
    const { port } = await openProxy(local);
    const long = await raw(
      port,
      `GET /health HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(egressLimits.headerBytes)}\r\n\r\n`,
    );
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    const many = Array.from({ length: egressLimits.headers + 50 }, (_, n) => `X-${n}: a\r\n`).join('');
    const refused = await raw(port, `GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\n${many}\r\n`);
    // Newer Node counts them itself.
    expect(refused).toMatch(/^HTTP\/1\.1 4(?:00|31) /);
  });
});
