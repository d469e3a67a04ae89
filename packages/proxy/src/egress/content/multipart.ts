import { contentLimits } from './limits.js';
import { splitParameters, unquote } from './media-type.js';

/** One part of a multipart body, its transfer encoding decoded. */
export interface BodyPart {
  /** The headers as they stand, for a look at what they say. */
  readonly head: string;
  /** From `content-disposition`; `''` where there is none. */
  readonly name: string;
  readonly contentType: string | undefined;
  readonly content: Buffer;
}

/** What a multipart body comes to, or why it cannot be read. */
export type Multipart = { ok: true; parts: BodyPart[] } | { ok: false; why: string };

/** Takes a multipart body (RFC 2046, RFC 7578) apart. Preamble and epilogue are parts too: some readers take them. */
export function parseMultipart(bytes: Buffer, boundary: string | undefined): Multipart {
  if (boundary === undefined || boundary.length > 200)
    return { ok: false, why: 'it names no boundary between its parts' };
  const parts: BodyPart[] = [];
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let at = findMark(bytes, mark, 0);
  if (at < 0) return { ok: false, why: 'the boundary that it names is not in it' };
  if (at > 0) parts.push({ head: '', name: '', contentType: undefined, content: bytes.subarray(0, at) });
  for (;;) {
    const from = at + mark.length;
    const isLast = bytes[from] === 0x2d && bytes[from + 1] === 0x2d;
    const next = isLast ? -1 : findMark(bytes, mark, from);
    const content = bytes.subarray(isLast ? from + 2 : from, next < 0 ? bytes.length : next);
    if (isLast) {
      if (content.some((byte) => byte > 0x20))
        parts.push({ head: '', name: '', contentType: undefined, content });
      return { ok: true, parts };
    }
    const part = partOf(next < 0 ? content : withoutLineEnd(content));
    if (!part) return { ok: false, why: 'the headers of one of its parts have no end' };
    parts.push(part);
    if (parts.length > contentLimits.parts)
      return { ok: false, why: `it has more than ${contentLimits.parts} parts` };
    // A body that breaks off: what is there was read.
    if (next < 0) return { ok: true, parts };
    at = next;
  }
}

/** The end of the line before a boundary belongs to the boundary. */
function withoutLineEnd(content: Buffer): Buffer {
  if (content.at(-1) !== 0x0a) return content;
  return content.subarray(0, content.at(-2) === 0x0d ? -2 : -1);
}

/** Where the boundary stands at the beginning of a line. */
function findMark(bytes: Buffer, mark: Buffer, from: number): number {
  for (let at = bytes.indexOf(mark, from); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    if (at === 0 || bytes[at - 1] === 0x0a) return at;
  }
  return -1;
}

function partOf(bytes: Buffer): BodyPart | undefined {
  const text = bytes.toString('latin1', 0, contentLimits.partHeaderBytes);
  const end = /\r?\n\r?\n/.exec(text);
  if (!end)
    return text.trim() === '' ? { head: '', name: '', contentType: undefined, content: bytes } : undefined;
  const head = bytes.toString('utf8', 0, end.index).trim();
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const content = bytes.subarray(end.index + end[0].length);
  return {
    head,
    name: nameIn(headers.get('content-disposition')),
    contentType: headers.get('content-type'),
    content: transferDecoded(content, headers.get('content-transfer-encoding')),
  };
}

function nameIn(disposition: string | undefined): string {
  const parameter = splitParameters(disposition ?? '').find((item) => /^\s*name\s*=/i.test(item));
  return parameter === undefined ? '' : unquote(parameter.slice(parameter.indexOf('=') + 1).trim());
}

function transferDecoded(content: Buffer, encoding: string | undefined): Buffer {
  switch (encoding?.toLowerCase()) {
    case 'base64':
      return Buffer.from(content.toString('latin1'), 'base64');
    case 'quoted-printable':
      return Buffer.from(
        content
          .toString('latin1')
          .replaceAll(/[ \t]*=\r?\n/g, '')
          .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return content;
  }
}
