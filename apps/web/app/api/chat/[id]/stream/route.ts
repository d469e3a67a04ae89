import { backend } from '@/server/backend';
import { chatStream } from '@/server/chat-stream';
import { handler } from '@/server/http';
import { identifier, type PathContext } from '@/server/requests';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Reads on an answer that is under way, from its beginning; 204 where there is none. */
export const GET = handler(async (_request, { params }: PathContext<'id'>) => {
  const id = identifier.parse((await params).id);
  const run = (await backend()).activeRun(id);
  return run ? chatStream(run) : new Response(null, { status: 204 });
});
