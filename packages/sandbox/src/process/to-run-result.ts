import { SandboxErrorCode } from '../errors.js';
import type { ProgramError } from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import { runOutput } from '../result/run-output.js';
import type { Output, RunResult } from '../types.js';
import type { KillReason } from './metrics.js';
import type { PoolOutcome } from './pool.js';
import type { OutputReply, RunReply } from './protocol.js';
import { round } from './timing-histogram.js';

type Failure = Exclude<RunResult, { status: 'ok' }>;

const smaller = 'Work on fewer rows: filter or aggregate first, join on keys that are unique on one side.';

/** What a caller is told of a run. */
export function toRunResult(outcome: PoolOutcome, limits: SandboxLimits, elapsedMs: number): RunResult {
  const durationMs = round(elapsedMs);
  switch (outcome.kind) {
    case 'reply': {
      const { reply } = outcome;
      if (reply.kind === 'run') return fromReply(reply.reply, durationMs);
      const message = 'message' in reply ? reply.message : 'the child answered another question';
      return failure('internal', durationMs, true, {
        code: SandboxErrorCode.ChildFailed,
        message: `The sandbox failed: ${firstLine(message)}`,
        hint: 'This is a fault of the sandbox, not of the program. Another way to write it may work.',
      });
    }
    case 'ended': {
      return fromEnd(outcome.reason, outcome.detail, limits, durationMs);
    }
    case 'refused': {
      return fromRefusal(outcome.reason, outcome.detail, limits, durationMs);
    }
  }
}

/** A result for a program that no child has seen. */
export function failure(
  status: Failure['status'],
  durationMs: number,
  ran: boolean,
  error: ProgramError,
): RunResult {
  return { status, error, ran, logs: [], durationMs };
}

function fromReply(reply: RunReply, durationMs: number): RunResult {
  if (reply.status === 'ok') {
    const { status, outputs, logs, truncated, steps } = reply;
    const output = runOutput(outputs.map((shown) => outputOf(shown)));
    return { status, output, logs, durationMs, truncated, steps };
  }
  const { status, error, logs } = reply;
  return { status, error, ran: status !== 'rejected', logs, durationMs };
}

function outputOf(reply: OutputReply): Output {
  if (reply.kind !== 'table') return reply;
  const { arrow, ...shown } = reply;
  return arrow === undefined
    ? shown
    : { ...shown, arrow: { ...arrow, data: Buffer.from(arrow.data, 'base64') } };
}

function fromEnd(reason: KillReason, detail: string, limits: SandboxLimits, durationMs: number): RunResult {
  switch (reason) {
    case 'wall-clock': {
      return failure('killed', durationMs, true, {
        code: SandboxErrorCode.WallClockExceeded,
        message: `The program was stopped after ${limits.wallMs / 1000} seconds.`,
        hint: smaller,
      });
    }
    case 'memory': {
      const megabytes = Math.round(limits.memoryBytes / 1024 / 1024);
      return failure('killed', durationMs, true, {
        code: SandboxErrorCode.ChildMemoryExceeded,
        message: `The program was stopped because it needed more than ${megabytes} MiB of memory.`,
        hint: smaller,
      });
    }
    case 'cancelled': {
      return failure('killed', durationMs, true, cancelled);
    }
    case 'closed': {
      return failure('killed', durationMs, true, closed);
    }
    case 'protocol': {
      return failure('internal', durationMs, true, {
        code: SandboxErrorCode.ChildProtocol,
        message: 'The process that ran the program answered in a way that cannot be trusted, and was ended.',
      });
    }
    default: {
      return failure('killed', durationMs, true, {
        code: SandboxErrorCode.ChildDied,
        message: `The process that ran the program ended by itself${detail === '' ? '.' : `: ${firstLine(detail)}`}`,
        hint: `Most often a computation needed too much memory at once. ${smaller}`,
      });
    }
  }
}

function fromRefusal(
  reason: (PoolOutcome & { kind: 'refused' })['reason'],
  detail: string,
  limits: SandboxLimits,
  durationMs: number,
): RunResult {
  switch (reason) {
    case 'full': {
      return failure('limit', durationMs, false, {
        code: SandboxErrorCode.QueueFull,
        message: `${limits.queueLength} programs already wait to run. This one did not run.`,
        hint: 'Try again in a moment.',
      });
    }
    case 'timeout': {
      const why = detail === '' ? '' : ` The last child could not start: ${firstLine(detail)}`;
      return failure(detail === '' ? 'limit' : 'internal', durationMs, false, {
        code: detail === '' ? SandboxErrorCode.QueueTimeout : SandboxErrorCode.ChildStart,
        message: `The program waited ${limits.queueMs / 1000} seconds and did not run.${why}`,
        hint: 'Try again in a moment.',
      });
    }
    case 'cancelled': {
      return failure('killed', durationMs, false, cancelled);
    }
    case 'closed': {
      return failure('internal', durationMs, false, closed);
    }
  }
}

const cancelled: ProgramError = { code: SandboxErrorCode.RunCancelled, message: 'The run was cancelled.' };
const closed: ProgramError = { code: SandboxErrorCode.SandboxClosed, message: 'The sandbox is closed.' };

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
