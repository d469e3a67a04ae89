import { createRequire } from 'node:module';

import type { Absent, Guest } from './contestant.js';
import { guestPolars } from './guest-polars.js';

/** What we use of isolated-vm, which is no dependency: it wants a native build. */
interface IsolatedVm {
  Isolate: (new (options: { memoryLimit: number; snapshot: unknown }) => Isolate) & {
    createSnapshot(sources: { code: string }[]): unknown;
  };
  Callback: new (call: (text: string) => string) => unknown;
}

interface Isolate {
  createContextSync(): {
    global: { setSync(name: string, value: unknown): void };
    evalSync(code: string, options: { timeout: number; copy: true }): unknown;
  };
  dispose(): void;
}

const memoryMegabytes = 64;
const timeMs = 5000;

/** isolated-vm, where it is installed: a fresh isolate from a snapshot for every program. */
export function isolatedVm(computeRows: (plan: string) => string): Guest | Absent {
  let engine: IsolatedVm;
  try {
    engine = createRequire(import.meta.url)('isolated-vm') as IsolatedVm;
  } catch {
    return {
      name: 'isolated-vm',
      reason: 'not installed; it wants a native build (NODE_PATH may name a folder that has it)',
    };
  }
  const snapshot = engine.Isolate.createSnapshot([{ code: guestPolars }]);
  return {
    name: 'isolated-vm',
    evaluate: (program) => {
      const isolate = new engine.Isolate({ memoryLimit: memoryMegabytes, snapshot });
      try {
        const context = isolate.createContextSync();
        context.global.setSync('computeRows', new engine.Callback(computeRows));
        return context.evalSync(program, { timeout: timeMs, copy: true });
      } finally {
        isolate.dispose();
      }
    },
  };
}
