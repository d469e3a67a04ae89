import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '@sallyport/testing/figures';

const source = fileURLToPath(new URL('../../../../nginx', import.meta.url));

/** nginx with the configuration of the stack, its paths and ports replaced. */
export interface FrontDoor {
  /** `https://localhost:PORT`, before the MCP server. */
  origin: string;
  /** `https://localhost:PORT`, before the page. */
  pageOrigin: string;
  /** Lets it read its certificates again, and resolves when it serves with them. */
  reload(): void;
  /** The access log so far, line by line. */
  log(): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** What nginx is started with. */
export interface NginxOptions {
  /** The program. */
  program: string;
  /** An empty folder of its own. */
  folder: string;
  certs: string;
  /** The address of the MCP server. */
  upstream: string;
  /** Names of the clients that are let in. */
  clients: readonly string[];
}

/** Starts nginx before an MCP server, on free ports. */
export async function launchNginx(options: NginxOptions): Promise<FrontDoor> {
  const { program, folder, certs, upstream, clients } = options;
  const [mcpPort = 0, pagePort = 0] = await freePorts(2);
  const logFile = join(folder, 'access.log');
  const settings = join(folder, 'sallyport');
  cpSync(source, settings, { recursive: true });
  mkdirSync(join(folder, 'temporary'));
  const placed = (text: string): string =>
    text
      .replaceAll('/tmp/', `${folder}/temporary/`)
      .replaceAll('/etc/nginx/sallyport', settings)
      .replaceAll('/certs/', `${certs}/`)
      .replace('access_log /dev/stdout', `access_log ${logFile}`)
      .replace('worker_processes auto', 'worker_processes 1')
      .replace('listen 8443', `listen 127.0.0.1:${mcpPort}`)
      .replace('listen 8444', `listen 127.0.0.1:${pagePort}`)
      .replace('"https://mcp-server:8443"', `"${upstream.replace('localhost', '127.0.0.1')}"`);
  for (const name of ['nginx.conf', 'mcp.conf', 'mcp-proxy.inc', 'page.conf', 'page-proxy.inc']) {
    const path = join(settings, name);
    writeFileSync(path, placed(readFileSync(path, 'utf8')));
  }
  writeFileSync(
    join(settings, 'clients.map'),
    clients.map((name) => `"CN=${name},O=Sallyport" 1;\n`).join(''),
  );
  // The main file is among the parts that it includes.
  const main = join(folder, 'nginx.conf');
  cpSync(join(settings, 'nginx.conf'), main);
  writeFileSync(join(settings, 'nginx.conf'), '');

  const args = ['-p', folder, '-c', main, '-e', 'stderr'];
  const child = spawn(program, [...args, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  const first = await Promise.race([listening(mcpPort), exited.then(() => 'ended' as const)]);
  if (first === 'ended') throw new Error('nginx ended before it listened: see its error above');
  return {
    origin: `https://localhost:${mcpPort}`,
    pageOrigin: `https://localhost:${pagePort}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
    reload: () => {
      const { status, stderr } = spawnSync(program, [...args, '-s', 'reload'], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`nginx did not reload: ${stderr}`);
    },
    log: () =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** Resolves when something accepts connections on a port. */
async function listening(port: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    if (Date.now() > deadline) throw new Error(`nginx does not listen on ${port}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
