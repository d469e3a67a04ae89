import { randomUUID } from 'node:crypto';
import type { Client } from '@libsql/client';
import type { AgentLimits } from '../limits.js';
import type { ModelInfo } from '../models/model-info.js';
import { noUsage } from '../runs/result-builder.js';
import { RunErrorCode, type RunError } from '../runs/run-error.js';
import type { RunEvent, RunResult } from '../runs/types.js';
import { isGone, thisOwner } from './owner.js';
import { summaryOf, textAt, turnOf } from './rows.js';
import { StoredSession } from './session.js';
import { eventsToStore } from './stored-events.js';
import { titleOf } from './title.js';
import type { Conversation, ConversationStore, ConversationSummary } from './types.js';

/** Beyond a run's time limit, how long another host's run may stay silent before it counts as cut off. Milliseconds. */
const silenceMs = 60_000;

const interrupted: RunError = {
  code: RunErrorCode.interrupted,
  message: 'The answer was cut off: the application ended while it was being worked on.',
  remedy: 'Ask the question again.',
};

/** The conversations in a libSQL database, with what runs need to write their turns. */
export class LibsqlConversationStore implements ConversationStore {
  constructor(
    private readonly client: Client,
    private readonly limits: AgentLimits,
    private readonly now: () => number = Date.now,
  ) {}

  async list(): Promise<ConversationSummary[]> {
    const { rows } = await this.client.execute({
      sql: 'SELECT * FROM conversations ORDER BY updated_at DESC, id LIMIT ?',
      args: [this.limits.conversations],
    });
    return rows.map(summaryOf);
  }

  async get(id: string): Promise<Conversation | undefined> {
    await this.settleAbandonedRuns();
    const [conversation, turns] = await this.client.batch(
      [
        { sql: 'SELECT * FROM conversations WHERE id = ?', args: [id] },
        { sql: 'SELECT * FROM turns WHERE conversation_id = ? ORDER BY position', args: [id] },
      ],
      'read',
    );
    const row = conversation?.rows[0];
    return row ? { ...summaryOf(row), turns: (turns?.rows ?? []).map(turnOf) } : undefined;
  }

  async rename(id: string, title: string): Promise<boolean> {
    const result = await this.client.execute({
      sql: 'UPDATE conversations SET title = ? WHERE id = ?',
      args: [titleOf(title, this.limits.titleLength), id],
    });
    return result.rowsAffected > 0;
  }

  async delete(id: string): Promise<boolean> {
    const results = await this.client.batch(
      [
        { sql: 'DELETE FROM items WHERE conversation_id = ?', args: [id] },
        { sql: 'DELETE FROM turns WHERE conversation_id = ?', args: [id] },
        { sql: 'DELETE FROM conversations WHERE id = ?', args: [id] },
      ],
      'write',
    );
    return (results[2]?.rowsAffected ?? 0) > 0;
  }

  /** Whether the conversation exists. */
  async has(id: string): Promise<boolean> {
    const { rows } = await this.client.execute({
      sql: 'SELECT 1 FROM conversations WHERE id = ?',
      args: [id],
    });
    return rows.length > 0;
  }

  /** Whether a run of this or another process is under way in the conversation. */
  async isBusy(id: string): Promise<boolean> {
    await this.settleAbandonedRuns();
    const { rows } = await this.client.execute({
      sql: "SELECT 1 FROM turns WHERE conversation_id = ? AND status = 'running'",
      args: [id],
    });
    return rows.length > 0;
  }

  /** A new, empty conversation with the title that its first question gives it. Returns its id. */
  async create(question: string): Promise<string> {
    const id = randomUUID();
    const now = this.now();
    await this.client.execute({
      sql: 'INSERT INTO conversations (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)',
      args: [id, titleOf(question, this.limits.titleLength), now, now],
    });
    return id;
  }

