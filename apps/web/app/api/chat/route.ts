import { backend } from '@/server/backend';
import { chatStream } from '@/server/chat-stream';
import { handler, readBody } from '@/server/http';
import { chatRequest } from '@/server/requests';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Asks a question: starts a run that the server owns, and streams its message. */
export const POST = handler(async (request) => {
  const { id, message, replaces } = await readBody(request, chatRequest);
  const analyst = await backend();
  return chatStream(await analyst.startRun({ question: message, conversationId: id, replaces }));
});
