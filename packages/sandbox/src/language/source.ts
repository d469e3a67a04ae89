/** Where an offset lies, for a person. */
interface SourcePosition {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  /** The line's text and, below it, a caret. */
  snippet: string;
}

const snippetWidth = 120;

/** The line, column and a two-line excerpt of an offset. */
export function locate(source: string, at: number): SourcePosition {
  const before = source.slice(0, at);
  const breaks = before.match(/\r\n|[\n\r\u2028\u2029]/g);
  const line = (breaks?.length ?? 0) + 1;
  const lineStart = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => before.lastIndexOf(end))) + 1;
  const rest = source.slice(lineStart);
  const text = rest.slice(0, rest.search(/[\n\r\u2028\u2029]|$/));
  const column = at - lineStart + 1;
  const from = Math.max(0, Math.min(column - 1 - snippetWidth / 2, text.length - snippetWidth));
  const shown = printable(text.slice(from, from + snippetWidth));
  return { line, column, snippet: `${shown}\n${' '.repeat(Math.max(0, column - 1 - from))}^` };
}

/** Control and direction characters become spaces, so that a snippet shows what the parser reads. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, ' ');
}

/**
 * Blanks a byte order mark and everything outside Markdown code fences, when there are any. Offsets and lines stay
 * those of the text as it was sent.
 */
export function blankNoise(source: string): string {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  if (!/^[ \t]*(?:```|~~~)/m.test(text)) return text;
  let inside = false;
  let fence = '';
  const lines = text.split('\n').map((line) => {
    const marker = /^[ \t]*(```|~~~)/.exec(line)?.[1];
    if (marker !== undefined && (!inside || marker === fence)) {
      inside = !inside;
      fence = marker;
      return blank(line);
    }
    return inside ? line : blank(line);
  });
  return lines.join('\n');
}

function blank(line: string): string {
  return line.replaceAll(/[^\r]/g, ' ');
}
