import type { GuestValue } from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import type { RunOutput } from '../types.js';
import { computeTable } from './compute-frame.js';
import { OutputList } from './output-list.js';
import { runOutput } from './run-output.js';

/** A final value as JSON, and whether it was cut. */
export interface ConvertedOutput {
  output: RunOutput;
  truncated: boolean;
}

/**
 * Turns a program's final value into its result.
 *
 * @throws GuestError as {@link OutputList.add}.
 */
export function toOutput(value: GuestValue, limits: SandboxLimits): ConvertedOutput {
  const list = new OutputList(limits, computeTable);
  list.add(value, undefined, limits.outputs);
  return { output: runOutput(list.outputs), truncated: list.truncated };
}
