import { createPolarsGlobals } from '../../src/facade/index.js';
import { runProgram } from '../../src/language/index.js';
import {
  createFrameCache,
  defaultPlanLimits,
  executePlan,
  type DatasetFile,
  type Plan,
} from '../../src/plan/index.js';
import type { RunDataset } from '../../src/process/protocol.js';
import { computeTable } from '../../src/result/compute-frame.js';
import { OutputList } from '../../src/result/output-list.js';
import { foreignPart } from '../language/harness.js';
import type { Attack } from './attack.js';
import type { Canaries } from './canaries.js';
import { arenaLimits } from './arena.js';
import { captureRealm, realmChange } from './child/realm-guard.mjs';

const realm = captureRealm();

/**
 * Runs an attack in this very process, where an escape would find everything that it is after.
 *
 * @returns what it got at, or undefined. A fault of the sandbox passes through.
 */
export function attemptHere(
  attack: Attack,
  checked: boolean,
  datasets: readonly RunDataset[],
  canaries: Canaries,
): string | undefined {
  const code = canaries.fill(attack.code);
  const files = new Map<string, DatasetFile>(datasets.map((dataset) => [dataset.name, dataset]));
  const entries = datasets.map(({ path: _path, ...entry }) => entry);
  const cache = createFrameCache(defaultPlanLimits.cachedFrames);
  const started = performance.now();
  const outcome = runProgram(code, {
    globals: createPolarsGlobals({
      datasets: () => entries,
      execute: (plan, action) => {
        const received = JSON.parse(JSON.stringify(plan)) as Plan;
        return executePlan(received, { datasets: files, limits: defaultPlanLimits, action, cache });
      },
    }),
    staticChecks: checked,
    limits: { ...arenaLimits.language, now: () => performance.now() - started },
  });
  const value = outcome.status === 'ok' ? outcome.value : undefined;
  const change = realmChange(realm);
  if (change !== undefined) return `what other code inherits: ${change}`;
  const foreign = foreignPart(value);
  if (foreign !== undefined) return `an object of the host: ${foreign}`;
  return canaries.sign(code, [outcome.status === 'ok' ? outputOf(value) : outcome.error, outcome.logs]);
}

function outputOf(value: Parameters<OutputList['add']>[0]): unknown {
  const list = new OutputList(arenaLimits, computeTable);
  try {
    list.add(value, undefined, arenaLimits.outputs);
    return list.outputs;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
