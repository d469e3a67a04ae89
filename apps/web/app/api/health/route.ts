import { json } from '@/server/http';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Says that the page's own server answers. Asks nothing of the backend. */
export const GET = () => json({ status: 'ok' });
