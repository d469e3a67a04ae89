import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identityUri } from '@sallyport/certs';
import { z } from 'zod';
import { StartError } from './errors.js';

/** The repository's root, seen from `dist/` and from `src/` alike. */
const repository = fileURLToPath(new URL('../../../', import.meta.url));

const port = z.coerce.number().int().min(0).max(65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const schema = z.object({
  SALLYPORT_HOME: z.string().default('.sallyport'),
  SALLYPORT_CERTS: z.string().default('certs'),
  SALLYPORT_DATA: z.string().default(join('apps', 'mcp-server', 'data')),
  MCP_HOST: z.string().default('127.0.0.1'),
  MCP_PORT: port.default(8443),
  MCP_HEALTH_PORT: port.optional(),
  MCP_ALLOWED_CLIENTS: list.default(['web', 'ask']),
  MCP_FORWARDERS: list.default([]),
  MCP_ALLOWED_HOSTS: list.default(['localhost', '127.0.0.1', '[::1]', 'mcp-server']),
  MCP_STATE_FILE: z.string().optional(),
});

/** Where the server listens, what it reads and whom it lets in. */
export interface Environment {
  /** State folder: audit log, converted datasets. `SALLYPORT_HOME`. */
  home: string;
  /** Certificate folder. `SALLYPORT_CERTS`. */
  certs: string;
  /** Folder of datasets. `SALLYPORT_DATA`. */
  data: string;
  /** Address to listen on. `MCP_HOST`; the health port is on the loopback whatever it says. */
  host: string;
  /** `MCP_PORT`; 0 is a free one. */
  port: number;
  /** `MCP_HEALTH_PORT`; the port after `MCP_PORT` unless given, 0 is a free one. */
  healthPort: number;
  /** The SPIFFE identities that are let in. `MCP_ALLOWED_CLIENTS`: URIs, or names of clients of our own authority. */
  allowedClients: string[];
  /** The reverse proxies that hand on the certificates of their clients, named in the same way. `MCP_FORWARDERS`. */
  forwarders: string[];
  /** The names that a Host header may carry. `MCP_ALLOWED_HOSTS`. */
  allowedHosts: string[];
  /** Where the state file goes; undefined for none. `MCP_STATE_FILE`, `none` for none. */
  stateFile: string | undefined;
}

/**
 * Reads the environment; empty variables count as absent.
 *
 * @throws StartError that names the variables that are wrong
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartError(
      `The environment cannot be used. ${faults.join('; ')}.`,
      'Correct or unset these variables.',
    );
  }
  const values = parsed.data;
  const home = resolve(repository, values.SALLYPORT_HOME);
  return {
    home,
    certs: resolve(repository, values.SALLYPORT_CERTS),
    data: resolve(repository, values.SALLYPORT_DATA),
    host: values.MCP_HOST,
    port: values.MCP_PORT,
    healthPort: values.MCP_HEALTH_PORT ?? portAfter(values.MCP_PORT),
    allowedClients: values.MCP_ALLOWED_CLIENTS.map(identity),
    forwarders: values.MCP_FORWARDERS.map(identity),
    allowedHosts: values.MCP_ALLOWED_HOSTS,
    stateFile: stateFile(values.MCP_STATE_FILE, home),
  };
}

function identity(client: string): string {
  return client.includes('://') ? client : identityUri({ kind: 'client', name: client });
}

function portAfter(main: number): number {
  return main === 0 || main === 65_535 ? 0 : main + 1;
}

function stateFile(value: string | undefined, home: string): string | undefined {
  if (value === 'none') return undefined;
  return value ? resolve(repository, value) : join(home, 'mcp-server.json');
}
