/**
 * Characters that a terminal acts on, or that change the order or presence of what is seen: C0 and C1 controls, line
 * separators, zero-width characters, bidirectional controls and tags.
 */
// oxlint-disable-next-line no-control-regex -- these are what the rule is about
const unprintable =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu;
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u;
const combining = /\p{Mark}/u;

/** Text from data or a program, safe to show on one line of a terminal. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, escaped);
}

/** The same for text of several lines: line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unprintable, (character) =>
      character === '\n' || character === '\t' ? character : escaped(character),
    );
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
  return width;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return '\\n';
  if (code === 0x0d) return '\\r';
  if (code === 0x09) return '\\t';
  return `\\u{${code.toString(16)}}`;
}
