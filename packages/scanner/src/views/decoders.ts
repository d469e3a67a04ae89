import { isUtf8 } from 'node:buffer';
import { costs, shapes } from '../limits.js';
import { readableAlignment } from './base64-runs.js';
import type { Profile } from './profile.js';
import { readableText } from './readable.js';
import { substitute } from './substitute.js';
import { ViewBuilder, type View } from './view.js';

/** Makes one kind of view of a text; undefined where the text has nothing of the kind. */
export type Decoder = (view: View, profile: Profile) => View | undefined;

/** What base64 runs (either alphabet, padded or not, from any character on) decode to. */
export const decodeBase64: Decoder = (view, { runs }) => {
  return decodeRuns(view, runs, 'base64', (text, from, to) => {
    if (to - from >= shapes.encodedRun * 2) {
      // Whole as UTF-8, which random bytes of that length are not: text in any script.
      const bytes = Buffer.from(text.slice(from, to), 'base64');
      if (isUtf8(bytes)) return readableText(bytes);
    }
    const skip = readableAlignment(text, from, to);
    return skip === undefined ? '' : readableText(Buffer.from(text.slice(from + skip, to), 'base64'));
  });
};

const notHex = /[^0-9a-f]/i;

/** What runs of hexadecimal digits decode to. */
export const decodeHex: Decoder = (view, { runs }) => {
  return decodeRuns(view, runs, 'hex', (text, from, to) => {
    const run = text.slice(from, to);
    return notHex.test(run) ? '' : readableText(Buffer.from(run.length % 2 ? run.slice(1) : run, 'hex'));
  });
};

function decodeRuns(
  view: View,
  runs: readonly number[],
  name: string,
  decode: (text: string, from: number, to: number) => string,
): View | undefined {
  let builder: ViewBuilder | undefined;
  for (let index = 0; index < runs.length; index += 2) {
    const from = runs[index] ?? 0;
    const to = runs[index + 1] ?? 0;
    if (!view.budget.take(costs.span + (to - from) * costs.decodedCharacter)) break;
    const text = decode(view.text, from, to);
    if (text === '') continue;
    builder ??= new ViewBuilder(view);
    const padding = name === 'base64' ? /^={0,2}/.exec(view.text.slice(to, to + 2))?.[0].length : 0;
    builder.replace(from, to + (padding ?? 0), `${text}\n`);
  }
  return builder?.build(name);
}

const percentRun = /(?:%[0-9a-f]{2})+/gi;

/** Percent-encoding (RFC 3986), as UTF-8. */
export const decodePercent: Decoder = (view, { hasPercent }) => {
  if (!hasPercent) return undefined;
  return substitute(view, 'percent', percentRun, (run) => {
    const first = run.length === 3 ? Number.parseInt(run.slice(1), 16) : 0x80;
    if (first < 0x80) return String.fromCharCode(first);
    return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
  });
};

const escape = /\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[nrtbf"'`/\\])/gi;
const shortEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The escapes of JSON and JavaScript strings. */
export const decodeEscapes: Decoder = (view, { hasBackslash }) => {
  if (!hasBackslash) return undefined;
  return substitute(view, 'escapes', escape, (match) => {
    const kind = match.charAt(1);
    if (match.length === 2) return shortEscapes[kind] ?? kind;
    const code = Number.parseInt(match.replace(/^\\(?:u\{?|x)/i, ''), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
};

const entity = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|lt|gt|amp|quot|apos|nbsp);/gi;
const namedEntities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The character references of HTML, by number and the commonest by name. */
export const decodeEntities: Decoder = (view, { hasAmpersand }) => {
  if (!hasAmpersand) return undefined;
  return substitute(view, 'entities', entity, (match) => {
    const body = match.slice(1, -1).toLowerCase();
    if (!body.startsWith('#')) return namedEntities[body] ?? match;
    const code = body.startsWith('#x') ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
};
