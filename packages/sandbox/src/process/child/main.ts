import { Console } from 'node:console';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { onTypeScriptLoad, preloadTypeScript } from '../../language/index.js';
import type { ChildReply, ChildRequest, IngestRequest } from '../protocol.js';
import { runRequest, selfTest } from './run-request.js';

// The one process in which guest programs run and data files are parsed. It takes one JSON line per request from
// standard input, and ends when that ends. Standard output belongs to the replies alone.
globalThis.console = new Console(process.stderr, process.stderr);
Object.defineProperty(process, 'stdout', { value: process.stderr });
// A terminal's Ctrl-C goes to the whole group; the parent decides when we end.
process.on('SIGINT', () => {});

function send(reply: ChildReply): void {
  const bytes = Buffer.from(`${JSON.stringify(reply)}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // A full pipe to a slow reader: try again.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

type Numbered<Request> = Request & { id: number };

function answer(request: Numbered<ChildRequest>): void {
  if (request.kind === 'ingest') {
    void ingest(request).then(send);
    return;
  }
  const { id } = request;
  try {
    send({ kind: 'run', id, reply: runRequest(request) });
  } catch (error) {
    send({ kind: 'fault', id, message: messageOf(error) });
  }
}

/** Converts files. What that takes is loaded by the first request: a child for programs starts the sooner without it. */
async function ingest(request: Numbered<IngestRequest>): Promise<ChildReply> {
  const { id } = request;
  const { ingestFiles } = await import('../../datasets/ingest.js');
  const { UnreadableError } = await import('../../datasets/unreadable-error.js');
  try {
    return { kind: 'ingest', id, profile: ingestFiles(request) };
  } catch (error) {
    return {
      kind: error instanceof UnreadableError ? 'unreadable' : 'fault',
      id,
      message: messageOf(error),
    };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Quiet time after which a child uses its leisure to load the TypeScript parser: it is large, and few programs need it. */
const leisureMs = 2000;
let leisure: NodeJS.Timeout | undefined;

function waitForRequest(): void {
  leisure ??= setTimeout(preloadTypeScript, leisureMs).unref();
  leisure.refresh();
}

onTypeScriptLoad((kind) => send({ kind }));
selfTest();
createInterface({ input: process.stdin })
  .on('line', (line) => {
    answer(JSON.parse(line) as Numbered<ChildRequest>);
    waitForRequest();
  })
  .on('close', () => process.exit(0));
send({ kind: 'ready' });
waitForRequest();
