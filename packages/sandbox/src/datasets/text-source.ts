import { closeSync, openSync, readSync } from 'node:fs';

/** How a file's bytes stand for characters. */
export interface Encoding {
  /** A label of the Encoding Standard. */
  label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** What a person should know of it. */
  note?: string;
}

/** Bytes that are read at once. */
const chunkBytes = 4 * 1024 * 1024;
/** Bytes that are looked at to recognise UTF-16 without a byte order mark. */
const sampleBytes = 4096;

/**
 * The encoding of a text file: by its byte order mark, by the zeros of UTF-16, UTF-8 where all of it is UTF-8, and
 * otherwise Windows-1252, of which Latin-1 is a part.
 */
export function detectEncoding(path: string): Encoding {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for (const bytes of readBytes(path)) {
      const wide = isFirst ? wideEncoding(bytes) : undefined;
      if (wide !== undefined) return wide;
      isFirst = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      label: 'windows-1252',
      note: 'the text is not UTF-8; it was read as Windows-1252 (Latin-1)',
    };
  }
  return { label: 'utf-8' };
}

/** UTF-16 is known by its mark, or by every other byte being zero, as in text of mostly Latin letters. */
function wideEncoding(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { label: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { label: 'utf-16be' };
  const sample = bytes.subarray(0, sampleBytes);
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const note = 'the text was read as UTF-16, although it has no byte order mark';
  if (odd > pairs / 2 && even < pairs / 10) return { label: 'utf-16le', note };
  if (even > pairs / 2 && odd < pairs / 10) return { label: 'utf-16be', note };
  return undefined;
}

/** The text of a file, piece by piece, without its byte order mark. */
export function* readTexts(path: string, { label }: Encoding): Generator<string> {
  const decoder = new TextDecoder(label);
  for (const bytes of readBytes(path)) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function* readBytes(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(chunkBytes);
      const count = readSync(file, buffer);
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}
