import { Writable } from 'node:stream';

import type { NativeFrame } from './native.js';

/** What a frame as Arrow may have. */
export interface ArrowLimits {
  rows: number;
  bytes: number;
}

/** The first rows of a frame as an Arrow IPC stream, uncompressed, for every reader of Arrow. */
export interface ArrowFrame {
  data: Buffer;
  rows: number;
}

/** As many of the first rows as fit; `undefined` when not even the types do. */
export function frameToArrow(frame: NativeFrame, limits: ArrowLimits): ArrowFrame | undefined {
  let rows = Math.min(frame.height, limits.rows);
  for (;;) {
    const part = rows < frame.height ? frame.slice(0, rows) : frame;
    // What is certain to be too large is not written first.
    const estimate = part.estimatedSize();
    const data = estimate <= 2 * limits.bytes ? ipcStream(part) : undefined;
    if (data !== undefined && data.length <= limits.bytes) return { data, rows };
    if (rows === 0) return undefined;
    const share = limits.bytes / (data?.length ?? estimate);
    rows = Math.min(rows - 1, Math.floor(rows * share * 0.95));
  }
}

function ipcStream(frame: NativeFrame): Buffer {
  const parts: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  frame.writeIpcStream(sink, 'uncompressed');
  return Buffer.concat(parts);
}
