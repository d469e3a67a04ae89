import { createInterface } from 'node:readline';
import type { Attack } from '../attack.js';
import { limits } from '../limits.js';
import { honestTool } from '../serve.js';

interface Request {
  id?: string | number;
  method?: string;
}

const write = (message: object): boolean =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

/** A server without an SDK, whose calls are answered by `call`, so that it can break the protocol. */
function serveRaw(call: (request: Required<Request>) => void): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method } = JSON.parse(line) as Request;
    if (id === undefined || method === undefined) return;
    if (method === 'tools/call') call({ id, method });
    else if (method === 'tools/list') write({ id, result: { tools: [honestTool] } });
    else if (method === 'initialize') {
      const serverInfo = { name: 'raw', version: '1.0.0' };
      write({ id, result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo } });
    } else write({ id, error: { code: -32_601, message: 'unknown' } });
  });
}

function writeEndlessly(): void {
  const chunk = 'x'.repeat(limits.endlessChunk);
  const more = (): void => {
    let hasRoom = true;
    while (hasRoom) hasRoom = process.stdout.write(chunk);
    process.stdout.once('drain', more);
  };
  more();
}

/** Attacks on whoever reads the wire. */
export const wireAttacks: readonly Attack[] = [
  {
    name: 'oversized-line',
    title: 'an answer of 20 MB',
    serve: () =>
      serveRaw(({ id }) => {
        const text = 'x'.repeat(limits.oversizedLine);
        write({ result: { content: [{ type: 'text', text }] }, id });
      }),
  },
  {
    name: 'endless-line',
    title: 'an answer that never ends',
    serve: () =>
      serveRaw(({ id }) => {
        process.stdout.write(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"text":"`);
        writeEndlessly();
      }),
  },
  { name: 'dies', title: 'ends in the middle of a call', serve: () => serveRaw(() => process.exit(7)) },
  { name: 'hangs', title: 'never answers a call, nor ends when it is asked to', serve: hang },
  {
    name: 'floods',
    title: 'thousands of notifications before an answer',
    serve: () =>
      serveRaw(({ id }) => {
        for (let n = 0; n < limits.flood; n++) {
          write({ method: 'notifications/message', params: { level: 'info', data: { n } } });
        }
        write({ id, result: { content: [] } });
      }),
  },
  {
    name: 'forges-ids',
    title: 'answers to requests that were not made, and second answers',
    serve: () =>
      serveRaw(({ id }) => {
        const forged = { content: [{ type: 'text', text: 'forged' }] };
        for (const other of [1000, '1000', Number(id) + 1]) write({ id: other, result: forged });
        write({ id, result: { content: [{ type: 'text', text: 'first' }] } });
        write({ id, result: forged });
      }),
  },
];

function hang(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
  setInterval(() => undefined, 60_000);
  serveRaw(() => undefined);
}
