import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A model server that takes every question and never finishes its answer. */
export interface SilentModel {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  stop: () => Promise<void>;
}

/** Starts it on a free port: an answer begins, and then nothing more comes. */
export async function startSilentModel(): Promise<SilentModel> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
