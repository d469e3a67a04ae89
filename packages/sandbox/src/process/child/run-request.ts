import { getHeapStatistics } from 'node:v8';

import { createPolarsGlobals } from '../../facade/index.js';
import {
  checkProgram,
  GuestError,
  locate,
  runProgram,
  type GuestValue,
  type ProgramOutcome,
} from '../../language/index.js';
import {
  createFrameCache,
  defaultPlanLimits,
  executePlan,
  executePlanToArrow,
  type DatasetFile,
  type Plan,
} from '../../plan/index.js';
import { computeTable, type ComputeFrame } from '../../result/compute-frame.js';
import { displayGlobals } from '../../result/display.js';
import { OutputList } from '../../result/output-list.js';
import { defaultSandboxLimits } from '../../limits.js';
import type { Output } from '../../types.js';
import type { OutputReply, RunReply, RunRequest } from '../protocol.js';

let staticChecks = true;

/**
 * From now on this process runs programs that the checker refuses, too: for proofs that the interpreter holds without
 * it. Only code that is loaded beside a child's own (`node --import`) can call it; no request leads here.
 *
 * @public
 */
export function skipStaticChecks(): void {
  staticChecks = false;
}

/** Runs or only checks one program in this process, and turns its final value into JSON inside the budget. */
export function runRequest(request: RunRequest): RunReply {
  const files = new Map<string, DatasetFile>(request.datasets.map((dataset) => [dataset.name, dataset]));
  const entries = request.datasets.map(({ path: _path, ...entry }) => entry);
  const planLimits = { ...defaultPlanLimits, ...request.limits.plan };
  const cache = createFrameCache(planLimits.cachedFrames);
  const options = { datasets: files, limits: planLimits, cache };
  // A plan crosses as JSON: whatever a program forged into it is then only data.
  const crossed = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan)) as Plan;
  const computeArrow: ComputeFrame = (frame, rows, bytes) =>
    executePlanToArrow(crossed(frame.node), options, rows, { rows: request.limits.arrowRows, bytes });
  const list = new OutputList(request.limits, request.arrow === true ? computeArrow : computeTable);
  const globals = {
    ...createPolarsGlobals({
      datasets: () => entries,
      execute: (plan, action) => executePlan(crossed(plan), { ...options, action }),
    }),
    ...displayGlobals(list, request.limits),
  };
  if (request.checkOnly === true) return check(request, globals);
  const started = performance.now();
  const outcome = runProgram(request.code, {
    globals,
    staticChecks,
    limits: {
      ...request.limits.language,
      now: () => performance.now() - started,
      heapUsed: () => getHeapStatistics().used_heap_size,
    },
  });
  const logs = boundedLogs(outcome.logs, request.limits.logCharacters);
  return outcome.status === 'ok' ? finish(outcome, logs, list, request) : { ...outcome, logs };
}

function check({ code, limits }: RunRequest, globals: Record<string, GuestValue>): RunReply {
  const outcome = checkProgram(code, { globals, limits: limits.language });
  if (outcome.ok) return { status: 'ok', outputs: [], truncated: false, logs: [], steps: 0 };
  return { status: 'rejected', error: outcome.error, logs: [], steps: 0 };
}

function finish(
  { value, logged, endsAt, steps }: ProgramOutcome & { status: 'ok' },
  logs: string[],
  list: OutputList,
  { code: source, limits }: RunRequest,
): RunReply {
  try {
    const isShown = list.has(value) || (logged === true && list.outputs.length > 0);
    // The final value has as much room as all that was shown before.
    if (!isShown) list.add(value, undefined, list.outputs.length + limits.outputs);
    if (list.leftOut > 0)
      logs.push(`… ${list.leftOut} further results are not shown; ${limits.outputs} are the most`);
    const outputs = list.outputs.map((output) => replyOf(output));
    return { status: 'ok', outputs, truncated: list.truncated, logs, steps };
  } catch (error) {
    // A frame is computed only when its rows are asked for, so that a wrong column shows here.
    if (!(error instanceof GuestError)) throw error;
    const { code, message, hint, didYouMean, at = endsAt } = error;
    const details = {
      code,
      message,
      ...locate(source, at),
      ...(hint ? { hint } : {}),
      ...(didYouMean?.length ? { didYouMean: [...didYouMean] } : {}),
    };
    return { status: 'failed', error: details, logs, steps };
  }
}

function replyOf(output: Output): OutputReply {
  if (output.kind !== 'table') return output;
  const { arrow, ...shown } = output;
  if (arrow === undefined) return shown;
  const { data, rows, rowCount } = arrow;
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
  return { ...shown, arrow: { data: text, rows, rowCount } };
}

function boundedLogs(lines: readonly string[], characters: number): string[] {
  let left = characters;
  const kept: string[] = [];
  for (const line of lines) {
    left -= line.length;
    if (left < 0) {
      kept.push('… further output was cut');
      break;
    }
    kept.push(line);
  }
  return kept;
}

/**
 * Computes something with the whole stack once: a missing polars binary or a broken build fails here, at start, and
 * the first real run finds everything loaded.
 */
export function selfTest(): void {
  const code = `pl.DataFrame({ group: ['a', 'b', 'a'], amount: [1, 2, 3] }).groupBy('group').agg(pl.col('amount').sum()).sort('group')`;
  const reply = runRequest({ kind: 'run', code, datasets: [], limits: defaultSandboxLimits });
  const shown = reply.status === 'ok' ? reply.outputs[0] : undefined;
  const sums = shown?.kind === 'table' ? shown.table.data[1] : undefined;
  if (sums?.[0] !== 4 || sums[1] !== 2) {
    throw new Error(
      `the self-test failed: ${JSON.stringify(reply.status === 'ok' ? reply.outputs : reply.error)}`,
    );
  }
}
