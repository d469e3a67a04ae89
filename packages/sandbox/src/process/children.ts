import type { Converter, Mounted } from '../datasets/convert.js';
import type { SandboxLimits } from '../limits.js';
import type { Mount } from './bubblewrap.js';
import type { ChildKind } from './designs.js';
import type { Jail } from './jail.js';
import type { JailReport } from './metrics.js';
import { ProcessChannel } from './process-channel.js';
import { converterResources, runnerResources } from './resource-limits.js';
import { Worker } from './worker.js';

/** Where children come from: this machine, or a sandbox host behind a socket. */
export interface Children {
  report: JailReport;
  /** The folder of converted datasets, as children see it. */
  dataFolder: string;
  /** A child for programs. It reads the converted datasets and writes nothing. */
  startRunner(): Worker;
  /** A child for files. It reads the sources and writes to the target folder. */
  startConverter(mounted: Mounted): Promise<Converter>;
}

/** Children that are processes of this machine. */
export function localChildren(jail: Jail, limits: SandboxLimits, cacheFolder: string): Children {
  return {
    report: jail.report,
    dataFolder: jail.seen(dataMount(cacheFolder)),
    startRunner: () => {
      const launch = jail.launch(runnerKind(limits, cacheFolder));
      return new Worker(new ProcessChannel(launch, limits.errorOutputBytes), limits);
    },
    startConverter: (mounted) => {
      const launch = jail.launch(converterKind(limits, mounted));
      const channel = new ProcessChannel(launch, limits.errorOutputBytes);
      return asConverter(new Worker(channel, converterLimits(limits)), (mount) => jail.seen(mount));
    },
  };
}

/** What a child for programs is given. */
export function runnerKind(limits: SandboxLimits, cacheFolder: string): ChildKind {
  return {
    mounts: { readable: [dataMount(cacheFolder)], writable: [] },
    nodeArguments: nodeArguments(limits.heapMegabytes),
    environment: environment(limits),
    resources: runnerResources(limits),
  };
}

/** What a child for files is given. */
export function converterKind(limits: SandboxLimits, { sources, target }: Mounted): ChildKind {
  return {
    mounts: { readable: sources, writable: [target] },
    nodeArguments: nodeArguments(limits.ingestHeapMegabytes),
    environment: environment(limits),
    resources: converterResources(limits),
  };
}

/** The limits with those of a child for files in their place. */
export function converterLimits(limits: SandboxLimits): SandboxLimits {
  return { ...limits, memoryBytes: limits.ingestMemoryBytes };
}

/** @throws Error with what the child said, when it does not become ready. */
export async function asConverter(worker: Worker, seen: (mount: Mount) => string): Promise<Converter> {
  await worker.ready;
  return {
    seen,
    request: (request, wallMs) => worker.request(request, wallMs),
    peakMemoryBytes: () => worker.peakMemoryBytes,
    close: async () => {
      worker.kill('closed');
      await worker.ended;
    },
  };
}

/** The cache folder as children see it. */
export function dataMount(cacheFolder: string): Mount {
  return { from: cacheFolder, to: '/data' };
}

function nodeArguments(heapMegabytes: number): string[] {
  return [
    `--max-old-space-size=${heapMegabytes}`,
    '--disallow-code-generation-from-strings',
    '--no-deprecation',
  ];
}

/** All that a child finds in its environment. */
function environment(limits: SandboxLimits): Record<string, string> {
  return { POLARS_MAX_THREADS: String(limits.threads), RUST_BACKTRACE: '0', TZ: 'UTC' };
}
