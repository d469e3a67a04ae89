import { backend } from '@/server/backend';
import { handler, json } from '@/server/http';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** The conversations, the latest first. */
export const GET = handler(async () => json({ conversations: await (await backend()).conversations.list() }));
