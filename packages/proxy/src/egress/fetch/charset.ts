/** Encodings by what stands at the beginning. */
function byMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Bytes in which a page may name its encoding (HTML standard, 13.2.3.2). */
const prescanBytes = 1024;

/** A body as text: by its byte order mark, its content type, the page's own word, or else as UTF-8. */
export function decodeText(bytes: Buffer, contentType: string | undefined): string {
  const [, named] = /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(contentType ?? '') ?? [];
  const head = bytes.toString('latin1', 0, prescanBytes);
  const [, ofPage] = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head) ?? [];
  for (const label of [byMark(bytes), named, ofPage]) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch (error) {
      // A label that names no encoding counts for nothing, as browsers have it.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** Whether bytes without a content type are text. */
export function looksLikeText(bytes: Buffer): boolean {
  return !bytes.subarray(0, prescanBytes).includes(0);
}
