import { isUtf8 } from 'node:buffer';
import { limits } from '../limits.js';
import { Collector } from '../match/collector.js';
import type { ComputedRule } from '../rule.js';
import { scanText } from '../scan.js';
import type { Finding, ScanLimits, ScanOptions } from '../types.js';
import type { Place } from '../walk/pointer.js';
import { JsonReader, unescapeJson, type JsonFault } from './json-reader.js';
import { jsonRules } from './json-rules.js';

/** Why a text is no message. */
export enum ParseErrorCode {
  /** It is not one JSON text (RFC 8259). */
  InvalidJson = 'invalid-json',
  /** Something stands after the end of the JSON text. */
  TrailingText = 'trailing-text',
  /** It is nested deeper than `limits.depth`. */
  TooDeep = 'too-deep',
  /** It has more values than `limits.nodes`. */
  TooManyValues = 'too-many-values',
  /** It is longer than `limits.characters`, in bytes or UTF-16 code units. */
  TooLong = 'too-long',
}

/** A message, with what its text hides; or why there is none. */
export type ParsedMessage =
  | {
      ok: true;
      message: unknown;
      /** What `JSON.parse` passes over in silence: all of category `malformed`. */
      findings: Finding[];
    }
  | {
      ok: false;
      code: ParseErrorCode;
      /** What is wrong, for people; holds nothing of the text. */
      message: string;
      /** Where reading stopped, in UTF-16 code units. */
      offset: number;
    };

const faults: Readonly<Record<JsonFault, { code: ParseErrorCode; message: string }>> = {
  invalid: { code: ParseErrorCode.InvalidJson, message: 'The text is not JSON' },
  trailing: { code: ParseErrorCode.TrailingText, message: 'There is more text after the JSON value' },
  depth: { code: ParseErrorCode.TooDeep, message: 'The message is nested deeper than the limit' },
  nodes: { code: ParseErrorCode.TooManyValues, message: 'The message has more values than the limit' },
};

/**
 * Parses one JSON-RPC message as it came over the wire, and tells what `JSON.parse` would hide: members that are there
 * twice (at any depth, with a pointer to the second), bytes that are no UTF-8, halves of surrogate pairs, a byte order
 * mark. The value is what `JSON.parse` gives. Pure, linear in the input, and it never throws.
 *
 * Scan the value with {@link scanMessage}, and decide over both lists of findings together.
 *
 * @param input bytes, or a text that was decoded already (then invalid UTF-8 can no longer be told).
 */
export function parseMessage(
  input: Uint8Array | string,
  options: Pick<ScanOptions, 'direction' | 'limits'>,
): ParsedMessage {
  const all: ScanLimits = { ...limits, ...options.limits };
  if (input.length > all.characters) {
    return failure(ParseErrorCode.TooLong, 'The message is longer than the limit', all.characters);
  }
  const collector = new Collector(options.direction, all);
  const text = decode(input, collector);
  const fault = read(text, all, collector);
  if (fault) return failure(faults[fault.fault].code, faults[fault.fault].message, fault.offset);
  try {
    return { ok: true, message: JSON.parse(text), findings: collector.findings() };
  } catch (error) {
    // Only if the engine's reader were stricter than this one.
    const why = error instanceof Error ? error.name : 'an error';
    return failure(ParseErrorCode.InvalidJson, `The text is not JSON (${why})`, 0);
  }
}

function failure(code: ParseErrorCode, what: string, offset: number): ParsedMessage {
  return { ok: false, code, message: `${what} (at character ${offset}).`, offset };
}

/** The text without its byte order mark. */
function decode(input: Uint8Array | string, collector: Collector): string {
  let text = input;
  if (typeof text !== 'string') {
    if (!isUtf8(text)) collector.addLimit(jsonRules.invalidUtf8, undefined);
    text = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8');
  }
  if (!text.startsWith('\ufeff')) return text;
  collector.addLimit(jsonRules.byteOrderMark, undefined);
  return text.slice(1);
}

const surrogate = /[\ud800-\udfff]/;
const surrogateEscape = /\\u[dD][89a-fA-F]/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Reads a message to its end for what its value does not show; gives what is wrong with it. */
function read(text: string, all: ScanLimits, collector: Collector): ReturnType<JsonReader['read']> {
  const mayBeHalf = surrogate.test(text);
  const tell = (rule: ComputedRule): void => {
    if (collector.count >= all.findings) return;
    const place = reader.place();
    hideSecretNames(place, collector);
    collector.addLimit(rule, place);
  };
  const look = (start: number, end: number, hasEscapes: boolean): void => {
    if (!mayBeHalf && !hasEscapes) return;
    const content = text.slice(start, end);
    if (!mayBeHalf && !surrogateEscape.test(content)) return;
    if (loneSurrogate.test(hasEscapes ? unescapeJson(content) : content)) tell(jsonRules.loneSurrogate);
  };
  const reader = new JsonReader(text, all, {
    name: look,
    string: look,
    duplicate: () => tell(jsonRules.duplicateMember),
  });
  return reader.read();
}

/** A pointer goes into logs; the names that it goes through may be secrets. */
function hideSecretNames(place: Place | undefined, collector: Collector): void {
  for (let at = place; at; at = at.parent) {
    const name = String(at.name);
    if (name.length >= 8 && scanText(name, { direction: 'client-to-server' }).length > 0)
      collector.hideName(name);
  }
}
