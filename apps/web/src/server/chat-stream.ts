import type { RunHandle } from '@sallyport/agent';
import { createUIMessageStreamResponse } from 'ai';
import { agent } from './agent';

/** The stream of a run's message, from its beginning. A reader that goes away leaves the run alone. */
export async function chatStream(run: RunHandle): Promise<Response> {
  const { toUIMessageStream } = await agent();
  return createUIMessageStreamResponse({
    stream: toUIMessageStream(run.events()),
    headers: { 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' },
  });
}
