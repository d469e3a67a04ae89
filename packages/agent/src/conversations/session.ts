import type { AgentInputItem, Session } from '@openai/agents';
import type { Client } from '@libsql/client';
import { jsonWithoutSecrets } from '../mcp/without-secrets.js';
import { jsonAt } from './rows.js';
import { boundHistory, type HistoryBounds } from './history.js';

/** Items read from the store at most: as many as could matter to the bounded history, with room for lonely calls. */
const readFactor = 4;

/** The SDK's view of a conversation's history, kept in the store. A model is given a bounded part of it. */
export class StoredSession implements Session {
  constructor(
    private readonly client: Client,
    private readonly conversationId: string,
    private readonly bounds: HistoryBounds,
  ) {}

  getSessionId(): Promise<string> {
    return Promise.resolve(this.conversationId);
  }

  async getItems(limit?: number): Promise<AgentInputItem[]> {
    const { rows } = await this.client.execute({
      sql: 'SELECT item FROM items WHERE conversation_id = ? ORDER BY position DESC LIMIT ?',
      args: [this.conversationId, this.bounds.items * readFactor],
    });
    const items = rows.reverse().map((row) => jsonAt(row, 'item') as AgentInputItem);
    const bounded = boundHistory(items, this.bounds);
    return limit === undefined ? bounded : bounded.slice(-limit);
  }

  async addItems(items: AgentInputItem[]): Promise<void> {
    if (items.length === 0) return;
    await this.client.batch(
      items.map((item) => ({
        sql: `INSERT INTO items (conversation_id, position, item)
              SELECT ?, COALESCE(MAX(position), 0) + 1, ? FROM items WHERE conversation_id = ?`,
        args: [this.conversationId, JSON.stringify(storable(item)), this.conversationId],
      })),
      'write',
    );
  }

  async popItem(): Promise<AgentInputItem | undefined> {
    const { rows } = await this.client.execute({
      sql: `DELETE FROM items WHERE conversation_id = ?1 AND position =
              (SELECT MAX(position) FROM items WHERE conversation_id = ?1) RETURNING item`,
      args: [this.conversationId],
    });
    const row = rows[0];
    return row ? (jsonAt(row, 'item') as AgentInputItem) : undefined;
  }

  async clearSession(): Promise<void> {
    await this.client.execute({
      sql: 'DELETE FROM items WHERE conversation_id = ?',
      args: [this.conversationId],
    });
  }
}

/** A call without the credentials that a model wrote into it: they have no place on the disk. */
function storable(item: AgentInputItem): AgentInputItem {
  if (item.type !== 'function_call') return item;
  return { ...item, arguments: jsonWithoutSecrets(item.name, item.arguments) };
}
