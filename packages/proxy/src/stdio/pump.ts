import type { Readable, Writable } from 'node:stream';
import { limits } from '../limits.js';
import type { OutLine } from '../relay/outcome.js';
import { LineSplitter, type Line } from './line-splitter.js';

/**
 * Reads a stream line by line. All the lines of a chunk are dealt with before the next is read, so that a slow reader
 * slows its writer.
 *
 * @param onEndless called when a line goes past {@link limits.endlessLineBytes}.
 */
export async function pumpLines(
  input: Readable,
  deal: (lines: readonly Line[]) => Promise<void> | undefined,
  onEndless: () => void = () => undefined,
): Promise<void> {
  const splitter = new LineSplitter(limits.lineBytes);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const lines = splitter.push(chunk);
    if (lines.length > 0) await deal(lines);
    if (splitter.length > limits.endlessLineBytes) onEndless();
  }
  const last = splitter.end();
  if (last.length > 0) await deal(last);
}

const newline = Buffer.from('\n');

/** Writes lines to a stream. A stream that is gone takes nothing more. */
export class LineWriter {
  readonly #output: Writable;
  #isGone = false;

  constructor(output: Writable) {
    this.#output = output;
    output.once('error', () => (this.#isGone = true));
    output.once('close', () => (this.#isGone = true));
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Writes lines, and gives a promise where the stream asks to wait. */
  write(lines: readonly OutLine[]): Promise<void> | undefined {
    if (this.#isGone || lines.length === 0) return undefined;
    const parts = lines.flatMap((line) => [typeof line === 'string' ? Buffer.from(line) : line, newline]);
    const hasRoom = this.#output.write(Buffer.concat(parts));
    return hasRoom ? undefined : this.#drained();
  }

  /**
   * Writes answers to whoever is being read from. Waiting for them to be read could be waiting for one who waits for
   * us, so there is no wait until much lies unread.
   */
  answer(lines: readonly OutLine[]): Promise<void> | undefined {
    const wait = this.write(lines);
    return this.#output.writableLength > limits.unreadBytes ? wait : undefined;
  }

  end(): void {
    if (!this.#isGone) this.#output.end();
  }

  /** Waits until all that was written has been taken. */
  flushed(): Promise<void> | undefined {
    if (this.#isGone || this.#output.writableLength === 0) return undefined;
    return new Promise((resolve) => {
      this.#output.once('close', resolve);
      this.#output.write('', () => resolve());
    });
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#output.off('drain', done);
        this.#output.off('close', done);
        this.#output.off('error', done);
        resolve();
      };
      this.#output.on('drain', done);
      this.#output.on('close', done);
      this.#output.on('error', done);
    });
  }
}
