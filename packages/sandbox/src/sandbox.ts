import type { DatasetFailure, DatasetSource } from './datasets/types.js';
import { SandboxError, SandboxErrorCode } from './errors.js';
import type { SandboxLimits } from './limits.js';
import type { JailReport, SandboxMetrics } from './process/metrics.js';
import type { DatasetProfile, DatasetSummary, RunResult } from './types.js';

/** Where the sandbox tells what an operator should know. */
export interface SandboxLogger {
  info(message: string): void;
  warn(message: string): void;
}

export interface SandboxOptions {
  /** A folder whose data files become datasets, described by its `datasets.json` when there is one. */
  dataFolder?: string;
  /** Further files. */
  datasets?: DatasetSource[];
  /** Where converted datasets are kept between starts. Made when missing, mode 0700. */
  cacheFolder: string;
  poolSize?: number;
  limits?: Partial<SandboxLimits>;
  logger?: SandboxLogger;
  /**
   * Which jail the children run in. `auto`: bubblewrap where it works; without it, a warning in development and a
   * refusal in production. `container`: the process already runs in a locked container. `none`: no jail.
   */
  jail?: 'auto' | 'bubblewrap' | 'container' | 'none';
}

export interface RunOptions {
  /** The datasets that the program may read; all of them unless told. */
  datasets?: string[];
  /** Cancels: the child is killed. */
  signal?: AbortSignal;
  /** Whom the run is for. Sessions that wait take turns. */
  session?: string;
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
export function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  return Promise.reject(new SandboxError(SandboxErrorCode.ChildStart, `Not built yet: ${options.cacheFolder}`));
}
