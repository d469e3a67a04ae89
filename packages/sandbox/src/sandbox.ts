import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { DatasetCache } from './datasets/cache.js';
import { convertSources } from './datasets/convert.js';
import { readDataFolder } from './datasets/manifest.js';
import { DatasetRegistry } from './datasets/registry.js';
import { pathsOf } from './datasets/source-files.js';
import type { DatasetFailure, DatasetSource } from './datasets/types.js';
import { SandboxError, SandboxErrorCode } from './errors.js';
import { ErrorCode, suggestNames } from './language/index.js';
import { mergeLimits, type SandboxLimits } from './limits.js';
import type { Children } from './process/children.js';
import { findChildren } from './process/find-children.js';
import type { JailChoice } from './process/jail.js';
import type { JailReport, SandboxMetrics } from './process/metrics.js';
import { Pool } from './process/pool.js';
import { failure, toRunResult } from './process/to-run-result.js';
import type { DatasetProfile, DatasetSummary, RunResult } from './types.js';

/** Where the sandbox tells what an operator should know. */
export interface SandboxLogger {
  info(message: string): void;
  warn(message: string): void;
}

/** What {@link createSandbox} needs. */
export interface SandboxOptions {
  /** A folder whose data files become datasets, described by its `datasets.json` when there is one. */
  dataFolder?: string;
  /** Further files. */
  datasets?: DatasetSource[];
  /**
   * Where converted datasets are kept between starts. Made when missing, mode 0700. Unless told, a temporary folder that goes
   * when the sandbox closes.
   */
  cacheFolder?: string;
  poolSize?: number;
  limits?: Partial<SandboxLimits>;
  logger?: SandboxLogger;
  /**
   * Which jail the children run in; `SALLYPORT_SANDBOX_JAIL` or `auto` unless told. `auto`: bubblewrap where it works;
   * without it, a warning in development and a refusal in production. `container`: the process already runs in a locked
   * container. `none`: no jail.
   */
  jail?: JailChoice;
  /**
   * The unix socket of a sandbox host, which then has the children, so that its container is their jail;
   * `SALLYPORT_SANDBOX_SOCKET` unless told, and the empty text for none. Host and pool share the cache folder.
   */
  socket?: string;
  /** Folders of data files and where the sandbox host has them; those not listed have the same path there. */
  hostFolders?: { from: string; to: string }[];
}

/** What one run is told. */
export interface RunOptions {
  /** The datasets that the program may read; all of them unless told. */
  datasets?: string[];
  /** Cancels: the child is killed. */
  signal?: AbortSignal;
  /** Whom the run is for. Sessions that wait take turns. */
  session?: string;
  /** Whether frames that are shown come as Arrow IPC streams, too. */
  arrow?: boolean;
}

/** Runs programs that a model wrote, each in a child process that nobody misses. */
export interface Sandbox {
  datasets(): DatasetSummary[];
  /** `undefined` when there is no dataset of that name. */
  describe(name: string): DatasetProfile | undefined;
  /** Files that could not become datasets. */
  failures(): DatasetFailure[];
  /** Never throws and never rejects: whatever happens is in the result. */
  run(code: string, options?: RunOptions): Promise<RunResult>;
  /** Parses and checks a program in a child, and runs none of it. `ok` has no output, `rejected` says what is wrong. */
  check(code: string, options?: RunOptions): Promise<RunResult>;
  describeJail(): JailReport;
  metrics(): SandboxMetrics;
  /** Ends every child. Runs under way end as `killed`. */
  close(): Promise<void>;
}

/**
 * Registers the datasets, starts the children and waits for the first one.
 *
 * @throws SandboxError `jail-missing` in production without a jail, `child-start` when no child can run.
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (options.cacheFolder !== undefined) return openSandbox(options, options.cacheFolder);
  const temporary = await mkdtemp(join(tmpdir(), 'sallyport-sandbox-'));
  const remove = (): Promise<void> => rm(temporary, { recursive: true, force: true });
  try {
    return await openSandbox(options, temporary, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** @param onClose after the last child has ended. */
async function openSandbox(
  options: SandboxOptions,
  cacheFolder: string,
  onClose?: () => Promise<void>,
): Promise<Sandbox> {
  const { poolSize } = options;
  const limits = mergeLimits({ ...options.limits, ...(poolSize === undefined ? {} : { poolSize }) });
  const cache = await DatasetCache.open(resolve(cacheFolder), limits);
  const children = await findChildren(options, limits, cache.folder).catch((error: unknown) => {
    cache.close();
    throw error;
  });
  warnOfMissingLayers(children.report, options.logger);
  const pool = new Pool(limits, () => children.startRunner());
  try {
    const registration = register(options, limits, children, cache);
    const [started, registered] = await Promise.allSettled([startPool(pool), registration]);
    if (started.status === 'rejected') throw started.reason;
    if (registered.status === 'rejected') throw registered.reason;
    const registry = registered.value;
    for (const { file, message } of registry.failures)
      options.logger?.warn(`${file} is not a dataset: ${message}`);
    return new PooledSandbox(pool, registry, limits, children.report, cache, onClose);
  } catch (error) {
    cache.close();
    await pool.close();
    throw error;
  }
}

