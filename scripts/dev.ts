import { join, relative } from 'node:path';
import { build, turbo } from './lib/build.js';
import { assertPortFree, waitUntilHealthy } from './lib/health.js';
import { placesFrom, repository, type Places } from './lib/places.js';
import type { Child } from './lib/processes.js';

/** How long the MCP server (which converts the datasets at its first start) and the page may take. Milliseconds. */
const START_LIMIT_MS = 180_000;
/** How often a long session looks whether a certificate nears its end. Milliseconds. */
const CERTIFICATE_CHECK_MS = 6 * 3_600_000;
/** How often the launcher looks whether the shell that started it is still there. Milliseconds. */
const PARENT_CHECK_MS = 500;

/** `pnpm dev`: certificates, the MCP server and the page, one block that says where things are, and one Ctrl-C. */
async function main(): Promise<number> {
  const places = placesFrom(process.env);
  const ending = endOfSession();
  await assertPortFree(places.webPort, 'PORT', 'the page');
  await assertPortFree(places.mcpPort, 'MCP_PORT', 'the MCP server');
  await assertPortFree(places.healthPort, 'MCP_HEALTH_PORT', "the MCP server's health page");

  say('Building the packages (a moment the first time) …');
  await build(['./packages/*', '@sallyport/mcp-server']);
  const certificates = await prepareCertificates(places);

  say('Starting the MCP server and the page …');
  const apps = startApps(places);
  const started = Promise.all([
    waitUntilHealthy(`http://127.0.0.1:${places.healthPort}/healthz`, apps, 'The MCP server', START_LIMIT_MS),
    waitUntilHealthy(`http://127.0.0.1:${places.webPort}/`, apps, 'The page', START_LIMIT_MS),
  ]);
  try {
    const first = await Promise.race([started, ending]);
    if (typeof first === 'string') return 0;
    process.stdout.write(await summary(places, certificates));
    apps.onLine((line) => process.stdout.write(`${line}\n`));
    const last = await Promise.race([ending, apps.exited]);
    if (typeof last === 'string') return 0;
    process.stderr.write(`The apps ended by themselves:\n${apps.lines.join('\n')}\n`);
    return 1;
  } finally {
    say('Stopping …');
    await apps.stop();
    say('Stopped.');
  }
}

function startApps(places: Places): Child {
  Object.assign(process.env, {
    PORT: String(places.webPort),
    MCP_PORT: String(places.mcpPort),
    MCP_HEALTH_PORT: String(places.healthPort),
    MCP_URL: `https://localhost:${places.mcpPort}/mcp`,
    SALLYPORT_HOME: places.home,
    SALLYPORT_CERTS: places.certs,
    SALLYPORT_REPORTS: places.reports,
    SALLYPORT_DATA: places.data,
  });
  return turbo('dev', ['@sallyport/mcp-server', '@sallyport/web']);
}

async function prepareCertificates(places: Places): Promise<string> {
  const { ensureCertificates } = await import('@sallyport/certs');
  const { created, renewed } = await ensureCertificates(places.certs);
  setInterval(() => {
    ensureCertificates(places.certs).catch((error: unknown) =>
      say(`The certificates were not renewed: ${String(error)}`),
    );
  }, CERTIFICATE_CHECK_MS).unref();
  if (created) return 'made just now';
  return renewed.length > 0 ? `renewed just now: ${renewed.join(', ')}` : 'in force';
}

async function summary(places: Places, certificates: string): Promise<string> {
  const { modelFromEnvironment } = await import('@sallyport/agent');
  const model = modelFromEnvironment(process.env);
  const change = {
    embedded: 'set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for any compatible server',
    openai: 'SALLYPORT_MODEL names another; unset OPENAI_API_KEY for the embedded one',
    compatible: 'SALLYPORT_MODEL names another; unset OPENAI_BASE_URL for OpenAI or the embedded one',
  }[model.kind];
  const rows: [string, string][] = [
    ['Open', `http://localhost:${places.webPort}`],
    ['Model', `${model.name} (${change})`],
    [
      'MCP server',
      `https://localhost:${places.mcpPort}/mcp (mutual TLS: only a certificate holder is answered)`,
    ],
    ['Certificates', `${shown(places.certs)} (${certificates})`],
    ['Data', `${shown(places.data)} (add CSV, JSON or Parquet files, or set SALLYPORT_DATA)`],
    ['Audit log', shown(join(places.home, 'audit'))],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `\nSallyport is ready.\n\n${lines.join('\n')}\n\n  Ctrl-C stops everything.\n\n`;
}

/** Resolves when a person or the system asks the session to end, or when the shell that started it has gone. */
function endOfSession(): Promise<string> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve(name));
    setInterval(() => {
      if (process.ppid !== parent) resolve('parent-gone');
    }, PARENT_CHECK_MS).unref();
  });
}

function shown(path: string): string {
  const inside = relative(repository, path);
  return inside.startsWith('..') ? path : `./${inside}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// A handle that is still open (a stuck child's pipe) must not hold the terminal.
setTimeout(() => process.exit(), 1_000).unref();
