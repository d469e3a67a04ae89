import type { ModelInfo, RunUsage } from '../models/model-info.js';
import { outputsOf } from './outputs-of.js';
import type { RunEvent, RunResult, RunStep } from './types.js';

/** No tokens and no requests. */
export const noUsage: RunUsage = { requests: 0, inputTokens: 0, outputTokens: 0, totalTokens: 0 };

/** Adds up a run's events to its result. */
export function resultOf(
  events: Iterable<RunEvent>,
  run: { runId: string; conversationId: string; model: ModelInfo },
): RunResult {
  const result: RunResult = {
    status: 'failed',
    answer: '',
    steps: [],
    agentPath: [],
    findings: [],
    usage: noUsage,
    ...run,
  };
  const programs = new Map<string, string>();
  for (const event of events) {
    switch (event.type) {
      case 'agent-start':
        result.agentPath.push(event.agent);
        break;
      case 'tool-input-available':
        if (event.code !== undefined) programs.set(event.callId, event.code);
        break;
      case 'tool-output-available':
        addStep(result, event, programs.get(event.callId));
        break;
      case 'security-finding': {
        const { seq: _seq, at: _at, type: _type, ...finding } = event;
        result.findings.push(finding);
        break;
      }
      case 'usage-update':
        result.usage = event.usage;
        break;
      case 'run-end':
        result.status = event.status;
        result.answer = event.answer ?? '';
        if (event.error) result.error = event.error;
        break;
      case 'run-start':
      case 'text-delta':
      case 'text-end':
        break;
      default:
        event satisfies never;
    }
  }
  return result;
}

function addStep(
  result: RunResult,
  event: Extract<RunEvent, { type: 'tool-output-available' }>,
  code: string | undefined,
): void {
  const { tool, output, durationMs, isError } = event;
  const step: RunStep = {
    tool,
    ...(code === undefined ? {} : { code }),
    result: output,
    durationMs,
    isError,
  };
  result.steps.push(step);
  if (isError || tool !== 'run_analysis') return;
  if (output.table) result.table = output.table;
  if (output.chart) result.chart = output.chart;
  result.outputs = outputsOf(output);
}
