import type { Client } from '@libsql/client';

/** One step of the store's schema. Steps are never changed, only added. */
interface Migration {
  id: number;
  statements: readonly string[];
}

const migrations: readonly Migration[] = [
  {
    id: 1,
    statements: [
      `CREATE TABLE conversations (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL)`,
      `CREATE TABLE turns (
        run_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL, error TEXT, model TEXT NOT NULL, usage TEXT NOT NULL, events TEXT NOT NULL,
        owner TEXT NOT NULL, created_at INTEGER NOT NULL, ended_at INTEGER,
        UNIQUE (conversation_id, position))`,
      `CREATE TABLE items (
        conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, item TEXT NOT NULL,
        PRIMARY KEY (conversation_id, position))`,
      'CREATE INDEX turns_by_status ON turns (status)',
      'CREATE INDEX conversations_by_update ON conversations (updated_at)',
    ],
  },
  {
    id: 2,
    // Where a turn's part of the history begins. Of earlier turns it is not known: from the start on.
    statements: ['ALTER TABLE turns ADD COLUMN items_before INTEGER NOT NULL DEFAULT 0'],
  },
];

/** Brings a database to the newest schema. Each step is applied at most once, and as a whole or not at all. */
export async function migrate(client: Client): Promise<void> {
  await client.execute(
    'CREATE TABLE IF NOT EXISTS migrations (id INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)',
  );
  for (const { id, statements } of migrations) {
    if (await isApplied(client, id)) continue;
    try {
      // One batch is one transaction. The row comes first: of two processes only one gets past it.
      const mark = { sql: 'INSERT INTO migrations (id, applied_at) VALUES (?, ?)', args: [id, Date.now()] };
      await client.batch([mark, ...statements], 'write');
    } catch (error) {
      if (!(await isApplied(client, id))) throw error;
    }
  }
}

async function isApplied(client: Client, id: number): Promise<boolean> {
  const { rows } = await client.execute({ sql: 'SELECT id FROM migrations WHERE id = ?', args: [id] });
  return rows.length > 0;
}
