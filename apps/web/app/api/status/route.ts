import { backend } from '@/server/backend';
import { handler, json } from '@/server/http';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** How the backend stands: the model, the connection, the guard. */
export const GET = handler(async () => json(await (await backend()).status()));
