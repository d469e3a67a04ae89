import { join, resolve } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import { createGuard, createPinStore, presets } from '@sallyport/guard';
import { assembleBackend } from './assemble.js';
import type { Backend, BackendOptions } from './backend-types.js';
import { openDatabase } from './conversations/database.js';
import { limits } from './limits.js';
import { openConnection } from './mcp/connect.js';
import { secretsOf } from './mcp/secrets-of.js';

/**
 * Connects an application to the analyst. The MCP server need not run yet: it is called when it is first needed, and a
 * run that cannot reach it says so.
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { home, certs, clientName, mcpUrl, environment = {} } = options;
  const allLimits = { ...limits, ...options.limits };
  const database = await openDatabase(home, environment);
  const audit = openAuditLog(join(home, 'audit'));
  const connection = openConnection({ mcpUrl, certs, clientName, limits: allLimits });
  return assembleBackend({
    server: connection.server,
    guard: createGuard({
      policy: presets[options.preset ?? 'strict'],
      audit,
      pins: createPinStore(join(home, 'pins')),
      source: 'agent',
    }),
    audit,
    database,
    environment,
    limits: allLimits,
    mcpUrl,
    clientName,
    reports: {
      folder: resolve(options.reports ?? join(home, 'reports')),
      home,
      protect: secretsOf(environment),
    },
    peer: () => connection.peer(),
    closeConnection: () => connection.close(),
  });
}
