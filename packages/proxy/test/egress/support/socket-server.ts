import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

/** One frame as a server would send it. */
export function serverFrame(opcode: number, payload: string | Buffer, { isFinal = true } = {}): Buffer {
  const bytes = Buffer.from(payload as string);
  const length =
    bytes.length < 126
      ? Buffer.from([bytes.length])
      : Buffer.from([126, bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([Buffer.from([(isFinal ? 0x80 : 0) | opcode]), length, bytes]);
}

/** The same as a client would, under a mask. */
export function clientFrame(opcode: number, payload: string | Buffer, { isFinal = true } = {}): Buffer {
  const plain = serverFrame(opcode, payload, { isFinal });
  const start = plain[1] === 126 ? 4 : 2;
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  const masked = Buffer.from(plain.subarray(start).map((byte, index) => byte ^ (mask[index & 3] ?? 0)));
  const head = Buffer.from(plain.subarray(0, start));
  head[1] = (head[1] ?? 0) | 0x80;
  return Buffer.concat([head, mask, masked]);
}

/** A server of WebSockets that keeps all that it gets. */
export interface SocketServer {
  readonly url: string;
  /** The bytes of the client after the handshake. */
  readonly got: () => Buffer;
  /** The handshakes, as lists of their headers' names and values. */
  readonly asked: string[][];
  /** Waits until so many bytes have come, or the connection is closed. */
  readonly until: (isEnough: (got: Buffer) => boolean) => Promise<void>;
}

/** Opens one; `onOpen` says what it sends, `headers` what its answer says besides. */
export async function openSocketServer({
  onOpen = () => undefined,
  onData = () => undefined,
  headers = '',
}: {
  onOpen?: (socket: Duplex) => void;
  onData?: (socket: Duplex, chunk: Buffer) => void;
  headers?: string;
} = {}): Promise<SocketServer> {
  const server = createServer();
  let got = Buffer.alloc(0);
  const asked: string[][] = [];
  const waiting = new Set<() => void>();
  let isClosed = false;
  const look = (): void => waiting.forEach((each) => each());
  server.on('upgrade', (request, socket) => {
    asked.push(request.rawHeaders);
    const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${headers}\r\n`,
    );
    onOpen(socket);
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
      onData(socket, chunk);
      look();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      isClosed = true;
      look();
    });
    socket.on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/socket`,
    got: () => got,
    asked,
    until: (isEnough) =>
      new Promise((resolve) => {
        const each = (): void => {
          if (!isClosed && !isEnough(got)) return;
          waiting.delete(each);
          resolve();
        };
        waiting.add(each);
        each();
      }),
  };
}
