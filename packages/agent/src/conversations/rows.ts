import type { Row } from '@libsql/client';
import type { ModelInfo, RunUsage } from '../models/model-info.js';
import type { RunError } from '../runs/run-error.js';
import type { RunEvent } from '../runs/types.js';
import type { ConversationSummary, Turn, TurnStatus } from './types.js';

/** A row of `conversations`. */
export function summaryOf(row: Row): ConversationSummary {
  return {
    id: String(row['id']),
    title: String(row['title']),
    createdAt: Number(row['created_at']),
    updatedAt: Number(row['updated_at']),
  };
}

/** A row of `turns`. Its JSON was written by this package. */
export function turnOf(row: Row): Turn {
  const error = row['error'];
  const endedAt = row['ended_at'];
  return {
    runId: String(row['run_id']),
    question: String(row['question']),
    answer: String(row['answer']),
    status: String(row['status']) as TurnStatus,
    ...(typeof error === 'string' ? { error: JSON.parse(error) as RunError } : {}),
    model: JSON.parse(String(row['model'])) as ModelInfo,
    usage: JSON.parse(String(row['usage'])) as RunUsage,
    events: JSON.parse(String(row['events'])) as RunEvent[],
    createdAt: Number(row['created_at']),
    ...(typeof endedAt === 'number' ? { endedAt } : {}),
  };
}
