import { backend } from '@/server/backend';
import { notFound } from '@/server/errors';
import { handler, json } from '@/server/http';
import { identifier, type PathContext } from '@/server/requests';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** What one dataset holds. */
export const GET = handler(async (_request, { params }: PathContext<'name'>) => {
  const name = identifier.parse((await params).name);
  const analyst = await backend();
  const known = await analyst.datasets();
  if (!known.some((dataset) => dataset.name === name)) throw notFound('dataset');
  return json(await analyst.describeDataset(name));
});
