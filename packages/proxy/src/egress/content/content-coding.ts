import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { contentLimits } from './limits.js';

/** Why a body cannot be decoded. */
export type UndecodableReason = 'coding-unknown' | 'coding-corrupt' | 'coding-expands';

/** A body that cannot be decoded; the message says why, in words for a person. */
export class UndecodableError extends Error {
  constructor(
    readonly reason: UndecodableReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UndecodableError';
  }
}

// Zstandard came to Node with versions 22.15 and 23.8; its types with those.
const makeZstd = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

const decoders: Readonly<Record<string, (first: Buffer) => Transform>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: (first) => (hasZlibHeader(first) ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  ...(makeZstd ? { zstd: () => makeZstd() } : {}),
};

/** Servers send raw deflate for `deflate` as often as zlib's format. */
function hasZlibHeader(first: Buffer): boolean {
  const [one = 0, two = 0] = first;
  return (one & 0x0f) === 8 && ((one << 8) | two) % 31 === 0;
}

/**
 * The codings of a `content-encoding` header in the order in which they were applied; `identity` is left out.
 * @throws UndecodableError for one that is not known, and for too many.
 */
export function codingsOf(header: string | readonly string[] | undefined): string[] {
  const codings = String(header ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > contentLimits.codings)
    throw new UndecodableError('coding-unknown', `it is encoded ${codings.length} times over`);
  const unknown = codings.find((coding) => !Object.hasOwn(decoders, coding));
  if (unknown !== undefined)
    throw new UndecodableError(
      'coding-unknown',
      `its content coding ${JSON.stringify(unknown.slice(0, 40))} is not known here`,
    );
  return codings;
}

/** What is left of an `accept-encoding` header, so that no server answers with what cannot be read. */
export function readableAcceptEncoding(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const accepted = header.split(',').filter((item) => {
    const name = (item.split(';')[0] ?? '').trim().toLowerCase();
    return name === 'identity' || Object.hasOwn(decoders, name);
  });
  return accepted.length === 0 ? 'identity' : accepted.join(',').trim();
}

/** Decodes a whole body. @throws UndecodableError */
export async function decodeWhole(bytes: Buffer, codings: readonly string[]): Promise<Buffer> {
  if (codings.length === 0) return bytes;
  if (bytes.length <= contentLimits.decodedAtOnceBytes && codings.length === 1) {
    const atOnce = decodeAtOnce(bytes, codings[0] ?? '');
    if (atOnce) return atOnce;
  }
  const decoder = new BodyDecoder(codings, contentLimits.decodedBytes);
  return Buffer.concat([...(await decoder.push(bytes)), ...(await decoder.end())]);
}

function decodeAtOnce(bytes: Buffer, coding: string): Buffer | undefined {
  const options = { maxOutputLength: contentLimits.decodedBytes };
  try {
    if (coding === 'gzip' || coding === 'x-gzip') return zlib.gunzipSync(bytes, options);
    if (coding === 'br') return zlib.brotliDecompressSync(bytes, options);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw expands(error);
    throw corrupt(error);
  }
}

/** Decodes a body piece by piece: what a piece decodes to is there when its push is done. Holds no more than a piece. */
export class BodyDecoder {
  readonly #codings: readonly string[];
  readonly #limit: number | undefined;
  #stages: DecodingStage[] | undefined;
  #wire = 0;
  /** What came out of each stage. */
  readonly #decoded: number[] = [];

  /** @param limit bytes that may come out; by default only the ratio is bounded. */
  constructor(codings: readonly string[], limit?: number) {
    this.#codings = codings;
    this.#limit = limit;
  }

  /** @throws UndecodableError */
  async push(chunk: Buffer): Promise<Buffer[]> {
    if (this.#codings.length === 0) return [chunk];
    if (chunk.length === 0) return [];
    this.#wire += chunk.length;
    this.#stages ??= [];
    return this.#run([chunk], false);
  }

  /** What comes out last. @throws UndecodableError where the body breaks off. */
  async end(): Promise<Buffer[]> {
    if (this.#stages === undefined) return [];
    return this.#run([], true);
  }

  /** Frees what the decoders hold. */
  close(): void {
    for (const stage of this.#stages ?? []) stage.destroy();
  }

  async #run(given: Buffer[], isEnd: boolean): Promise<Buffer[]> {
    let pieces = given;
    const stages = this.#stages ?? [];
    for (let index = 0; index < this.#codings.length; index++) {
      const coding = this.#codings[this.#codings.length - 1 - index] ?? '';
      const next: Buffer[] = [];
      for (const piece of pieces) {
        const stage = (stages[index] ??= new DecodingStage(decoders[coding]?.(piece)));
        await stage.write(piece, (output) => this.#take(output, next, index));
      }
      const stage = stages[index];
      if (isEnd && stage) await stage.end((output) => this.#take(output, next, index));
      pieces = next;
    }
    return pieces;
  }

  #take(output: Buffer, into: Buffer[], index: number): void {
    into.push(output);
    const decoded = (this.#decoded[index] ?? 0) + output.length;
    this.#decoded[index] = decoded;
    const most = Math.max(contentLimits.ratioFreeBytes, this.#wire * contentLimits.ratio);
    if (decoded > (this.#limit ?? most)) throw expands();
  }
}

/** One decompressor, driven write by write. */
class DecodingStage {
  readonly #stream: Transform;
  #onOutput: (output: Buffer) => void = () => undefined;
  #failure: unknown;
  #fail: (error: unknown) => void = () => undefined;

  constructor(stream: Transform | undefined) {
    if (!stream) throw new UndecodableError('coding-unknown', 'its content coding is not known here');
    this.#stream = stream;
    stream.on('data', (output: Buffer) => {
      try {
        this.#onOutput(output);
      } catch (error) {
        this.#stop(error);
      }
    });
    stream.on('error', (error) => this.#stop(corrupt(error)));
  }

  write(chunk: Buffer, onOutput: (output: Buffer) => void): Promise<void> {
    // What follows the end of what was compressed is left alone, as clients do.
    if (this.#stream.readableEnded) return Promise.resolve();
    return this.#do(onOutput, (done) => {
      this.#stream.once('end', done);
      this.#stream.write(chunk, () => {
        this.#stream.removeListener('end', done);
        done();
      });
    });
  }

  end(onOutput: (output: Buffer) => void): Promise<void> {
    if (this.#stream.readableEnded) return Promise.resolve();
    return this.#do(onOutput, (done) => {
      this.#stream.once('end', done);
      this.#stream.end();
    });
  }

  destroy(): void {
    this.#stream.destroy();
  }

  #do(onOutput: (output: Buffer) => void, work: (done: () => void) => void): Promise<void> {
    this.#onOutput = onOutput;
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#fail = reject;
      work(() => resolve());
    });
  }

  #stop(error: unknown): void {
    this.#failure ??= error;
    this.#stream.destroy();
    this.#fail(this.#failure);
  }
}

function corrupt(cause: unknown): UndecodableError {
  return new UndecodableError('coding-corrupt', 'it is not what its content coding says', { cause });
}

function expands(cause?: unknown): UndecodableError {
  return new UndecodableError('coding-expands', 'it decodes to far more than it is long', { cause });
}
