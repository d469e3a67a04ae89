import { backend } from '@/server/backend';
import { notFound } from '@/server/errors';
import { handler, json } from '@/server/http';
import { identifier, type PathContext } from '@/server/requests';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Stops a run. Does nothing to one that has ended. */
export const POST = handler(async (_request, { params }: PathContext<'id'>) => {
  const run = (await backend()).getRun(identifier.parse((await params).id));
  if (!run) throw notFound('run');
  run.stop();
  return json({ runId: run.runId });
});
