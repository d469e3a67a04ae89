const named: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const numbered = /(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|0?([0-7]{1,3}))/y;

/** The letter that a backslash sequence stands for in `$'…'`, `printf` and `echo -e`, and where the text goes on. */
export function readEscape(text: string, at: number): { letter: string; next: number; isCoded: boolean } {
  const sign = text.charAt(at);
  const simple = named[sign];
  if (simple !== undefined) return { letter: simple, next: at + 1, isCoded: false };
  numbered.lastIndex = at;
  const match = numbered.exec(text);
  if (!match) return { letter: sign, next: at + 1, isCoded: false };
  const [, byte, short, long, octal] = match;
  const code =
    octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8) & 0xff;
  const letter = code <= 0x10ffff ? String.fromCodePoint(code) : '';
  return { letter, next: at + match[0].length, isCoded: true };
}

/** A text with all its backslash sequences read. */
export function readEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  let read = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '\\' || at + 1 >= text.length) {
      read += text.charAt(at++);
      continue;
    }
    const { letter, next } = readEscape(text, at + 1);
    read += letter;
    at = next;
  }
  return read;
}
