import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type Client } from '@libsql/client';
import type { ModelEnvironment } from '../models/model-info.js';
import { migrate } from './migrations.js';

/** How long a write waits for another process's, in milliseconds. */
const busyMs = 5000;

/**
 * Opens the conversations: a file in `home`, or the libSQL server that `SALLYPORT_DATABASE_URL` names
 * (`SALLYPORT_DATABASE_TOKEN` is its token).
 */
export async function openDatabase(home: string, environment: ModelEnvironment = {}): Promise<Client> {
  const url = environment['SALLYPORT_DATABASE_URL']?.trim();
  const authToken = environment['SALLYPORT_DATABASE_TOKEN']?.trim();
  if (!url) mkdirSync(home, { recursive: true, mode: 0o700 });
  const client = url
    ? createClient({ url, ...(authToken ? { authToken } : {}) })
    : createClient({ url: pathToFileURL(join(home, 'conversations.db')).href, timeout: busyMs });
  if (!url) await client.execute('PRAGMA journal_mode = WAL');
  await migrate(client);
  return client;
}
