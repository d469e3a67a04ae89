import { isUtf8 } from 'node:buffer';
import { JsonReader, unescapeJson } from '../json/json-reader.js';
import type { ScanLimits } from '../types.js';
import { LetterList } from './letter-list.js';
import type { Place } from './pointer.js';
import type { VisitedString } from './visited-string.js';

/** Members whose value is base64 by the specification of MCP: contents of resources, images, audio. */
const encodedMembers = new Set(['blob', 'data']);
const shortestEncoded = 16;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}\s{0,2}$/;
/** How much of a value is looked at before the whole of it is decoded. Characters. */
const sample = 256;
/** Characters of a data URI before its data. */
const longestHead = 256;
const dataHead =
  /^data:(?<type>[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60})?(?:;[a-z0-9-]{1,40}=[^;,]{0,60}){0,4}?(?<base64>;base64)?,/i;

/** Whether a value stands where the specification has base64. */
export function isEncodedMember({ memberName }: VisitedString): boolean {
  return memberName !== undefined && encodedMembers.has(memberName);
}

/** A whole string that is an encoded text by what the specification or its own beginning says: the text. */
export function openBytes(string: VisitedString): VisitedString | undefined {
  const { text } = string;
  if (isEncodedMember(string) && text.length >= shortestEncoded) {
    const opened = isEncoded(text) ? textOf(Buffer.from(text, 'base64')) : undefined;
    if (opened !== undefined) return within(string, opened, 'base64', base64Origin(text, opened, 0));
  }
  if (!text.startsWith('data:')) return undefined;
  const head = dataHead.exec(text.slice(0, longestHead));
  if (!head) return undefined;
  const from = head[0].length;
  const body = text.slice(from);
  const isBase64 = head.groups?.['base64'] !== undefined;
  const opened = isBase64 ? textOf(Buffer.from(body, 'base64')) : percentDecoded(body);
  if (opened === undefined || opened === '') return undefined;
  return within(string, opened, 'data', isBase64 ? base64Origin(body, opened, from) : () => [0, text.length]);
}

/** A test of the beginning spares images and the like the rest. */
function isEncoded(text: string): boolean {
  const beginning = text.slice(0, sample);
  if (!base64.test(beginning) && !/\s/.test(beginning)) return false;
  return (
    looksLikeText(Buffer.from(beginning, 'base64').subarray(0, -3)) && base64.test(text.replaceAll(/\s/g, ''))
  );
}

/** What bytes read as; undefined where they are no text. UTF-16 is known by its mark. */
function textOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return isUtf8(bytes) && looksLikeText(bytes) ? bytes.toString('utf8') : undefined;
}

/** Text has hardly a control character but blanks and escapes; images, archives and keys have many. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  let odd = 0;
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) odd++;
  }
  return odd * 20 <= bytes.length;
}

function percentDecoded(body: string): string | undefined {
  const bytes = body.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
  return bytes.includes('\ufffd') ? undefined : bytes;
}

function within(string: VisitedString, text: string, step: 'base64' | 'data', origin: Origin): VisitedString {
  return { ...string, text, within: { string, step, place: undefined, origin } };
}

type Origin = (start: number, end: number) => readonly [start: number, end: number];

/** Characters of a text between two of which the offset in bytes is known. */
const stride = 1024;

/** The way back from a text to the base64 that holds it in UTF-8: the groups of four characters that a span touches. */
function base64Origin(encoded: string, text: string, offset: number): Origin {
  const isDirect = !/[\s\ufeff]/.test(encoded) && Buffer.byteLength(text) <= encoded.length;
  if (!isDirect) return () => [0, offset + encoded.length];
  let known: number[] | undefined;
  const byteAt = (index: number): number => {
    known ??= byteOffsets(text);
    const block = Math.floor(index / stride);
    return (known[block] ?? 0) + Buffer.byteLength(text.slice(block * stride, index));
  };
  return (start, end) => [
    offset + Math.floor(byteAt(start) / 3) * 4,
    Math.min(offset + encoded.length, offset + Math.ceil(byteAt(end) / 3) * 4),
  ];
}

function byteOffsets(text: string): number[] {
  const offsets = [0];
  for (let at = 0; at + stride <= text.length; at += stride) {
    offsets.push((offsets.at(-1) ?? 0) + Buffer.byteLength(text.slice(at, at + stride)));
  }
  return offsets;
}

/** Whether a text may be JSON that holds something: an object or a list. */
export function looksLikeJson(text: string): boolean {
  if (text.length < 2) return false;
  const start = text.charCodeAt(0);
  if (start !== 0x7b && start !== 0x5b && start > 0x20 && start !== 0xfeff) return false;
  const first = text.trimStart().charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return false;
  const last = text.trimEnd().at(-1);
  return last === (first === 0x7b ? '}' : ']');
}

