/** A string literal of a program. */
export interface Literal {
  text: string;
  start: number;
  end: number;
}

/** Longest literal that is looked at. */
const longest = 4000;

/** The string literals of a program in nearly any language, escapes read, in one pass. Comments count as program. */
export function literalsOf(program: string): Literal[] {
  const literals: Literal[] = [];
  for (let at = 0; at < program.length; at++) {
    const quote = program[at];
    if (quote !== '"' && quote !== "'" && quote !== '`') continue;
    const end = endOf(program, at, quote);
    if (end < 0) continue;
    const raw = program.slice(at + 1, end);
    literals.push({ text: raw.includes('\\') ? readEscapes(raw) : raw, start: at, end: end + 1 });
    at = end;
  }
  return literals;
}

/** Where a literal ends; -1 where the sign opens none, such as an apostrophe. */
function endOf(program: string, at: number, quote: string): number {
  const last = Math.min(program.length, at + longest);
  for (let index = at + 1; index < last; index++) {
    const letter = program[index];
    if (letter === '\\') index++;
    else if (letter === quote) return index;
    else if (letter === '\n' && quote !== '`') return -1;
  }
  return -1;
}

function readEscapes(raw: string): string {
  return raw.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{4})\}?|([0-7]{3})|([^xu]))/g,
    (_, hex?: string, code?: string, octal?: string, sign?: string) => {
      if (sign !== undefined) return sign === 'n' ? '\n' : sign === 't' ? '\t' : sign;
      return String.fromCharCode(
        octal === undefined ? Number.parseInt(hex ?? code ?? '', 16) : Number.parseInt(octal, 8),
      );
    },
  );
}
