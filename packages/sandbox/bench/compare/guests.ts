import { defaultSandboxLimits } from '../../src/limits.js';
import type { DatasetFile } from '../../src/plan/index.js';
import { runRequest } from '../../src/process/child/run-request.js';
import type { RunDataset } from '../../src/process/protocol.js';
import type { Absent, Guest, GuestName } from './contestant.js';
import { rowsOfPlans } from './guest-polars.js';
import { isolatedVm } from './isolated-vm.js';
import { quickjs } from './quickjs.js';
import { resultOf } from './sandboxed.js';

export const guestNames: readonly GuestName[] = ['our interpreter', 'QuickJS', 'isolated-vm'];

/** Opens a guest over the converted files. */
export async function openGuest(name: GuestName, datasets: readonly RunDataset[]): Promise<Guest | Absent> {
  if (name === 'our interpreter') return { name, evaluate: (program) => interpret(program, datasets) };
  const files = new Map<string, DatasetFile>(datasets.map((dataset) => [dataset.name, dataset]));
  const computeRows = rowsOfPlans(files);
  return name === 'QuickJS' ? quickjs(computeRows) : isolatedVm(computeRows);
}

/** The heap is not the guest's alone here. */
const limits = {
  ...defaultSandboxLimits,
  language: { ...defaultSandboxLimits.language, heapBytes: Number.POSITIVE_INFINITY },
};

/** What a child of the sandbox does with a program. */
function interpret(code: string, datasets: readonly RunDataset[]): unknown {
  const reply = runRequest({ kind: 'run', code, datasets: [...datasets], limits });
  if (reply.status !== 'ok') throw new Error(`${code}: ${reply.error.message}`);
  return resultOf(reply.outputs[0]);
}
