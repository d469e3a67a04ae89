import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsFiles } from '@sallyport/certs';

/** Plain HTTP on the loopback, for a suite that has no client certificate. */
export interface Relay {
  url: string;
  close(): void;
}

/** Hands each request on over mutual TLS, headers as they are, and the answer back as it comes. */
export async function startRelay(origin: string, files: TlsFiles): Promise<Relay> {
  const server: Server = createServer((incoming, outgoing) => {
    const onward = request(
      new URL(incoming.url ?? '/', origin),
      {
        ...files,
        method: incoming.method,
        headers: incoming.headers,
        setHost: false,
        servername: 'localhost',
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', (error) => outgoing.destroy(error));
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
