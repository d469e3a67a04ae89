import type { Converter, Mounted } from '../datasets/convert.js';
import type { SandboxLimits } from '../limits.js';
import type { Mount } from './bubblewrap.js';
import type { Jail } from './jail.js';
import { Worker } from './worker.js';

/** The cache folder as children see it. */
export function dataMount(cacheFolder: string): Mount {
  return { from: cacheFolder, to: '/data' };
}

/** A child for programs. It reads the converted datasets and writes nothing. */
export function startRunner(jail: Jail, limits: SandboxLimits, cacheFolder: string): Worker {
  const mounts = { readable: [dataMount(cacheFolder)], writable: [] };
  return new Worker(jail.launch(mounts, nodeArguments(limits.heapMegabytes), environment(limits)), limits);
}

/** A child for files. It reads the sources and writes to the target folder. */
export async function startConverter(
  jail: Jail,
  limits: SandboxLimits,
  mounted: Mounted,
): Promise<Converter> {
  const mounts = { readable: mounted.sources, writable: [mounted.target] };
  const launch = jail.launch(mounts, nodeArguments(limits.ingestHeapMegabytes), environment(limits));
  const worker = new Worker(launch, { ...limits, memoryBytes: limits.ingestMemoryBytes });
  await worker.ready;
  return {
    seen: (mount) => jail.seen(mount),
    request: (request, wallMs) => worker.request(request, wallMs),
    close: async () => {
      worker.kill('closed');
      await worker.ended;
    },
  };
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
