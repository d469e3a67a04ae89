import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Decoder } from './decoders.js';
import { readableText } from './readable.js';
import { substitute } from './substitute.js';

/** Bytes that one compressed run may unfold to. */
const maxOutputLength = 1024 * 1024;
/** How base64 begins of gzip (1f 8b 08) and of zlib's usual headers (78 01, 78 5e, 78 9c, 78 da). */
const compressedRun =
  /(?<![A-Za-z0-9+/_-])(?:H4sI|eJ[wyxz]|eA[EH]|eF[46]|eN[opqr])[A-Za-z0-9+/_-]{16,65536}={0,2}/g;

/** What gzip and zlib hold, in base64. */
export const decodeCompressed: Decoder = (view, { runs }) =>
  runs.length === 0
    ? undefined
    : substitute(view, 'compressed', compressedRun, (run) => unfold(Buffer.from(run, 'base64')));

function unfold(bytes: Buffer): string | undefined {
  for (const inflate of [gunzipSync, inflateSync, inflateRawSync]) {
    try {
      const text = readableText(inflate(bytes, { maxOutputLength }));
      if (text !== '') return text;
    } catch {
      // Not of this format, torn, or larger than the limit: what cannot be unfolded cannot be read here.
    }
  }
  return undefined;
}