/** Strings this long are read by themselves, too; what is shorter says all it says where it stands. */
const shortestRead = 16;
/** Names this long may be secrets, which pointers must not spell out. */
const shortestName = 8;
const notAscii = /[^\u0000-\u007f]/;

/**
 * The strings and names of a JSON text that stands in a string, in document order; undefined where it is none.
 *
 * @param all whether short and plain ones are wanted, too.
 */
export function openJson(
  string: VisitedString,
  limits: Pick<ScanLimits, 'depth' | 'nodes'>,
  all: boolean,
): VisitedString[] | undefined {
  const { text, place, surface } = string;
  const strings: VisitedString[] = [];
  const names = new Set<string>();
  const add = (
    start: number,
    end: number,
    hasEscapes: boolean,
    target: VisitedString['target'],
    memberName?: string,
  ): void => {
    const content = text.slice(start, end);
    const inner = hasEscapes ? unescapeJson(content) : content;
    const origin = hasEscapes ? originOf(content, start) : plainOrigin(start);
    const within = { string, step: 'json', place: reader.place(), origin } as const;
    strings.push({ text: inner, place, target, surface, memberName, within });
  };
  const letters = new LetterList();
  let listStart = -1;
  let listEnd = -1;
  const spell = (start: number, end: number): void => {
    if (listStart < 0) listStart = start;
    listEnd = end;
  };
  const reader = new JsonReader(text, limits, {
    number: (start, end) => {
      letters.addCode(end - start > 3 ? -1 : Number(text.slice(start, end)));
      spell(start, end);
    },
    close: () => {
      const spelled = letters.take();
      const span = [listStart, listEnd] as const;
      listStart = -1;
      if (spelled === undefined) return;
      const within = { string, step: 'json', place: reader.place()?.parent, origin: () => span } as const;
      const memberName = reader.memberName();
      strings.push({ text: spelled, place, target: 'value', surface, memberName, within });
    },
    name: (start, end, hasEscapes) => {
      if (!hasEscapes && !isWorthReading(text, start, end, shortestName)) return;
      const name = text.slice(start, end);
      if (!names.has(name)) add(start, end, hasEscapes, 'key');
      names.add(name);
    },
    string: (start, end, hasEscapes) => {
      letters.addString(end - start === 1 ? text.charAt(start) : '');
      spell(start, end);
      if (!all && !hasEscapes && !isWorthReading(text, start, end, shortestRead)) return;
      add(start, end, hasEscapes, 'value', reader.memberName());
    },
  });
  return reader.read() ? undefined : strings;
}

function isWorthReading(text: string, start: number, end: number, shortest: number): boolean {
  if (end - start >= shortest) return true;
  return end - start >= 4 && notAscii.test(text.slice(start, end));
}

function plainOrigin(offset: number): Origin {
  return (start, end) => [offset + start, offset + end];
}

/** The way back from what a JSON string says to how it is written. */
function originOf(content: string, offset: number): Origin {
  let escapes: Escapes | undefined;
  const at = (index: number): number => {
    escapes ??= escapesOf(content);
    return offset + index + extraBefore(escapes, index);
  };
  return (start, end) => [at(start), at(end)];
}

/** Per escape the offset of what it says, and how many characters all escapes up to it take beyond that. */
interface Escapes {
  at: number[];
  extra: number[];
}

function escapesOf(content: string): Escapes {
  const escapes: Escapes = { at: [], extra: [] };
  let extra = 0;
  for (let from = content.indexOf('\\'); from >= 0;) {
    const length = content.charAt(from + 1) === 'u' ? 6 : 2;
    escapes.at.push(from - extra);
    extra += length - 1;
    escapes.extra.push(extra);
    from = content.indexOf('\\', from + length);
  }
  return escapes;
}

function extraBefore({ at, extra }: Escapes, index: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (extra[low - 1] ?? 0);
}

/** Which values of a JSON text the offsets lie in. */
export function placesIn(text: string, offsets: readonly number[], depth: number): (Place | undefined)[] {
  const places: (Place | undefined)[] = offsets.map(() => undefined);
  const order = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  let next = 0;
  const see = (_: number, end: number): void => {
    for (let first = order[next]; first && first.offset <= end; first = order[++next]) {
      places[first.index] = reader.place();
    }
  };
  const limits = { depth, nodes: Number.POSITIVE_INFINITY };
  const reader = new JsonReader(text, limits, { name: see, string: see, number: see });
  reader.read();
  return places;
}