  /**
   * Takes a turn and all that follow it out of a conversation, with their part of the history, so that another question
   * can take their place. A title that came from the first question goes with it. False where there is no such turn.
   */
  async removeFrom(id: string, runId: string, question: string): Promise<boolean> {
    const { rows } = await this.client.execute({
      sql: 'SELECT position, question, items_before FROM turns WHERE conversation_id = ? AND run_id = ?',
      args: [id, runId],
    });
    const [turn] = rows;
    if (!turn) return false;
    const position = Number(turn['position']);
    const { titleLength } = this.limits;
    await this.client.batch(
      [
        {
          sql: 'DELETE FROM items WHERE conversation_id = ? AND position > ?',
          args: [id, Number(turn['items_before'])],
        },
        { sql: 'DELETE FROM turns WHERE conversation_id = ? AND position >= ?', args: [id, position] },
        {
          sql: 'UPDATE conversations SET title = ? WHERE id = ? AND title = ? AND ? = 1',
          args: [
            titleOf(question, titleLength),
            id,
            titleOf(textAt(turn, 'question'), titleLength),
            position,
          ],
        },
      ],
      'write',
    );
    return true;
  }

  /** The conversation's questions so far, oldest first. */
  async questions(id: string): Promise<string[]> {
    const { rows } = await this.client.execute({
      sql: 'SELECT question FROM turns WHERE conversation_id = ? ORDER BY position',
      args: [id],
    });
    return rows.map((row) => textAt(row, 'question'));
  }

  /** Notes that a run has begun. */
  async beginTurn(run: {
    runId: string;
    conversationId: string;
    question: string;
    model: ModelInfo;
  }): Promise<void> {
    const now = this.now();
    await this.client.batch(
      [
        {
          sql: `INSERT INTO turns
                  (run_id, conversation_id, position, question, status, model, usage, events, owner, created_at, items_before)
                SELECT ?1, ?2, COALESCE(MAX(position), 0) + 1, ?3, 'running', ?4, ?5, '[]', ?6, ?7,
                  (SELECT COALESCE(MAX(position), 0) FROM items WHERE conversation_id = ?2)
                FROM turns WHERE conversation_id = ?2`,
          args: [
            run.runId,
            run.conversationId,
            run.question,
            JSON.stringify(run.model),
            JSON.stringify(noUsage),
            thisOwner,
            now,
          ],
        },
        { sql: 'UPDATE conversations SET updated_at = ? WHERE id = ?', args: [now, run.conversationId] },
      ],
      'write',
    );
  }

  /** Notes how a run ended. */
  async endTurn(result: RunResult, events: readonly RunEvent[]): Promise<void> {
    await this.client.execute({
      sql: 'UPDATE turns SET status = ?, answer = ?, error = ?, usage = ?, events = ?, ended_at = ? WHERE run_id = ?',
      args: [
        result.status,
        result.answer,
        result.error ? JSON.stringify(result.error) : null,
        JSON.stringify(result.usage),
        eventsToStore(events, this.limits.storedTurnLength),
        this.now(),
        result.runId,
      ],
    });
  }

  /** Marks the running turns whose process is gone as interrupted. */
  async settleAbandonedRuns(): Promise<void> {
    const { rows } = await this.client.execute(
      "SELECT run_id, owner, created_at FROM turns WHERE status = 'running'",
    );
    const oldest = this.now() - this.limits.runMs - silenceMs;
    for (const row of rows) {
      if (!isGone(textAt(row, 'owner')) && Number(row['created_at']) > oldest) continue;
      await this.client.execute({
        sql: "UPDATE turns SET status = 'interrupted', error = ?, ended_at = ? WHERE run_id = ? AND status = 'running'",
        args: [JSON.stringify(interrupted), this.now(), textAt(row, 'run_id')],
      });
    }
  }

  /** The SDK's session of a conversation, for this model. */
  session(conversationId: string, model: ModelInfo): StoredSession {
    return new StoredSession(this.client, conversationId, {
      items: this.limits.historyItems,
      resultLength: this.limits.historyResultLength,
      // The embedded model reads the marks that it left on its own messages.
      portable: model.kind !== 'embedded',
    });
  }

  close(): void {
    this.client.close();
  }
}
