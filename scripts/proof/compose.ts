import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@sallyport/testing/figures';
import { repository } from '../lib/places.js';
import { askInBrowser } from './compose/browser.js';
import { demonstrate, demonstrateRevoked } from './compose/demonstration.js';
import { Stack, whyNoEngine } from './compose/engine.js';
import { generate } from './compose/generator.js';
import { checkContainers, checkImages } from './compose/images.js';
import { checkPaths } from './compose/paths.js';

const caller = readFileSync(fileURLToPath(new URL('compose/caller.mjs', import.meta.url)), 'utf8');
const tableReader = readFileSync(fileURLToPath(new URL('compose/whole-table.mjs', import.meta.url)), 'utf8');
const services = ['certs', 'sandbox', 'mcp-server', 'nginx', 'web', 'sallyport'] as const;

/** What the caller inside a container measured. */
interface Calls {
  calls: number;
  perSecond: number;
  medianMs: number;
  p95Ms: number;
  failures: Record<string, number>;
}

/**
 * Builds the compose stack and runs it for real, where `DOCKER_HOST` (or the default socket) leads to an engine: a
 * question in a browser, the demonstration, every way that must not be there, renewal and revocation under load, each
 * service killed, three replicas; then takes it down. Without an engine it says that it was skipped.
 */
export async function proveCompose(options: { build: boolean; only: string | undefined }): Promise<boolean> {
  const why = await whyNoEngine();
  if (why !== undefined) {
    process.stdout.write(`skipped: ${why}\n`);
    return process.env['REQUIRE_ALL'] !== '1';
  }
  const port = await freePort();
  const stack = await Stack.open(repository, 'sallyport-check', { PAGE_PORT: String(port) });
  let isFine = true;
  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    if (options.only !== undefined && name !== 'start' && name !== options.only) return;
    const begun = Date.now();
    try {
      await work();
      say(`ok      ${name} (${Math.round((Date.now() - begun) / 1_000)} s)`);
    } catch (error) {
      isFine = false;
      say(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  try {
    if (options.build)
      await step('build', () => stack.compose(['build'], { seconds: 7_200 }).then(() => undefined));
    await step('start', () => start(stack));
    await step('generator', () => generate(say));
    await step('images', () => checkImages(say));
    await step('containers', () => checkContainers(stack));
    await step('question', () => ask(stack, port));
    await step('demonstration', () => demonstrate(stack, say));
    await step('paths', () => checkPaths(stack, say));
    await step('rotation', () => rotate(stack));
    await step('kills', () => killEach(stack));
    await step('replicas', () => scale(stack));
  } finally {
    await stack.compose(['--profile', 'demo', 'down', '-v', '--remove-orphans']);
    say('taken down');
  }
  return isFine;
}

async function start(stack: Stack): Promise<void> {
  await stack.compose(['up', '-d'], { seconds: 900 });
  for (const service of services) await stack.healthy(service);
}

async function ask(stack: Stack, port: number): Promise<void> {
  const printed = await stack.compose(['logs', '--no-color', 'password']);
  const password = /not shown again: (\S+)/.exec(printed)?.[1];
  if (password === undefined) throw new Error(`no password was printed: ${printed}`);
  say(`  ${await askInBrowser(`https://localhost:${port}`, password)}`);
}

/** Renews every leaf while calls go on, then revokes one: nothing fails but the calls of the one that was revoked. */
async function rotate(stack: Stack): Promise<void> {
  const calls = load(stack, 4, 30, 'list_datasets');
  await certs(stack, ['renew']);
  const during = await calls;
  say(`  ${during.calls} calls while every leaf was renewed, failures: ${JSON.stringify(during.failures)}`);
  if (Object.keys(during.failures).length > 0) throw new Error('calls failed while leaves were renewed');
  const others = load(stack, 2, 15, 'list_datasets');
  await certs(stack, ['revoke', 'demo']);
  const beside = await others;
  if (Object.keys(beside.failures).length > 0) throw new Error('calls of others failed at a revocation');
  await demonstrateRevoked(stack, say);
}

async function certs(stack: Stack, args: readonly string[]): Promise<void> {
  const command = ['/nodejs/bin/node', '/app/bin/sallyport-certs.js', ...args, '--dir', '/authority'];
  await stack.compose(['exec', '-T', 'certs', ...command]);
}

/** Kills each service in turn; the house is whole again by itself. */
async function killEach(stack: Stack): Promise<void> {
  for (const service of services) {
    await stack.compose(['kill', '-s', 'SIGKILL', service]);
    await stack.compose(['up', '-d', '--no-build'], { seconds: 600 });
    for (const each of services) await stack.healthy(each);
    const after = await load(stack, 1, 1, 'run_analysis', "pl.scan('cars').height");
    if (after.calls === 0)
      throw new Error(`no call succeeds after ${service}: ${JSON.stringify(after.failures)}`);
    say(`  ${service} was killed, and calls go on`);
  }
}

/** Throughput with one, two and three replicas, and a call that fails on none of them. */
async function scale(stack: Stack): Promise<void> {
  for (const count of [1, 2, 3]) {
    await stack.compose(['up', '-d', '--no-build', '--no-recreate', '--scale', `mcp-server=${count}`], {
      seconds: 600,
    });
    await stack.healthy('mcp-server', count);
    await load(stack, 8, 4, 'list_datasets');
    const listed = await load(stack, 8, 20, 'list_datasets');
    const analysed = await load(
      stack,
      8,
      20,
      'run_analysis',
      "pl.scan('cars').groupBy('Origin').agg(pl.len())",
    );
    for (const [tool, figures] of [
      ['list_datasets', listed],
      ['run_analysis', analysed],
    ] as const) {
      const { perSecond, medianMs, p95Ms, failures } = figures;
      say(
        `  ${count} x ${tool}: ${perSecond}/s, median ${medianMs} ms, p95 ${p95Ms} ms, failures ${JSON.stringify(failures)}`,
      );
      if (Object.keys(failures).length > 0) throw new Error(`calls fail with ${count} replicas`);
    }
    say(`  ${count} x the whole table behind a link: ${await readTable(stack)}`);
  }
}

/** A whole table, read on new connections, so that every replica is asked for what one of them has made. */
async function readTable(stack: Stack): Promise<string> {
  const { code, out, err } = await stack.node('web', tableReader, ['https://nginx:8443/mcp', 'web', '12']);
  if (code !== 0) throw new Error(`a whole table could not be read: ${out}${err.slice(-500)}`);
  return out.trim();
}

async function load(stack: Stack, atATime: number, seconds: number, tool: string, code = ''): Promise<Calls> {
  const args = ['https://nginx:8443/mcp', 'web', String(atATime), String(seconds), tool, code];
  const { code: exit, out, err } = await stack.node('web', caller, args, seconds + 120);
  if (exit !== 0) throw new Error(`the caller ended with ${exit}: ${err.slice(-500)}`);
  return JSON.parse(out) as Calls;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
