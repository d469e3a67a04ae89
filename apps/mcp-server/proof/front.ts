import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { McpServer } from '@modelcontextprotocol/server';
import { openAuditLog } from '@sallyport/audit';
import { initialise, issue } from '@sallyport/certs';
import { startServer } from '../src/start-server.js';
import { launchNginx, type FrontDoor } from '../test/support/nginx-process.js';

/** An MCP server of this app's hosting, and nginx before it, with certificates of their own. */
export interface Front {
  certs: string;
  /** The MCP server itself. */
  origin: string;
  /** nginx before it. */
  door: FrontDoor;
  close(): Promise<void>;
}

/** Starts both in a folder. @param build the MCP server of a request. */
export async function openFront(nginx: string, folder: string, build: () => McpServer): Promise<Front> {
  const certs = join(folder, 'certs');
  await initialise(certs, { clients: ['nginx'] });
  await issue(certs, { kind: 'server', name: 'nginx' });
  const audit = openAuditLog(join(folder, 'audit'));
  const server = await startServer({
    certs,
    host: '127.0.0.1',
    port: 0,
    healthPort: 0,
    allowedClients: ['spiffe://sallyport/client/web'],
    forwarders: ['spiffe://sallyport/client/nginx'],
    allowedHosts: ['localhost', '127.0.0.1', 'mcp-server'],
    // The fixture has no programs to run.
    sandbox: {
      datasets: () => [],
      describe: unused,
      run: unused,
    },
    audit,
    results: join(folder, 'results'),
    build,
  });
  const origin = new URL(server.url).origin;
  const place = join(folder, 'nginx');
  mkdirSync(place);
  const door = await launchNginx({
    program: nginx,
    folder: place,
    certs,
    upstream: origin,
    clients: ['web'],
  });
  return {
    certs,
    origin,
    door,
    close: async () => {
      await door.stop();
      await server.close();
      audit.close();
    },
  };
}

function unused(): never {
  throw new Error('nothing is asked of the sandbox here');
}
