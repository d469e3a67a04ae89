import { getHeapStatistics } from 'node:v8';

import { createPolarsGlobals } from '../../facade/index.js';
import { checkProgram, GuestError, runProgram, type ProgramOutcome } from '../../language/index.js';
import {
  createFrameCache,
  defaultPlanLimits,
  executePlan,
  type DatasetFile,
  type Plan,
} from '../../plan/index.js';
import { toOutput } from '../../result/output.js';
import { defaultSandboxLimits } from '../../limits.js';
import type { RunReply, RunRequest } from '../protocol.js';

let staticChecks = true;

/**
 * From now on this process runs programs that the checker refuses, too: for proofs that the interpreter holds without
 * it. Only code that is loaded beside a child's own (`node --import`) can call it; no request leads here.
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
  const globals = createPolarsGlobals({
    datasets: () => entries,
    execute: (plan, action) =>
      // A plan crosses as JSON: whatever a program forged into it is then only data.
      executePlan(JSON.parse(JSON.stringify(plan)) as Plan, {
        datasets: files,
        limits: planLimits,
        action,
        cache,
      }),
  });
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
  return outcome.status === 'ok' ? finish(outcome, logs, request) : { ...outcome, logs };
}

function check({ code, limits }: RunRequest, globals: ReturnType<typeof createPolarsGlobals>): RunReply {
  const outcome = checkProgram(code, { globals, limits: limits.language });
  if (outcome.ok) return { status: 'ok', output: {}, truncated: false, logs: [], steps: 0 };
  return { status: 'rejected', error: outcome.error, logs: [], steps: 0 };
}

function finish(outcome: ProgramOutcome & { status: 'ok' }, logs: string[], request: RunRequest): RunReply {
  const { steps } = outcome;
  try {
    const { output, truncated } = toOutput(outcome.value, request.limits);
    return { status: 'ok', output, truncated, logs, steps };
  } catch (error) {
    // A frame is computed only when its rows are asked for, so that a wrong column shows here.
    if (!(error instanceof GuestError)) throw error;
    const { code, message, hint, didYouMean } = error;
    const details = {
      code,
      message,
      ...(hint ? { hint } : {}),
      ...(didYouMean?.length ? { didYouMean: [...didYouMean] } : {}),
    };
    return { status: 'failed', error: details, logs, steps };
  }
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
  const sums = reply.status === 'ok' ? reply.output.table?.data[1] : undefined;
  if (sums?.[0] !== 4 || sums[1] !== 2) {
    throw new Error(
      `the self-test failed: ${JSON.stringify(reply.status === 'ok' ? reply.output : reply.error)}`,
    );
  }
}
