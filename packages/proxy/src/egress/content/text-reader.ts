import { isUtf8 } from 'node:buffer';
import { contentLimits } from './limits.js';
import type { MediaType } from './media-type.js';

/** What the first bytes of a body say that it is. */
export type Looks = 'text' | 'binary' | 'gzip' | 'zstd';

/** Whether bytes read as text: hardly a control character, or UTF-16 or UTF-8 by their looks. */
export function looksOf(bytes: Buffer): Looks {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0xfd2fb528) return 'zstd';
  if (utf16Of(bytes)) return 'text';
  const sample = bytes.subarray(0, contentLimits.sniffedBytes);
  let odd = 0;
  let high = 0;
  // By index: an iterator takes five times as long.
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] ?? 0;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) odd++;
    if (byte >= 0x80) high++;
  }
  if (odd * 50 > sample.length) return 'binary';
  // The sample may end in the middle of a character. Texts of one byte a letter are at most half outside ASCII.
  const isUnicode = isUtf8(sample) || [1, 2, 3].some((cut) => isUtf8(sample.subarray(0, -cut)));
  return isUnicode || high * 2 <= sample.length ? 'text' : 'binary';
}

/** UTF-16 by its mark, or by every other byte of its beginning being zero. */
function utf16Of(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 16) return undefined;
  const sample = bytes.subarray(0, 64);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const most = sample.length / 2;
  if (odd > most * 0.8 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.8 && odd < most * 0.1) return 'utf-16be';
  return undefined;
}

const declared = [
  /<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?(?<name>[\w-]{2,40})/i,
  /^\s{0,20}<\?xml[^>]{0,200}encoding\s{0,3}=\s{0,3}["'](?<name>[\w-]{2,40})/i,
];

/**
 * The label of the charset by which a body is read: its byte order mark, its header, what its markup says, UTF-8.
 * Unknown labels read as UTF-8, as a client would.
 */
export function charsetOf(bytes: Buffer, { charset }: MediaType): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return utf16;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const head = bytes.subarray(0, 1024).toString('latin1');
  const names = [charset, ...declared.map((pattern) => pattern.exec(head)?.groups?.['name'])];
  for (const name of names) if (name !== undefined && isKnown(name)) return name;
  return 'utf-8';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The text of a whole body. */
export function readText(bytes: Buffer, type: MediaType): string {
  const charset = charsetOf(bytes, type);
  return charset.toLowerCase() === 'utf-8' ? bytes.toString('utf8') : new TextDecoder(charset).decode(bytes);
}

const runs = new RegExp(
  String.raw`(?:[ -~]\0){${contentLimits.printableRun},}|[ -~]{${contentLimits.printableRun},}`,
  'g',
);

/** The printable runs of a binary, one to a line: ASCII, and ASCII in UTF-16 without its zeros. */
export function printableRuns(bytes: Buffer): string {
  const found = bytes.toString('latin1').match(runs) ?? [];
  return found.join('\n').replaceAll('\0', '');
}
