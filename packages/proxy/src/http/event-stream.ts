import { limits } from '../limits.js';

/** One event of a stream of server-sent events. */
export interface StreamEvent {
  data: string;
  /** By which the stream can be resumed behind it. */
  id: string | undefined;
  /** Milliseconds to wait before that, where the server has said so. */
  retry: number | undefined;
}

/**
 * Reads server-sent events (HTML, section 9.2.6), as far as MCP uses them.
 *
 * @throws RangeError where one event goes past {@link limits.lineBytes}
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let id: string | undefined;
  let retry: number | undefined;
  let length = 0;
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length + length > limits.lineBytes) throw new RangeError('an event is longer than the limit');
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { data: data.join('\n'), id, retry };
        data = [];
        length = 0;
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
        length += line.length;
      } else if (line.startsWith('id:')) id = line.slice(3).trim();
      else if (/^retry: ?\d{1,9}$/.test(line)) retry = Number(line.slice(6));
    }
  }
}

/** A JSON text as one line: outside of strings, which hold none, an end of line is mere white space. */
export function asLine(json: string): string {
  return json.replaceAll(/[\r\n]+/g, ' ').trim();
}
