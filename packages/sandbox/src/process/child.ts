import { Console } from 'node:console';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { preloadTypeScript } from '../language/index.js';
import { ingestFile } from '../datasets/ingest.js';
import type { ChildReply, ChildRequest } from './protocol.js';
import { selfTest, runRequest } from './run-request.js';

// The one process in which guest programs run and data files are parsed. It takes one JSON line per request from
// standard input, and ends when that ends. Standard output belongs to the replies alone.
globalThis.console = new Console(process.stderr, process.stderr);

function send(reply: ChildReply): void {
  const bytes = Buffer.from(`${JSON.stringify(reply)}\n`);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // A full pipe to a slow reader: try again.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

function answer(request: ChildRequest): ChildReply {
  const { id } = request;
  try {
    return request.kind === 'run'
      ? { kind: 'run', id, reply: runRequest(request) }
      : { kind: 'ingest', id, result: ingestFile(request) };
  } catch (error) {
    return { kind: 'fault', id, message: error instanceof Error ? error.message : String(error) };
  }
}

selfTest();
preloadTypeScript();
createInterface({ input: process.stdin })
  .on('line', (line) => send(answer(JSON.parse(line) as ChildRequest)))
  .on('close', () => process.exit(0));
send({ kind: 'ready' });
