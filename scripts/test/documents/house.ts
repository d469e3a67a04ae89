import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureCertificates } from '@sallyport/certs';
import { repository } from '../../lib/places.js';
import { inWorkshop } from './workshop.js';

/** The MCP server that the commands of documents ask, on folders of its own. */
export interface House {
  /** Where it lies, for the commands. */
  environment: Record<string, string>;
  /** A command with the addresses, folders and ids of this house in place of those of the document. */
  inPlace(command: string): string;
  stop(): Promise<void>;
}

/** Starts `node apps/mcp-server/dist/main.js`, as the document of the server tells, on a free port. */
export async function startHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-documents-'));
  const environment = {
    SALLYPORT_HOME: join(folder, '.sallyport'),
    SALLYPORT_CERTS: join(folder, 'certs'),
    SALLYPORT_REPORTS: join(folder, 'reports'),
  };
  await ensureCertificates(environment.SALLYPORT_CERTS);
  const child = spawn(process.execPath, ['apps/mcp-server/dist/main.js'], {
    cwd: repository,
    env: { PATH: process.env['PATH'], ...environment, MCP_PORT: '0', MCP_HEALTH_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  // A conversation for the command that goes on with one.
  const { said } = await inWorkshop(environment, (workshop) =>
    workshop.run('pnpm ask --json "How many rainy days were there in March 2014?" 2>/dev/null'),
  );
  const { conversationId } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as { conversationId: string };
  return {
    environment,
    inPlace: (command) =>
      command
        .replaceAll('https://localhost:8443/mcp', url)
        .replaceAll('--conversation ID ', `--conversation ${conversationId} `)
        .replaceAll(' certs/', ` ${environment.SALLYPORT_CERTS}/`)
        .replaceAll('SALLYPORT_HOME=.sallyport ', '')
        .replaceAll('pnpm sallyport pins approve data-analysis', 'pnpm sallyport pins approve --help'),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
