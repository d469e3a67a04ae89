import type { RunEvent } from '../runs/types.js';
import { ChunkTranslator } from './chunks.js';
import type { AnalystMessageChunk } from './message.js';

/**
 * The AI SDK v6 UI message stream of one run. Cancelling the stream lets go of the events and leaves the run alone.
 * Give it the events from the start: a page that comes back reads the whole message again.
 */
export function toUIMessageStream(events: AsyncIterable<RunEvent>): ReadableStream<AnalystMessageChunk> {
  const translator = new ChunkTranslator();
  const iterator = events[Symbol.asyncIterator]();
  return new ReadableStream<AnalystMessageChunk>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) {
        controller.close();
        return;
      }
      for (const chunk of translator.translate(next.value)) controller.enqueue(chunk);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
