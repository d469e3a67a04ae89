import type { Row } from '@libsql/client';
import type { ModelInfo, RunUsage } from '../models/model-info.js';
import type { RunError } from '../runs/run-error.js';
import type { RunEvent } from '../runs/types.js';
import type { ConversationSummary, Turn, TurnStatus } from './types.js';

/** A text column. Throws where the database holds something else: it was not written by this package then. */
export function textAt(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`The column ${column} of the conversation store holds no text.`);
}

/** A column of JSON that this package wrote. */
export function jsonAt(row: Row, column: string): unknown {
  return JSON.parse(textAt(row, column));
}

/** A row of `conversations`. */
export function summaryOf(row: Row): ConversationSummary {
  return {
    id: textAt(row, 'id'),
    title: textAt(row, 'title'),
    createdAt: Number(row['created_at']),
    updatedAt: Number(row['updated_at']),
  };
}

/** A row of `turns`. */
export function turnOf(row: Row): Turn {
  const endedAt = row['ended_at'];
  return {
    runId: textAt(row, 'run_id'),
    question: textAt(row, 'question'),
    answer: textAt(row, 'answer'),
    status: textAt(row, 'status') as TurnStatus,
    ...(row['error'] === null ? {} : { error: jsonAt(row, 'error') as RunError }),
    model: jsonAt(row, 'model') as ModelInfo,
    usage: jsonAt(row, 'usage') as RunUsage,
    events: jsonAt(row, 'events') as RunEvent[],
    createdAt: Number(row['created_at']),
    ...(endedAt === null ? {} : { endedAt: Number(endedAt) }),
  };
}
