import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository, type Places } from './places.js';
import { start } from './processes.js';

/** An MCP server that a command may talk to. */
export interface McpServerInUse {
  /** Its endpoint, `https://localhost:PORT/mcp`. */
  url: string;
  /** Stops the server if this command started it; leaves another's alone. */
  stop(): Promise<void>;
}

/** What the server writes into its state file and prints when it is ready. */
interface ServerState {
  url: string;
  healthUrl: string;
}

/** How long a server started here may take: at its first start it converts the datasets. Milliseconds. */
const START_LIMIT_MS = 180_000;

/** Uses the MCP server that runs for this home, or starts one on a free port. */
export async function useMcpServer(places: Places): Promise<McpServerInUse> {
  const running = await runningServer(places.home);
  if (running) return { url: running.url, stop: () => Promise.resolve() };
  return startServer(places);
}

async function runningServer(home: string): Promise<ServerState | undefined> {
  try {
    const state = stateIn(await readFile(join(home, 'mcp-server.json'), 'utf8'));
    const response = await fetch(state.healthUrl, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok ? state : undefined;
  } catch {
    // No file, a file of a server that was killed, or one that does not answer: none is running.
    return undefined;
  }
}

/** Starts the built server as a child on a free port, and waits for its ready line. */
export async function startServer(places: Places): Promise<McpServerInUse> {
  const environment = {
    ...process.env,
    SALLYPORT_HOME: places.home,
    SALLYPORT_CERTS: places.certs,
    SALLYPORT_DATA: places.data,
    MCP_PORT: '0',
    MCP_HEALTH_PORT: '0',
    MCP_STATE_FILE: 'none',
  };
  const program = join(repository, 'apps', 'mcp-server', 'dist', 'main.js');
  const child = start(process.execPath, [program], environment, { tied: true });
  const ready = new Promise<ServerState>((resolve, reject) => {
    child.onLine((line) => {
      const state = readyState(line);
      if (state) resolve(state);
    });
    void child.exited.then(() =>
      reject(new Error(`The MCP server ended before it was ready:\n${child.lines.join('\n')}`)),
    );
    setTimeout(() => {
      reject(
        new Error(`The MCP server was not ready in ${START_LIMIT_MS / 1000} s:\n${child.lines.join('\n')}`),
      );
    }, START_LIMIT_MS).unref();
  });
  try {
    const { url } = await ready;
    return { url, stop: () => child.stop() };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

function readyState(line: string): ServerState | undefined {
  if (!line.startsWith('{"event":"ready"')) return undefined;
  return stateIn(line);
}

/** @throws TypeError or SyntaxError where the text is no state. */
function stateIn(text: string): ServerState {
  const state: unknown = JSON.parse(text);
  if (typeof state === 'object' && state !== null && 'url' in state && 'healthUrl' in state) {
    const { url, healthUrl } = state;
    if (typeof url === 'string' && typeof healthUrl === 'string') return { url, healthUrl };
  }
  throw new TypeError('This is not what an MCP server of ours writes.');
}
