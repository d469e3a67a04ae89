import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { SandboxError } from '../errors.js';
import { mergeLimits, type SandboxLimits } from '../limits.js';
import { findProgram } from './bubblewrap.js';
import { findChildFiles } from './child-files.js';
import type { Children } from './children.js';
import { readEnvironment } from './env.js';
import { findChildren, type ChildrenChoice } from './find-children.js';
import { unfitForProduction } from './layers.js';
import type { JailReport } from './metrics.js';
import { round } from './timing-histogram.js';

/** What {@link inspectSandbox} looks at; as in `createSandbox`. */
export interface DoctorOptions extends ChildrenChoice {
  limits?: Partial<SandboxLimits>;
}

/** How well a sandbox would stand here. */
export interface DoctorReport {
  /** Whether programs run. */
  healthy: boolean;
  /** Whether a sandbox would start with `NODE_ENV=production`, and why not. */
  production: { starts: boolean; reason?: string };
  platform: { system: string; architecture: string; kernel: string };
  /** Of what is installed here; a sandbox host has its own. */
  versions: { node: string; polars?: string; bubblewrap?: string; prlimit?: string };
  /** Which walls would stand. `undefined` when no children can be had. */
  jail?: JailReport;
  limits: SandboxLimits;
  /** A child was started, and computed something. */
  selfTest: { passed: boolean; detail: string; startMs?: number; runMs?: number };
  /** What would make it stronger: one line for each layer that is not active. */
  advice: string[];
}

const run = promisify(execFile);
const versionMs = 5000;
const program = `console.log(pl.DataFrame({ a: [1, 2, 3] }).select(pl.col('a').sum()).item())`;

/** Builds the jail, starts a child in it, runs a program, and tells what came of each. Never rejects. */
export async function inspectSandbox(options: DoctorOptions = {}): Promise<DoctorReport> {
  const limits = mergeLimits(options.limits);
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-doctor-'));
  try {
    const found = await find(options, limits, folder);
    const jail = found instanceof Error ? undefined : found.report;
    const selfTest = found instanceof Error ? failed(found) : await compute(found, limits);
    return {
      healthy: selfTest.passed,
      production: production(found),
      platform: { system: process.platform, architecture: process.arch, kernel: release() },
      versions: await versions(),
      ...(jail === undefined ? {} : { jail }),
      limits,
      selfTest,
      advice: jail === undefined ? [selfTest.detail] : adviceOf(jail),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function find(
  options: ChildrenChoice,
  limits: SandboxLimits,
  folder: string,
): Promise<Children | SandboxError> {
  try {
    return await findChildren(options, limits, folder);
  } catch (error) {
    if (SandboxError.isInstance(error)) return error;
    throw error;
  }
}

function production(found: Children | SandboxError): DoctorReport['production'] {
  if (found instanceof Error) return { starts: false, reason: found.message };
  const reason = unfitForProduction(found.report);
  return reason === undefined ? { starts: true } : { starts: false, reason };
}

async function compute(children: Children, limits: SandboxLimits): Promise<DoctorReport['selfTest']> {
  const worker = children.startRunner();
  try {
    await worker.ready;
    const startMs = round(performance.now() - worker.startedAt);
    const began = performance.now();
    const outcome = await worker.request({ kind: 'run', code: program, datasets: [], limits }, limits.wallMs);
    const runMs = round(performance.now() - began);
    const reply = outcome.kind === 'reply' && outcome.reply.kind === 'run' ? outcome.reply.reply : undefined;
    const passed = reply?.status === 'ok' && reply.logs.join() === '6';
    return {
      passed,
      detail: passed
        ? 'a child started and computed'
        : `a child gave a wrong answer: ${JSON.stringify(outcome).slice(0, 300)}`,
      startMs,
      runMs,
    };
  } catch (error) {
    return failed(error);
  } finally {
    worker.kill('closed');
    await worker.ended;
  }
}

function failed(error: unknown): DoctorReport['selfTest'] {
  return { passed: false, detail: error instanceof Error ? error.message : String(error) };
}

function adviceOf({ layers }: JailReport): string[] {
  return layers
    .filter(({ active }) => !active)
    .map(({ name, why, advice = '' }) => `${name}: ${why}. ${advice}`.trim());
}

async function versions(): Promise<DoctorReport['versions']> {
  const { path } = readEnvironment();
  const polars = polarsVersion();
  const bubblewrap = await programVersion('bwrap', path);
  const prlimit = await programVersion('prlimit', path);
  return {
    node: process.version,
    ...(polars === undefined ? {} : { polars }),
    ...(bubblewrap === undefined ? {} : { bubblewrap }),
    ...(prlimit === undefined ? {} : { prlimit }),
  };
}

function polarsVersion(): string | undefined {
  const folder = [...findChildFiles().readable.values()].find((path) => path.endsWith('/nodejs-polars'));
  const manifest = folder === undefined ? '' : join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string }).version;
}

/** The first number with dots in what `--version` prints. */
async function programVersion(name: string, path: readonly string[]): Promise<string | undefined> {
  const command = findProgram(name, path);
  if (command === undefined) return undefined;
  try {
    const { stdout } = await run(command, ['--version'], { timeout: versionMs, env: {} });
    return /\d+(?:\.\d+)+/.exec(stdout)?.[0];
  } catch {
    // It is there and does not run: the report of the layers says what that means.
    return undefined;
  }
}
