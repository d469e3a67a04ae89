import { agent } from '@/server/agent';
import { backend } from '@/server/backend';
import { notFound } from '@/server/errors';
import { handler, json, readBody } from '@/server/http';
import { identifier, renameRequest, type PathContext } from '@/server/requests';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** A conversation with its messages, and the run under way if there is one. */
export const GET = handler(async (_request, { params }: PathContext<'id'>) => {
  const [{ toUIMessages }, analyst] = await Promise.all([agent(), backend()]);
  const conversation = await analyst.conversations.get(identifier.parse((await params).id));
  if (!conversation) throw notFound('conversation');
  const { id, title, createdAt, updatedAt } = conversation;
  const activeRunId = analyst.activeRun(id)?.runId;
  return json({ id, title, createdAt, updatedAt, messages: toUIMessages(conversation), activeRunId });
});

/** Gives a conversation another title. */
export const PATCH = handler(async (request, { params }: PathContext<'id'>) => {
  const { title } = await readBody(request, renameRequest);
  const { conversations } = await backend();
  if (!(await conversations.rename(identifier.parse((await params).id), title))) {
    throw notFound('conversation');
  }
  return new Response(null, { status: 204 });
});

/** Removes a conversation with all that belongs to it; a run under way in it is stopped. */
export const DELETE = handler(async (_request, { params }: PathContext<'id'>) => {
  const analyst = await backend();
  const id = identifier.parse((await params).id);
  const run = analyst.activeRun(id);
  run?.stop();
  await run?.result;
  if (!(await analyst.conversations.delete(id))) throw notFound('conversation');
  return new Response(null, { status: 204 });
});
