import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTracingDisabled, type MCPServer } from '@openai/agents';

const require = createRequire(import.meta.url);

/** The programs of the official servers, as they are installed here. */
export function officialServer(name: 'everything' | 'filesystem' | 'memory' | 'sequential-thinking'): string {
  const manifest = require.resolve(`@modelcontextprotocol/server-${name}/package.json`);
  return join(dirname(manifest), 'dist', 'index.js');
}

/** Where an example works: a folder of its own, which goes with it. */
export interface Place {
  /** For the example's files. */
  folder: string;
  /** `SALLYPORT_HOME` of the example: its pins and its log. */
  home: string;
}

/** Runs an example in a new folder, and takes the folder away. Tracing to OpenAI is off. */
export async function runExample(work: (place: Place) => Promise<void>): Promise<void> {
  setTracingDisabled(true);
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-example-'));
  try {
    await work({ folder, home: join(folder, '.sallyport') });
    process.stdout.write('verified\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Connects servers, works with them, and closes them all, whatever happens. */
export async function withServers(servers: readonly MCPServer[], work: () => Promise<void>): Promise<void> {
  try {
    await Promise.all(servers.map((server) => server.connect()));
    await work();
  } finally {
    await Promise.allSettled(servers.map((server) => server.close()));
  }
}

/** Tells what was found to be so; ends the example with an error where it is not. */
export function verify(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`Not so: ${what}`);
  process.stdout.write(`  so it is: ${what}\n`);
}
