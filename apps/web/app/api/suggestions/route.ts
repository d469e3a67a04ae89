import { backend } from '@/server/backend';
import { handler, json } from '@/server/http';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Questions that the data can answer. */
export const GET = handler(async () => json({ suggestions: await (await backend()).suggestions() }));
