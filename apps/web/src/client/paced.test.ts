import type { UIMessageChunk } from 'ai';
import { describe, expect, it } from 'vitest';
import { paced } from './paced';

const delta = (id: string, text: string): UIMessageChunk => ({ type: 'text-delta', id, delta: text });

async function read(stream: ReadableStream<UIMessageChunk>): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

function streamOf(chunks: UIMessageChunk[], failure?: Error): ReadableStream<UIMessageChunk> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else if (failure) controller.error(failure);
      else controller.close();
    },
  });
}

describe('a paced stream', () => {
  it('gives pieces of one text that came at once as one, and all else in its order', async () => {
    const start = { type: 'text-start', id: 'b' } as const;
    const chunks = [delta('a', '1'), delta('a', '2'), start, delta('b', '3'), delta('c', '4')];
    const text = 'words '.repeat(500);
    const many = text.split(/(?<= )/).map((word) => delta('d', word));
    expect(await read(paced(streamOf([...chunks, ...many])))).toEqual([
      delta('a', '12'),
      start,
      delta('b', '3'),
      delta('c', '4'),
      delta('d', text),
    ]);
  });

  it('gives what has come by itself at once, and what came before a failure', async () => {
    let send = (_chunk: UIMessageChunk): void => undefined;
    const source = new ReadableStream<UIMessageChunk>({
      start: (controller) => void (send = (chunk) => controller.enqueue(chunk)),
    });
    const reader = paced(source).getReader();
    send(delta('a', '1'));
    expect((await reader.read()).value).toEqual(delta('a', '1'));
    send(delta('a', '2'));
    expect((await reader.read()).value).toEqual(delta('a', '2'));

    const broken = paced(streamOf([delta('a', '1')], new Error('cut'))).getReader();
    expect((await broken.read()).value).toEqual(delta('a', '1'));
    await expect(broken.read()).rejects.toThrow('cut');
  });

  it('lets go of the source when nobody reads on', async () => {
    let cancelled: unknown;
    const source = new ReadableStream<UIMessageChunk>({
      cancel: (reason) => void (cancelled = reason),
    });
    await paced(source).cancel('gone');
    expect(cancelled).toBe('gone');
  });
});
