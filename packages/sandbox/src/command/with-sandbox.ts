import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { readDataFolder } from '../datasets/manifest.js';
import type { DatasetSource } from '../datasets/types.js';
import { defaultLanguageLimits } from '../language/index.js';
import { defaultSandboxLimits, type SandboxLimits } from '../limits.js';
import { createSandbox, type Sandbox } from '../sandbox.js';
import type { RunResult } from '../types.js';
import { userCacheFolder } from './cache-folder.js';
import type { CommandLine } from './options.js';
import { UsageError } from './usage-error.js';

/** Opens a sandbox of one child over the data of the command line, and closes it, come what may. */
export async function withSandbox(
  line: CommandLine,
  use: (sandbox: Sandbox, signal: AbortSignal) => Promise<RunResult>,
): Promise<RunResult> {
  const datasets = (await Promise.all(line.data.map((path) => sourcesOf(path)))).flat();
  // Without data there is nothing to keep.
  const cacheFolder = line.cache ?? (datasets.length > 0 ? userCacheFolder() : undefined);
  const warn = (message: string): void => void process.stderr.write(`${message}\n`);
  const sandbox = await createSandbox({
    datasets,
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
    poolSize: 1,
    limits: limitsFor(line.timeoutMs),
    logger: { info: () => {}, warn },
  });
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  try {
    reportProblems(sandbox, warn);
    return await use(sandbox, interrupt.signal);
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
    await sandbox.close();
  }
}

/** The data files that a path of the command line stands for. */
async function sourcesOf(path: string): Promise<DatasetSource[]> {
  const absolute = resolve(path);
  const found = await stat(absolute).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no file or folder ${path}.`);
  return found.isDirectory() ? readDataFolder(absolute) : [{ path: absolute }];
}

/** What a file holds that could not be read as it stands, so that no row is lost in silence. */
function reportProblems(sandbox: Sandbox, warn: (message: string) => void): void {
  for (const { name } of sandbox.datasets()) {
    const { file, problems, problemCount } = sandbox.describe(name) ?? {
      file: name,
      problems: [],
      problemCount: 0,
    };
    const [first] = problems;
    if (first === undefined) continue;
    const place = first.line === undefined ? '' : ` line ${first.line}:`;
    const others = problemCount > 1 ? ` (and ${problemCount - 1} more)` : '';
    warn(`${file}:${place} ${first.message}${others}`);
  }
}

/** All clocks and the fuel in proportion, so that a longer time is of use to a loop, too. */
function limitsFor(timeoutMs: number | undefined): Partial<SandboxLimits> {
  if (timeoutMs === undefined) return {};
  const factor = timeoutMs / defaultSandboxLimits.wallMs;
  const { steps, timeMs } = { ...defaultLanguageLimits, ...defaultSandboxLimits.language };
  return {
    wallMs: timeoutMs,
    language: {
      ...defaultSandboxLimits.language,
      timeMs: timeMs * factor,
      steps: Math.max(1, factor) * steps,
    },
  };
}
