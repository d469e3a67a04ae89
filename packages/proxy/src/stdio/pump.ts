import type { Readable, Writable } from 'node:stream';
import { limits } from '../limits.js';
import { LineSplitter, type Line } from './line-splitter.js';

/** Reads a stream line by line and waits for each to be dealt with, so that a slow reader slows its writer. */
export async function pumpLines(input: Readable, deal: (line: Line) => Promise<void>): Promise<void> {
  const splitter = new LineSplitter(limits.lineBytes, limits.idPrefixBytes);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    for (const line of splitter.push(chunk)) await deal(line);
  }
  for (const line of splitter.end()) await deal(line);
}

/** Writes lines to a stream, and waits where the stream asks for it. A stream that is gone takes nothing more. */
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

  async write(line: Buffer | string): Promise<void> {
    if (this.#isGone) return;
    this.#output.cork();
    this.#output.write(line);
    const hasRoom = this.#output.write('\n');
    this.#output.uncork();
    if (!hasRoom) await this.#drained();
  }

  end(): void {
    if (!this.#isGone) this.#output.end();
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
