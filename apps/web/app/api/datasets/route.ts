import { backend } from '@/server/backend';
import { handler, json } from '@/server/http';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** The datasets that can be asked about. */
export const GET = handler(async () => json({ datasets: await (await backend()).datasets() }));
