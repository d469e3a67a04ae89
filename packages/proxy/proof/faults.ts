import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { verifyAuditLog } from '@sallyport/audit';
import { createPinStore } from '@sallyport/guard';
import { sallyportCommand } from '../src/index.js';

/** Milliseconds in which everything must be over, on a machine that has nothing else to do. */
const patience = 2000;
/** How long Node takes to start on such a machine, and how long is waited to tell what is late from what hangs. */
const idleStart = 60;
const never = 60_000;

/** How many times slower than that the machine is at the moment: what it does besides is not the proxy's fault. */
function slowness(): number {
  const from = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return Math.max(1, (performance.now() - from) / idleStart);
}
const phases = ['start', 'initialize', 'list', 'held call', 'call', 'idle'] as const;
const victims = ['server', 'proxy', 'client'] as const;
const serverFile = fileURLToPath(new URL('fault-server.mjs', import.meta.url));
const clientFile = fileURLToPath(new URL('fault-client.mjs', import.meta.url));

/** A small generator with a seed (mulberry32), so that a run can be made again. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A process that nobody has reaped yet is gone.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Milliseconds until something holds; Infinity where it never does. */
async function until(test: () => boolean): Promise<number> {
  const from = performance.now();
  while (!test()) {
    if (performance.now() - from > never) return Infinity;
    await delay(5);
  }
  return performance.now() - from;
}

/** One fault at one moment; gives what did not hold. */
async function run(random: () => number): Promise<{ what: string; faults: string[]; longest: number }> {
  const faults: string[] = [];
  const factor = slowness();
  let longest = 0;
  /** Waits for what must come about in time; says what is late, and what never comes. */
  const expect = async (what: string, test: () => boolean): Promise<void> => {
    const took = await until(test);
    longest = Math.max(longest, took / factor);
    if (took === Infinity) faults.push(`${what}: never`);
    else if (took > patience * factor)
      faults.push(`${what}: after ${Math.round(took)} ms (machine ${factor.toFixed(1)} times slower)`);
  };
  const phase = phases[Math.floor(random() * phases.length)] ?? 'idle';
  const victim = victims[Math.floor(random() * victims.length)] ?? 'proxy';
  const jitter = Math.floor(random() * 30);
  const home = mkdtempSync(join(tmpdir(), 'sallyport-faults-'));
  const pidFile = join(home, 'pids');
  const proxy = [values.command, 'mcp', 'proxy', '-p', 'strict', '--server', 'calc'];
  const client = spawn(
    process.execPath,
    [clientFile, process.execPath, ...proxy, '--', process.execPath, serverFile, pidFile],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin', SALLYPORT_HOME: home },
    },
  );
  const lines: string[] = [];
  let proxyPid = 0;
  let exitOfProxy: string | undefined;
  createInterface({ input: client.stdout }).on('line', (line) => {
    if (line.startsWith('PID ')) proxyPid = Number(line.slice(4));
    else if (line.startsWith('EXIT ')) exitOfProxy = line.slice(5);
    else lines.push(line);
  });
  client.stdin.on('error', () => undefined);
  const sent: number[] = [];
  const send = (id: number, method: string, params: object = {}): void => {
    sent.push(id);
    client.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  };
  const isAnswered = (id: number): boolean => lines.some((line) => line.includes(`"id":${id}`));
  await until(() => proxyPid > 0);
  if (phase !== 'start')
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n'));
  if (phase === 'initialize') send(1, 'initialize');
  if (phase === 'list') send(2, 'tools/list');
  if (phase === 'held call') for (const id of [3, 4, 5]) send(id, 'tools/call', { name: 'slow' });
  if (phase === 'call' || phase === 'idle') {
    send(2, 'tools/list');
    await expect('the list was answered', () => isAnswered(2));
    if (phase === 'call') for (const id of [3, 4, 5]) send(id, 'tools/call', { name: 'slow' });
  }
  await delay(jitter);
  const pids = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim().split(/\s+/).map(Number) : [];
  const pid = victim === 'client' ? client.pid : victim === 'proxy' ? proxyPid : pids[0];
  if (pid !== undefined && pid > 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
  else client.kill('SIGKILL');
  const wasServer = victim === 'server' && pid !== undefined;
  if (wasServer) await expect('every request was answered', () => sent.every((id) => isAnswered(id)));
  const others = (): number[] => {
    const now = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim().split(/\s+/).map(Number) : pids;
    return [proxyPid, ...now].filter((one) => one > 0 && isAlive(one));
  };
  await expect('nothing was left behind', () => others().length === 0);
  if (wasServer) await expect('the proxy ended with 10', () => exitOfProxy === '10');
  for (const one of others()) process.kill(one, 'SIGKILL');
  client.kill('SIGKILL');
  const { ok, problems } = await verifyAuditLog(join(home, 'audit'));
  if (!ok || problems.length > 0)
    faults.push(`the audit log: ${problems.map(({ message }) => message).join(' ')}`);
  if (isAnswered(2) && !createPinStore(join(home, 'pins')).get('calc')?.tools['slow'] && phase !== 'list')
    faults.push('a pin was lost');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  return { what: `kill -9 of the ${victim} at ${phase}`, faults, longest };
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    /** Another build of the command, as from the tarball. */
    command: { type: 'string', default: sallyportCommand },
  },
});
const random = randomOf(Number(values.seed));
let slowest = 0;
const counts = new Map<string, number>();
let failed = 0;
let isStopped = false;
let made = 0;
process.once('SIGTERM', () => (isStopped = true));
for (let n = 1; n <= Number(values.runs) && !isStopped; n++) {
  const { what, faults, longest } = await run(random);
  made = n;
  slowest = Math.max(slowest, longest);
  counts.set(what, (counts.get(what) ?? 0) + 1);
  if (faults.length > 0) {
    failed++;
    process.stdout.write(`run ${n}, ${what}: ${faults.join('; ')}\n`);
  }
}
for (const [what, count] of [...counts].sort(([a], [b]) => a.localeCompare(b)))
  process.stdout.write(`${String(count).padStart(5)}  ${what}\n`);
process.stdout.write(
  `${made} faults, ${failed} with something that did not hold; the longest wait ${Math.round(slowest)} ms, the machine's slowness taken out\n`,
);
process.exit(failed === 0 ? 0 : 1);
