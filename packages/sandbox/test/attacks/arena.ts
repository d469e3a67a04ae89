import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { DatasetCache } from '../../src/datasets/cache.js';
import { convertSources } from '../../src/datasets/convert.js';
import { readDataFolder } from '../../src/datasets/manifest.js';
import { DatasetRegistry } from '../../src/datasets/registry.js';
import { defaultSandboxLimits, type SandboxLimits } from '../../src/limits.js';
import { localChildren } from '../../src/process/children.js';
import { findJail, type Jail } from '../../src/process/jail.js';
import { Pool } from '../../src/process/pool.js';
import { toRunResult } from '../../src/process/to-run-result.js';
import type { RunDataset } from '../../src/process/protocol.js';
import type { RunResult } from '../../src/types.js';
import type { Attack } from './attack.js';
import type { Canaries } from './canaries.js';

/** How the children of an arena stand. */
export interface ArenaMode {
  readonly jail: 'bubblewrap' | 'none';
  /** Whether the checker refuses programs before they run. */
  readonly checked: boolean;
  /** Whether a late answer is a limit missed. Not where other work makes this machine slow. */
  readonly timed: boolean;
}

/** What became of one attack. */
export interface Verdict {
  readonly attack: Attack;
  readonly status: RunResult['status'];
  readonly errorCode: string | undefined;
  /** What it got at, if anything. */
  readonly escape: string | undefined;
  /** Which limit did not hold, if any. */
  readonly missed: string | undefined;
  /** Why the pool did not answer the next program, if it did not. */
  readonly unwell: string | undefined;
  readonly milliseconds: number;
}

const megabyte = 1024 * 1024;
/** Milliseconds beyond a limit in which an answer may still come: a slow machine, the look of the watchdog. */
const grace = 1500;
/** Characters of a whole result, with everything that the limits allow at once. */
const resultCharacters = 8 * megabyte;
const preloads = fileURLToPath(new URL('child', import.meta.url));

/**
 * What a pool that is well answers. It has types, so that the child of the next attack has loaded its TypeScript parser:
 * that happens once, counts towards no limit of a run, and takes seconds on a busy machine.
 */
const wellProgram = 'const one: number = 1; one + one';

/** The limits of an arena: those of the product, with less time and memory, so that an attack is over soon. */
export const arenaLimits: SandboxLimits = {
  ...defaultSandboxLimits,
  poolSize: 1,
  wallMs: 4000,
  memoryBytes: 700 * megabyte,
  runsPerChild: 500,
  language: { ...defaultSandboxLimits.language, timeMs: 1500 },
};

/** A pool of children as the product starts them, but for one module more in each: it watches the realm. */
export class Arena {
  /** The datasets as the children see them. */
  readonly datasets: RunDataset[];
  readonly #canaries: Canaries;
  readonly #pool: Pool;
  readonly #limits: SandboxLimits;
  readonly #latest: number;
  #peak = 0;

  private constructor(mode: ArenaMode, canaries: Canaries, pool: Pool, datasets: RunDataset[]) {
    this.#canaries = canaries;
    this.#pool = pool;
    this.#limits = limitsOf(mode);
    this.#latest = mode.timed ? this.#limits.wallMs + grace : Number.POSITIVE_INFINITY;
    this.datasets = datasets;
  }

  /** @param folder holds `data` and gets the cache, which several arenas may share. */
  static async open(mode: ArenaMode, folder: string, canaries: Canaries): Promise<Arena> {
    const limits = limitsOf(mode);
    const jail = await findJail(mode.jail, { production: false, path: ['/usr/bin'] });
    const cache = await DatasetCache.open(join(folder, 'cache'), limits);
    const sources = await readDataFolder(join(folder, 'data'));
    const preload = mode.checked ? 'guarded.mjs' : 'unchecked.mjs';
    const children = localChildren(withPreload(jail, preload), limits, cache.folder);
    const conversion = await convertSources(sources, cache, limits, (mounted) =>
      children.startConverter(mounted),
    );
    const registry = new DatasetRegistry(conversion, children.dataFolder, limits);
    const pool = new Pool(limits, () => children.startRunner());
    await pool.start();
    const arena = new Arena(mode, canaries, pool, registry.forRun(registry.names));
    await arena.#run(wellProgram);
    return arena;
  }

  async attempt(attack: Attack): Promise<Verdict> {
    const code = this.#canaries.fill(attack.code);
    const began = performance.now();
    const result = await this.#run(code);
    const milliseconds = performance.now() - began;
    const next = await this.#run(wellProgram);
    const realm = [result, next]
      .map((each) => JSON.stringify(each))
      .find((text) => text.includes('THE REALM HAS CHANGED'));
    return {
      attack,
      status: result.status,
      errorCode: result.status === 'ok' ? undefined : result.error.code,
      escape: realm === undefined ? this.#canaries.sign(code, result) : 'what other code inherits',
      missed: this.#missedLimit(attack, result, milliseconds),
      unwell: next.status === 'ok' ? undefined : `${next.error.code}: ${next.error.message}`,
      milliseconds,
    };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #run(code: string): Promise<RunResult> {
    const began = performance.now();
    const request = { kind: 'run', code, datasets: this.datasets, limits: this.#limits } as const;
    const outcome = await this.#pool.request(request, '');
    return toRunResult(outcome, this.#limits, performance.now() - began);
  }

  #missedLimit({ goal }: Attack, result: RunResult, milliseconds: number): string | undefined {
    const peak = this.#pool.report().peakMemoryBytes;
    const grew = peak > this.#peak && peak > 1.5 * arenaLimits.memoryBytes;
    this.#peak = Math.max(this.#peak, peak);
    if (grew) return `memory: ${Math.round(peak / megabyte)} MB`;
    if (milliseconds > this.#latest) return `time: ${Math.round(milliseconds)} ms`;
    if (JSON.stringify(result).length > resultCharacters) return 'the size of the result';
    if (result.status === 'internal') return `a fault of the sandbox: ${result.error.message}`;
    // Only the engine may bring a process down; the language ends a program before that.
    const died = result.status === 'killed' && result.error.code === 'child-died';
    return died && !['polars', 'dos-pl'].includes(goal)
      ? `the process died: ${result.error.message}`
      : undefined;
  }
}

function limitsOf({ timed }: ArenaMode): SandboxLimits {
  return timed ? arenaLimits : { ...arenaLimits, wallMs: 10 * arenaLimits.wallMs };
}

/** The same jail, whose children load one of our modules first. */
function withPreload(jail: Jail, module: string): Jail {
  const mount = { from: preloads, to: preloads };
  const preload = ['--import', join(jail.seen(mount), module)];
  return {
    ...jail,
    launch: (kind) =>
      jail.launch({
        ...kind,
        mounts: { ...kind.mounts, readable: [...kind.mounts.readable, mount] },
        nodeArguments: [...kind.nodeArguments, ...preload],
      }),
  };
}