function warnOfMissingLayers({ kind, reason, layers }: JailReport, logger: SandboxLogger | undefined): void {
  if (kind === 'none') {
    logger?.warn(
      `The sandbox runs programs without an operating system jail (${reason ?? 'none was found'}). ` +
        'The interpreter still stands between a program and this machine; install bubblewrap for the second wall.',
    );
    return;
  }
  const missing = layers.filter(({ active }) => !active);
  if (missing.length === 0) return;
  const list = missing.map(({ name, why }) => `${name}: ${why}`).join('; ');
  logger?.warn(`The sandbox's ${kind} lacks some of its walls. ${list}.`);
}

async function register(
  options: SandboxOptions,
  limits: SandboxLimits,
  children: Children,
  cache: DatasetCache,
): Promise<DatasetRegistry> {
  const listed = options.dataFolder === undefined ? [] : await readDataFolder(resolve(options.dataFolder));
  const given = (options.datasets ?? []).map((source) => withAbsolutePaths(source));
  const sources = [...listed, ...given];
  const conversion = await convertSources(sources, cache, limits, (mounted) =>
    children.startConverter(mounted),
  );
  await cache.evict();
  return new DatasetRegistry(conversion, children.dataFolder, limits);
}

/** The converter runs in another folder. */
function withAbsolutePaths(source: DatasetSource): DatasetSource {
  return { ...source, path: pathsOf(source).map((path) => resolve(path)) };
}

async function startPool(pool: Pool): Promise<void> {
  try {
    await pool.start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SandboxError(SandboxErrorCode.ChildStart, `The sandbox cannot run programs here: ${message}`, {
      cause: error,
    });
  }
}

class PooledSandbox implements Sandbox {
  readonly #pool: Pool;
  readonly #registry: DatasetRegistry;
  readonly #limits: SandboxLimits;
  readonly #jail: JailReport;
  readonly #cache: DatasetCache;
  readonly #onClose: (() => Promise<void>) | undefined;

  constructor(
    pool: Pool,
    registry: DatasetRegistry,
    limits: SandboxLimits,
    jail: JailReport,
    cache: DatasetCache,
    onClose: (() => Promise<void>) | undefined,
  ) {
    this.#onClose = onClose;
    this.#pool = pool;
    this.#registry = registry;
    this.#limits = limits;
    this.#jail = jail;
    this.#cache = cache;
  }

  datasets(): DatasetSummary[] {
    return this.#registry.summaries();
  }

  describe(name: string): DatasetProfile | undefined {
    return this.#registry.profile(name);
  }

  failures(): DatasetFailure[] {
    return this.#registry.failures;
  }

  async run(code: string, options: RunOptions = {}): Promise<RunResult> {
    const result = this.#refuse(code, options) ?? (await this.#perform(code, options));
    this.#pool.statistics.runs[result.status] += 1;
    return result;
  }

  async check(code: string, options: RunOptions = {}): Promise<RunResult> {
    return this.#refuse(code, options) ?? (await this.#perform(code, options, true));
  }

  describeJail(): JailReport {
    return { ...this.#jail, layers: this.#jail.layers.map((layer) => ({ ...layer })) };
  }

  metrics(): SandboxMetrics {
    return {
      ...this.#pool.report(),
      registration: { ...this.#registry.registration },
      jail: this.describeJail(),
    };
  }

  async close(): Promise<void> {
    this.#cache.close();
    await this.#pool.close();
    await this.#onClose?.();
  }

  #refuse(code: string, { datasets = [] }: RunOptions): RunResult | undefined {
    if (code.length > this.#limits.codeCharacters) {
      return failure('rejected', 0, false, {
        code: ErrorCode.ProgramTooLarge,
        message: `The program has ${code.length} characters.`,
        hint: 'Write a shorter program; data comes from datasets, not from the text.',
      });
    }
    const unknown = datasets.find((name) => this.#registry.profile(name) === undefined);
    if (unknown === undefined) return undefined;
    const { names } = this.#registry;
    const didYouMean = suggestNames(unknown, names);
    return failure('rejected', 0, false, {
      code: SandboxErrorCode.DatasetUnknown,
      message: `There is no dataset called ${JSON.stringify(unknown.slice(0, 100))}.`,
      hint: `The datasets are: ${names.join(', ')}.`,
      ...(didYouMean.length === 0 ? {} : { didYouMean }),
    });
  }

  async #perform(code: string, options: RunOptions, checkOnly = false): Promise<RunResult> {
    const datasets = this.#registry.forRun(options.datasets ?? this.#registry.names);
    const started = performance.now();
    const outcome = await this.#pool.request(
      { kind: 'run', code, checkOnly, arrow: options.arrow ?? false, datasets, limits: this.#limits },
      options.session ?? '',
      options.signal,
    );
    return toRunResult(outcome, this.#limits, performance.now() - started);
  }
}
