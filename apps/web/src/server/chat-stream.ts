import { toUIMessageStream, type RunHandle } from '@sallyport/agent';
import { createUIMessageStreamResponse } from 'ai';

/** The stream of a run's message, from its beginning. A reader that goes away leaves the run alone. */
export function chatStream(run: RunHandle): Response {
  return createUIMessageStreamResponse({
    stream: toUIMessageStream(run.events()),
    headers: { 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' },
  });
}
