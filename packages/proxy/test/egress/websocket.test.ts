import { connect, type Socket } from 'node:net';
import { SeededRandom } from '@sallyport/testing/figures';
import { describe, expect, it, onTestFinished } from 'vitest';
import { injection, leaks } from './content/inspect.js';
import { local, openProxy, type OpenProxy } from './support/open-proxy.js';
import { clientFrame, openSocketServer, serverFrame, type SocketServer } from './support/socket-server.js';

const blocking = `${local}request_body_scanning: { action: block }\nresponse_scanning: { action: block }\n`;
const secret = leaks['github'] ?? '';

/** A client that has shaken hands through the proxy. */
interface Opened {
  readonly proxy: OpenProxy;
  readonly socket: Socket;
  readonly head: string;
  /** What came after the handshake. */
  readonly got: () => Buffer;
  readonly until: (isEnough: (got: Buffer) => boolean) => Promise<Buffer>;
  readonly ended: Promise<Buffer>;
}

async function open(server: SocketServer, config = blocking, offer = ''): Promise<Opened> {
  const proxy = await openProxy(config);
  const { host } = new URL(server.url);
  const socket = connect(proxy.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let got = Buffer.alloc(0);
  const waiting = new Set<() => void>();
  const look = (): void => waiting.forEach((each) => each());
  socket.on('data', (chunk: Buffer) => {
    got = Buffer.concat([got, chunk]);
    look();
  });
  socket.on('error', () => socket.destroy());
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  void closed.then(look);
  const until = (isEnough: (bytes: Buffer) => boolean): Promise<Buffer> =>
    new Promise((resolve) => {
      const each = (): void => {
        if (!socket.destroyed && !isEnough(got)) return;
        waiting.delete(each);
        resolve(got);
      };
      waiting.add(each);
      each();
    });
  socket.write(
    `GET ${server.url} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${offer}\r\n`,
  );
  await until((bytes) => bytes.includes('\r\n\r\n'));
  const at = got.indexOf('\r\n\r\n') + 4;
  const head = got.subarray(0, at).toString();
  got = got.subarray(at);
  return { proxy, socket, head, got: () => got, until, ended: closed.then(() => got) };
}

/** The frames that bytes are, without their masks. */
function framesOf(bytes: Buffer): { opcode: number; payload: Buffer }[] {
  const frames: { opcode: number; payload: Buffer }[] = [];
  for (let at = 0; at + 1 < bytes.length;) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    const isLong = (second & 0x7f) === 126;
    const length = isLong ? bytes.readUInt16BE(at + 2) : second & 0x7f;
    const begin = at + (isLong ? 4 : 2) + (second >= 0x80 ? 4 : 0);
    const mask = second >= 0x80 ? bytes.subarray(begin - 4, begin) : Buffer.alloc(4);
    const masked = bytes.subarray(begin, begin + length);
    const payload = Buffer.from(masked.map((byte, index) => byte ^ (mask[index & 3] ?? 0)));
    frames.push({ opcode: first & 0x0f, payload });
    at = begin + length;
  }
  return frames;
}

/** What the closing frame says with which bytes end. */
function closing(bytes: Buffer): { code: number; reason: string } | undefined {
  const last = framesOf(bytes).at(-1);
  if (last?.opcode !== 8) return undefined;
  return { code: last.payload.readUInt16BE(0), reason: last.payload.subarray(2).toString() };
}

