import { availableParallelism } from 'node:os';

import type { LanguageLimits } from './language/index.js';
import type { PlanLimits } from './plan/index.js';

const mebibyte = 1024 * 1024;

/** What programs, children and datasets may use. Every bound of the pool is here. */
export interface SandboxLimits {
  /** Programs that run at the same time, each in a child of its own; one more child waits warm. */
  readonly poolSize: number;
  /** Milliseconds from handing a program to a child to killing the child, without the one time that it loads its TypeScript parser. */
  readonly wallMs: number;
  /** Bytes of its own memory (anonymous, shared and swapped; not pages of files) that a child may use during a run. */
  readonly memoryBytes: number;
  /** Milliseconds between two looks at a running child's memory. */
  readonly watchdogMs: number;
  /** V8 heap of a child, in MiB (`--max-old-space-size`). */
  readonly heapMegabytes: number;
  /** `RLIMIT_DATA` of a child: an allocation beyond it fails at once. Twice the watchdog's bound, which is to come first. */
  readonly dataBytes: number;
  /** `RLIMIT_NOFILE` of a child. */
  readonly openFiles: number;
  /** Threads of polars in one child. */
  readonly threads: number;
  /** Milliseconds that a child may take to become ready, and, once, to load its TypeScript parser. */
  readonly startMs: number;
  /** Runs after which a child is replaced. */
  readonly runsPerChild: number;
  /** Milliseconds after which an idle child is replaced. */
  readonly childAgeMs: number;
  /** Bytes of its own memory after a run, past which a child is replaced. */
  readonly recycleBytes: number;
  /** Programs that may wait for a child. */
  readonly queueLength: number;
  /** Milliseconds that a program may wait for a child. */
  readonly queueMs: number;
  /** Programs of one session that run at the same time. */
  readonly runsPerSession: number;
  /** Milliseconds that `createSandbox` waits for a sandbox host. */
  readonly hostWaitMs: number;
  /** Milliseconds between connecting to a sandbox host and the greeting. */
  readonly helloMs: number;
  /** Children of a sandbox host at the same time. */
  readonly hostChildren: number;
  /** Milliseconds that a host gives a child beyond what the pool says, so that the pool's clock comes first. */
  readonly hostGraceMs: number;
  /** Bytes of one frame from a child. */
  readonly frameBytes: number;
  /** Bytes kept of a child's standard error. */
  readonly errorOutputBytes: number;
  /** Things that a program may show before its final value, and parts that this may have. */
  readonly outputs: number;
  /** Bytes of JSON of all that a run gives back. */
  readonly outputBytes: number;
  /** Characters of a title. */
  readonly titleCharacters: number;
  /** Rows of one frame as Arrow. */
  readonly arrowRows: number;
  /** Bytes of all frames of a run as Arrow together. */
  readonly arrowBytes: number;
  /** Rows of a result table. */
  readonly tableRows: number;
  /** Cells of a result table, and values of a result that is none. */
  readonly tableCells: number;
  /** Characters of a result table. */
  readonly tableCharacters: number;
  /** Characters of a chart with its data. */
  readonly chartCharacters: number;
  /** Characters of JSON of a result that is neither a table nor a chart. */
  readonly valueCharacters: number;
  /** Levels of such a result. */
  readonly valueDepth: number;
  /** Characters of what a program prints. */
  readonly logCharacters: number;
  /** Characters of a program. A longer one is refused before any child sees it. */
  readonly codeCharacters: number;
  /** Milliseconds that the conversion of one file may take, beside `ingestMsPerMegabyte`. */
  readonly ingestMs: number;
  readonly ingestMsPerMegabyte: number;
  /** Bytes of its own memory that a child that converts files may use. */
  readonly ingestMemoryBytes: number;
  /** `RLIMIT_DATA` of such a child. */
  readonly ingestDataBytes: number;
  /** `RLIMIT_FSIZE` of such a child: bytes of a converted file. */
  readonly ingestWrittenBytes: number;
  /** V8 heap of such a child, in MiB. */
  readonly ingestHeapMegabytes: number;
  /** Bytes of one dataset's files together. */
  readonly fileBytes: number;
  /** Files of one dataset. */
  readonly filesPerDataset: number;
  /** Bytes of converted datasets that are kept; beyond them, those that nobody uses are removed. */
  readonly cacheBytes: number;
  /** Milliseconds after which a converted dataset that nobody used is removed. */
  readonly cacheAgeMs: number;
  /** Bytes of a JSON file that is one list, which is read as a whole. Files of lines have no such limit. */
  readonly jsonBytes: number;
  /** Bytes of a file in the Arrow stream format, which is read as a whole. */
  readonly arrowStreamBytes: number;
  /** Share of a column's values that may not fit its type; they become nulls and are reported. */
  readonly misfitShare: number;
  /** Columns of one dataset. */
  readonly columns: number;
  /** Rows of a dataset's head. */
  readonly headRows: number;
  /** Problems of a dataset that are kept word for word; the others are counted. */
  readonly problems: number;
  /** Problems of each dataset that a list of datasets shows. */
  readonly listedProblems: number;
  /** Up to so many distinct values, a column's profile lists them all. */
  readonly listedValues: number;
  /** Characters that such a list may have. */
  readonly listedCharacters: number;
  /** Values listed of a column with more of them. */
  readonly sampleValues: number;
  /** Limits of the guest language that differ from its own. */
  readonly language: Partial<LanguageLimits>;
  /** Limits of plans that differ from their own. */
  readonly plan: Partial<PlanLimits>;
}

