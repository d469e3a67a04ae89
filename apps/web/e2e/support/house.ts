import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initialise } from '@sallyport/certs';
import { startProcess, type RunningProcess } from './process';

const webFolder = fileURLToPath(new URL('../..', import.meta.url));
const serverFolder = fileURLToPath(new URL('../../../mcp-server', import.meta.url));

/** The shipped data, from which the tests compute what an answer has to say. */
export const dataFolder = join(serverFolder, 'data');

/** The whole house on free ports: certificates, the MCP server, the page's production server. */
export interface House extends ServedPage {
  mcp: RunningProcess;
}

/** The page's production server. */
export interface ServedPage {
  /** Its address, without a slash at its end. */
  address: string;
  stop: () => Promise<void>;
}

/** Starts the built page alone, on a free port. */
export async function startPage(environment: Record<string, string>): Promise<ServedPage> {
  const web = await startProcess({
    command: process.execPath,
    args: [
      createRequire(import.meta.url).resolve('next/dist/bin/next'),
      'start',
      '-H',
      '127.0.0.1',
      '-p',
      '0',
    ],
    folder: webFolder,
    environment: { NEXT_TELEMETRY_DISABLED: '1', ...environment },
    readyLine: /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ready/,
  });
  return { address: `http://localhost:${web.ready[1]}`, stop: web.stop };
}

/** Starts the built MCP server and the built page in a folder of their own. */
export async function startHouse(environment: Record<string, string> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-web-'));
  const places = {
    SALLYPORT_HOME: join(folder, 'home'),
    SALLYPORT_CERTS: join(folder, 'certs'),
    SALLYPORT_REPORTS: join(folder, 'reports'),
  };
  await initialise(places.SALLYPORT_CERTS);
  const mcp = await startProcess({
    command: process.execPath,
    args: ['dist/main.js'],
    folder: serverFolder,
    environment: { ...places, MCP_PORT: '0' },
    readyLine: /"event":"ready","url":"([^"]+)"/,
  });
  const page = await startPage({ ...places, MCP_URL: mcp.ready[1] ?? '', ...environment });
  return {
    address: page.address,
    mcp,
    stop: async () => {
      await Promise.all([page.stop(), mcp.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