describe('a WebSocket without guile', () => {
  it('passes in the frames it came in, both ways, however the bytes are cut', async () => {
    const random = new SeededRandom(7);
    const sent = Buffer.concat([
      clientFrame(1, 'The harvest was good. '),
      clientFrame(1, 'A long one: ', { isFinal: false }),
      clientFrame(9, 'are you there'),
      clientFrame(0, 'and on it goes. '.repeat(500), { isFinal: false }),
      clientFrame(0, ''),
      clientFrame(2, Buffer.from([1, 2, 3, 255])),
    ]);
    const server = await openSocketServer();
    const { socket } = await open(server);
    for (let at = 0; at < sent.length;) {
      const length = 1 + Math.floor(random.next() * 900);
      await new Promise((resolve) => socket.write(sent.subarray(at, at + length), resolve));
      at += length;
    }
    await server.until((got) => got.length >= sent.length);
    // Pings go ahead of a message that is not whole yet; nothing else moves, and nothing changes.
    const ping = clientFrame(9, 'are you there');
    const without = (bytes: Buffer): string => bytes.toString('latin1').replace(ping.toString('latin1'), '');
    expect(server.got().length).toBe(sent.length);
    expect(without(server.got())).toBe(without(sent));
  });

  it('gets what its server sends, also with the handshake, and is closed by either', async () => {
    const frames = Buffer.concat([serverFrame(1, 'first'), serverFrame(2, 'second'), serverFrame(10, '')]);
    const server = await openSocketServer({ onOpen: (socket) => socket.write(frames) });
    const { until, socket, proxy } = await open(server);
    expect((await until((got) => got.length >= frames.length)).equals(frames)).toBe(true);
    socket.write(clientFrame(8, Buffer.from([0x03, 0xe8])));
    await server.until((got) => got.length >= 8);
    expect(server.got()[0]).toBe(0x88);
    expect((await proxy.events()).filter(({ action }) => action === 'block')).toEqual([]);
  });

  it('is not compressed, whatever its client offers', async () => {
    const server = await openSocketServer();
    const { head } = await open(server, blocking, 'Sec-WebSocket-Extensions: permessage-deflate\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).not.toMatch(/extensions/i);
    expect(server.asked.flat().join(' ')).not.toMatch(/extensions/i);
  });
});

describe('what may not leave', () => {
  const messages: [name: string, frames: readonly Buffer[]][] = [
    ['in a text', [clientFrame(1, `my key is ${secret}`)]],
    ['in JSON', [clientFrame(1, JSON.stringify({ type: 'message', text: secret }))]],
    ['in base64', [clientFrame(1, Buffer.from(secret).toString('base64'))]],
    ['in a binary', [clientFrame(2, Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(secret)]))]],
    [
      'in the frames of one message',
      [clientFrame(1, secret.slice(0, 12), { isFinal: false }), clientFrame(0, secret.slice(12))],
    ],
    [
      'in two messages',
      [
        clientFrame(1, JSON.stringify({ delta: secret.slice(0, 12) })),
        clientFrame(1, JSON.stringify({ delta: secret.slice(12) })),
      ],
    ],
    ['in a ping', [clientFrame(9, secret)]],
    ['in a closing frame', [clientFrame(8, Buffer.concat([Buffer.from([3, 232]), Buffer.from(secret)]))]],
  ];
  it.each(messages)('does not, %s', async (_, frames) => {
    const server = await openSocketServer();
    const { socket, ended, proxy } = await open(server);
    for (const frame of frames) socket.write(frame);
    const told = closing(await ended);
    expect(told?.code).toBe(1008);
    expect(told?.reason).toMatch(/^sallyport: DLP match/);
    await server.until(() => false);
    expect(closing(server.got())?.code).toBe(1008);
    const payloads = framesOf(server.got()).map(({ payload }) => payload.toString());
    expect(payloads.join('')).not.toContain(secret.slice(12));
    const event = (await proxy.events()).find(({ action }) => action === 'block');
    expect(event).toMatchObject({ data: { part: 'request-body' } });
    expect(JSON.stringify(event)).not.toContain(secret);
  });
});

describe('what may not come in', () => {
  it('is not given to the client, and ends the WebSocket', async () => {
    const server = await openSocketServer({
      onOpen: (socket) => {
        socket.write(serverFrame(1, 'A good beginning.'));
        socket.write(serverFrame(1, JSON.stringify({ text: injection })));
        socket.write(serverFrame(1, 'What comes after.'));
      },
    });
    const { ended } = await open(server);
    const got = await ended;
    expect(got.toString('latin1')).toContain('A good beginning.');
    expect(got.toString('latin1')).not.toContain('Ignore all');
    expect(got.toString('latin1')).not.toContain('What comes after');
    expect(closing(got)).toMatchObject({ code: 1008, reason: expect.stringContaining('prompt') as string });
  });

  it('is taken out where the policy strips', async () => {
    const server = await openSocketServer({
      onOpen: (socket) => void socket.write(serverFrame(1, `Hello. ${injection} Goodbye.`)),
    });
    const { until } = await open(server, `${local}response_scanning: { action: strip }\n`);
    const got = (await until((bytes) => bytes.includes('Goodbye'))).toString('latin1');
    expect(got).toContain('Hello.');
    expect(got).not.toContain('Ignore all previous');
  });
});

describe('what is no WebSocket', () => {
  it.each([
    ['bytes that are no frames', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 1002],
    ['a frame without a mask', serverFrame(1, 'plain'), 1002],
    ['a compressed frame', Buffer.from([0xc1, 0x80, 1, 2, 3, 4]), 1002],
    ['a message that begins in the middle', clientFrame(0, 'rest'), 1002],
    ['a ping in parts', clientFrame(9, 'x', { isFinal: false }), 1002],
    [
      'a length in more bytes than it takes',
      Buffer.from([0x81, 0xfe, 0, 5, 1, 2, 3, 4, 0, 0, 0, 0, 0]),
      1002,
    ],
    ['a text that is not UTF-8', clientFrame(1, Buffer.from([0xff, 0xfe, 0xfd])), 1007],
  ])('%s end it, and do not reach the server', async (_, bytes, code) => {
    const server = await openSocketServer();
    const { socket, ended, proxy } = await open(server);
    socket.write(bytes);
    expect(closing(await ended)?.code).toBe(code);
    await server.until(() => false);
    expect(server.got()[0]).toBe(0x88);
    expect((await proxy.events()).at(-1)?.data?.['rule']).toBe('websocket-malformed');
  });

  it('a message that is too long ends it before it is held', async () => {
    const server = await openSocketServer();
    const { socket, ended } = await open(
      server,
      `${local}request_body_scanning: { action: block, max_body_bytes: 2048 }\n`,
    );
    for (let index = 0; index < 5; index++)
      socket.write(clientFrame(index === 0 ? 1 : 0, 'x'.repeat(1000), { isFinal: false }));
    expect(closing(await ended)?.code).toBe(1009);
  });

  it('a server with an extension that nobody asked for is refused', async () => {
    const server = await openSocketServer({ headers: 'Sec-WebSocket-Extensions: permessage-deflate\r\n' });
    expect((await open(server)).head).toMatch(/^HTTP\/1\.1 502 /);
  });
});
