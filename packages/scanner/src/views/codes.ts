import type { Decoder } from './decoders.js';
import { readableText } from './readable.js';
import type { View } from './view.js';
import { replaceSpans, spansIn, substitute } from './substitute.js';

/** Fewest characters that a list of codes spells before it is read. */
const fewest = 6;
const between = String.raw`[\s,;:|/+-]{1,3}`;

const listOf = (item: string): RegExp =>
  new RegExp(String.raw`(?<![\w.])${item}(?:${between}${item}){${fewest - 1},4096}(?![\w.])`, 'gi');

const decimalList = listOf(String.raw`(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[03])`);
const hexList = listOf(String.raw`(?:0x|\\x)?[0-9a-f]{2}`);
/** What tells a hexadecimal list from a decimal one. */
const hexDigit = /[a-f]|[0\\]x/i;
const binaryList = listOf('[01]{8}');
const octalList = /(?:\\[0-3][0-7]{2}){6,4096}/g;
const binaryRun = /(?<![\w.])(?:0[01]{7}){6,4096}(?![\w.])/g;

/** Characters that are listed by their codes: decimal, hexadecimal, octal or binary. */
export const decodeCodes: Decoder = (view, { codeStretches, hasBackslash }) => {
  const decode = (list: RegExp, reading: (run: string) => string | undefined): View | undefined =>
    codeStretches.length === 0
      ? undefined
      : replaceSpans(view, 'codes', spansIn(view, list, codeStretches), reading);
  return (
    decode(hexList, (list) => (hexDigit.test(list) ? read(list, /[0-9a-f]{2}(?!x)/gi, 16) : undefined)) ??
    decode(decimalList, (list) => {
      // Pairs of digits may be meant either way.
      const readings = [read(list, /\d+/g, 10), read(list, /(?<!\d)\d\d(?!\d)/g, 16)].filter(isText);
      return readings.length === 0 ? undefined : readings.join('\n');
    }) ??
    decode(binaryList, (list) => read(list, /[01]{8}/g, 2)) ??
    decode(binaryRun, (run) => read(run, /[01]{8}/g, 2)) ??
    (hasBackslash ? substitute(view, 'codes', octalList, (run) => read(run, /[0-7]{3}/g, 8)) : undefined)
  );
};

/** The text that a list spells; undefined where it spells none, as a row of a table does. */
function read(list: string, item: RegExp, radix: number): string | undefined {
  const bytes = Buffer.from(Array.from(list.matchAll(item), ([digits]) => Number.parseInt(digits, radix)));
  const text = readableText(bytes);
  return text.length === bytes.length && /[a-z]{2}/i.test(text) ? text : undefined;
}

const isText = (value: string | undefined): value is string => value !== undefined;

const quotedPrintable = /(?:=(?:(?<!==)\r?\n|[0-9A-F]{2}))+/g;
/** So many characters in quoted-printable, so near each other, are meant. */
const fewestQuoted = 3;
const quotedReach = 240;

/** Quoted-printable (RFC 2045), where there is enough of it to be meant. */
export const decodeQuotedPrintable: Decoder = (view, { hasEquals }) => {
  if (!hasEquals) return undefined;
  const spans = Array.from(view.text.matchAll(quotedPrintable), ({ index, 0: run }) => ({
    from: index,
    to: index + run.length,
    count: run.split('=').length - 1,
  }));
  const meant = spans.filter((span, index) => {
    let count = 0;
    for (let at = index; at >= 0 && span.from - (spans[at]?.to ?? 0) <= quotedReach; at--)
      if ((count += spans[at]?.count ?? 0) >= fewestQuoted) return true;
    for (let at = index + 1; (spans[at]?.from ?? Infinity) - span.to <= quotedReach; at++)
      if ((count += spans[at]?.count ?? 0) >= fewestQuoted) return true;
    return false;
  });
  if (meant.length === 0) return undefined;
  const stretches = meant.flatMap(({ from, to }) => [from, to]);
  return replaceSpans(view, 'quoted-printable', stretches, (run) =>
    Buffer.from(run.replaceAll(/=\r?\n/g, '').replaceAll('=', ''), 'hex').toString('utf8'),
  );
};
