import type { UIMessageChunk } from 'ai';

/**
 * The same stream at the pace of the page: one chunk to a task, and pieces of one text that have come meanwhile as one.
 * What comes at once (a fast model, an answer read again from its start) would otherwise be read without a pause while
 * the page is drawn again and again, which React takes for an endless loop and ends with an error.
 */
export function paced(stream: ReadableStream<UIMessageChunk>): ReadableStream<UIMessageChunk> {
  const source = stream.getReader();
  const waiting: UIMessageChunk[] = [];
  let wake = (): void => undefined;
  let end: { failure?: unknown } | undefined;

  const gather = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await source.read();
      if (done) return;
      add(waiting, value);
      wake();
    }
  };
  gather()
    .then(
      () => (end = {}),
      (failure: unknown) => (end = { failure }),
    )
    .finally(() => wake());

  return new ReadableStream<UIMessageChunk>({
    async pull(controller) {
      await nextTask();
      if (waiting.length === 0 && !end) await new Promise<void>((resolve) => (wake = resolve));
      const chunk = waiting.shift();
      if (chunk) controller.enqueue(chunk);
      else if (end && 'failure' in end) controller.error(end.failure);
      else controller.close();
    },
    cancel: (reason) => source.cancel(reason),
  });
}

function add(chunks: UIMessageChunk[], chunk: UIMessageChunk): void {
  const last = chunks.at(-1);
  if (chunk.type === 'text-delta' && last?.type === 'text-delta' && chunk.id === last.id) {
    chunks[chunks.length - 1] = { ...last, delta: last.delta + chunk.delta };
  } else {
    chunks.push(chunk);
  }
}

/** By a message: browsers make timers that follow one another wait four milliseconds each. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
