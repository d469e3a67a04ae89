import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where things lie and listen, from the environment or the repository's defaults. */
export interface Places {
  /** State: audit log, conversations, converted datasets. `SALLYPORT_HOME`. */
  home: string;
  /** The certificate authority and the leaves. `SALLYPORT_CERTS`. */
  certs: string;
  /** The folder of reports. `SALLYPORT_REPORTS`. */
  reports: string;
  /** The folder of datasets. `SALLYPORT_DATA`. */
  data: string;
  /** Port of the page on 127.0.0.1. `PORT`. */
  webPort: number;
  /** Port of the MCP server on 127.0.0.1. `MCP_PORT`. */
  mcpPort: number;
  /** Port of the MCP server's health page on 127.0.0.1. `MCP_HEALTH_PORT`. */
  healthPort: number;
}

/** Reads {@link Places} from an environment. Throws a `RangeError` that names the variable on a port that is none. */
export function placesFrom(environment: NodeJS.ProcessEnv): Places {
  const mcpPort = portFrom(environment, 'MCP_PORT', 8443);
  return {
    home: resolve(repository, environment['SALLYPORT_HOME'] || '.sallyport'),
    certs: resolve(repository, environment['SALLYPORT_CERTS'] || 'certs'),
    reports: resolve(repository, environment['SALLYPORT_REPORTS'] || 'reports'),
    data: resolve(repository, environment['SALLYPORT_DATA'] || join('apps', 'mcp-server', 'data')),
    webPort: portFrom(environment, 'PORT', 3000),
    mcpPort,
    healthPort: portFrom(environment, 'MCP_HEALTH_PORT', mcpPort === 0 ? 0 : mcpPort + 1),
  };
}

function portFrom(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new RangeError(`${name}=${text} is not a port. Give a number from 0 to 65535.`);
}