/** The limits with some of them changed. */
export function mergeLimits(limits: Partial<SandboxLimits> = {}): SandboxLimits {
  const merged = { ...defaultSandboxLimits, ...limits };
  return {
    ...merged,
    // The kernel's bound stays behind the watchdog's, which tells what happened.
    dataBytes: limits.dataBytes ?? Math.max(merged.dataBytes, 2 * merged.memoryBytes),
    ingestDataBytes: limits.ingestDataBytes ?? Math.max(merged.ingestDataBytes, 2 * merged.ingestMemoryBytes),
    language: { ...defaultSandboxLimits.language, ...limits.language },
  };
}

/** The limits for programs that a model wrote, on a machine that other things run on. */
export const defaultSandboxLimits: SandboxLimits = {
  poolSize: Math.max(2, availableParallelism()),
  wallMs: 8000,
  memoryBytes: 1200 * mebibyte,
  watchdogMs: 50,
  dataBytes: 2560 * mebibyte,
  openFiles: 512,
  heapMegabytes: 256,
  threads: availableParallelism(),
  startMs: 30_000,
  runsPerChild: 1000,
  childAgeMs: 600_000,
  recycleBytes: 400 * mebibyte,
  queueLength: 256,
  queueMs: 30_000,
  runsPerSession: Number.POSITIVE_INFINITY,
  hostWaitMs: 30_000,
  helloMs: 5000,
  hostChildren: Math.max(2, availableParallelism()) + 4,
  hostGraceMs: 1000,
  frameBytes: 24 * mebibyte,
  errorOutputBytes: 16 * 1024,
  outputs: 20,
  outputBytes: 10 * mebibyte,
  titleCharacters: 200,
  arrowRows: 1_000_000,
  arrowBytes: 6 * mebibyte,
  tableRows: 1000,
  tableCells: 100_000,
  tableCharacters: 2 * mebibyte,
  chartCharacters: 4 * mebibyte,
  valueCharacters: 1024 * 1024,
  valueDepth: 50,
  logCharacters: 64 * 1024,
  codeCharacters: 1024 * 1024,
  ingestMs: 60_000,
  ingestMsPerMegabyte: 1000,
  ingestMemoryBytes: 3072 * mebibyte,
  ingestDataBytes: 6144 * mebibyte,
  ingestWrittenBytes: 4096 * mebibyte,
  ingestHeapMegabytes: 2048,
  fileBytes: 4096 * mebibyte,
  filesPerDataset: 1000,
  cacheBytes: 8192 * mebibyte,
  cacheAgeMs: 30 * 24 * 3_600_000,
  jsonBytes: 64 * mebibyte,
  arrowStreamBytes: 1024 * mebibyte,
  misfitShare: 0.01,
  columns: 2000,
  headRows: 5,
  problems: 50,
  listedProblems: 3,
  listedValues: 80,
  listedCharacters: 1200,
  sampleValues: 12,
  language: { heapBytes: 200 * mebibyte },
  plan: {},
};
