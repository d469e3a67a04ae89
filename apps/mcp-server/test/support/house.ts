import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createMtlsFetch, type MtlsFetch } from '@sallyport/agent/mtls';
import { openAuditLog, readEvents, type SecurityEvent } from '@sallyport/audit';
import { initialise } from '@sallyport/certs';
import { temporaryFolder } from '@sallyport/testing';
import { onTestFinished } from 'vitest';
import { startServer, type RunningServer, type ServerOptions } from '../../src/start-server.js';
import { gatedSandbox, type GatedSandbox } from './gated-sandbox.js';

/** A running server, its certificates and what it wrote down. */
export interface House {
  certs: string;
  server: RunningServer;
  origin: string;
  sandbox: GatedSandbox;
  /** The events of kind `certificate` and `mcp-refusal` that refused something. */
  refusals(): Promise<SecurityEvent[]>;
}

/** A fresh certificate folder. */
export async function certificates(clients: string[] = []): Promise<string> {
  const folder = join(temporaryFolder(), 'certs');
  await initialise(folder, { clients });
  return folder;
}

/** A copy of a certificate folder, to be spoilt. */
export function copyOf(certs: string): string {
  const copy = join(temporaryFolder(), 'certs');
  cpSync(certs, copy, { recursive: true });
  return copy;
}

/** Starts the real server on free ports; it ends with the test. */
export async function startHouse(options: Partial<ServerOptions> = {}): Promise<House> {
  const certs = options.certs ?? (await certificates());
  const sandbox = gatedSandbox();
  const folder = temporaryFolder();
  const audit = openAuditLog(folder);
  const server = await startServer({
    certs,
    host: '127.0.0.1',
    port: 0,
    healthPort: 0,
    allowedClients: ['spiffe://sallyport/client/web', 'spiffe://sallyport/client/ask'],
    allowedHosts: ['localhost', '127.0.0.1'],
    sandbox,
    audit,
    results: temporaryFolder(),
    ...options,
  });
  onTestFinished(async () => {
    sandbox.open();
    await server.close();
    audit.close();
  });
  return {
    certs,
    server,
    origin: new URL(server.url).origin,
    sandbox,
    refusals: () => readEvents(folder, { action: 'block' }),
  };
}

/** The agent's own client; it closes with the test. */
export async function clientOf(origin: string, folder: string, clientName = 'web'): Promise<MtlsFetch> {
  const client = await createMtlsFetch({ origin, folder, clientName });
  onTestFinished(() => client.close());
  return client;
}

/** A JSON-RPC request of the older protocol, which needs no handshake with a stateless server. */
export function message(
  method: string,
  params: Record<string, unknown> = {},
): {
  method: 'POST';
  headers: Record<string, string>;
  body: string;
} {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  };
}

/** A call of `run_analysis` in that form. */
export function analysis(code: string): ReturnType<typeof message> {
  return message('tools/call', { name: 'run_analysis', arguments: { code } });
}
