import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePorts } from '@sallyport/testing/figures';
import { repository } from '../lib/places.js';
import { start, type Child } from '../lib/processes.js';

/** How long each of the two commands may take on a slow machine with an empty store. Milliseconds. */
const COMMAND_LIMIT_MS = 20 * 60_000;

/**
 * Clones HEAD into an empty folder and runs the two commands of the quick start there with an empty package
 * store. Prints what it saw; gives whether both did what they promise.
 */
export async function proveFreshClone({ nodeFolder }: { nodeFolder: string | undefined }): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-proof-'));
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', repository, clone]);
  const ports = await freePorts(3);
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: [...(nodeFolder ? [nodeFolder] : []), process.env['PATH'] ?? ''].join(delimiter),
    npm_config_store_dir: join(folder, 'store'),
    PORT: String(ports[0]),
    MCP_PORT: String(ports[1]),
    MCP_HEALTH_PORT: String(ports[2]),
  };
  for (const name of ['SALLYPORT_HOME', 'SALLYPORT_CERTS', 'SALLYPORT_DATA']) delete environment[name];
  const node = execFileSync('node', ['--version'], { env: environment, encoding: 'utf8' }).trim();
  report(
    `Node ${node}, commit ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: clone, encoding: 'utf8' }).trim()}`,
  );
  try {
    return (await devWorks(clone, environment, ports[0] ?? 0)) && (await testWorks(clone, environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quickStart(command: string, clone: string, environment: NodeJS.ProcessEnv): Child {
  return start('sh', ['-c', `cd '${clone}' && exec npx -y pnpm@10.34.9 ${command}`], environment);
}

async function devWorks(clone: string, environment: NodeJS.ProcessEnv, port: number): Promise<boolean> {
  const began = performance.now();
  const child = quickStart('dev', clone, environment);
  const ready = await lineWith(child, 'Sallyport is ready');
  const page = ready ? await fetch(`http://127.0.0.1:${port}/`) : undefined;
  const text = await page?.text();
  await child.stop();
  const works = Boolean(ready && page?.ok && text?.includes('Sallyport'));
  report(`dev: ${works ? 'a healthy page' : 'FAILED'} after ${seconds(began)} s`);
  if (!works) report(child.lines.join('\n'));
  return works;
}

async function testWorks(clone: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const began = performance.now();
  const child = quickStart('test', clone, environment);
  const timer = setTimeout(() => void child.stop(), COMMAND_LIMIT_MS);
  const code = await child.exited;
  clearTimeout(timer);
  report(`test: exit code ${code} after ${seconds(began)} s: ${child.lines.at(-1) ?? 'no output'}`);
  if (code !== 0) report(child.lines.filter((line) => /FAIL|Error|passed|failed/.test(line)).join('\n'));
  return code === 0;
}

async function lineWith(child: Child, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), COMMAND_LIMIT_MS);
    const settle = (found: boolean): void => {
      clearTimeout(timer);
      resolve(found);
    };
    child.onLine((line) => {
      if (line.includes(text)) settle(true);
    });
    void child.exited.then(() => settle(false));
  });
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0);
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}
