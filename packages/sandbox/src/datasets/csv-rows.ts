/** How the rows of a file are written. */
export interface CsvLayout {
  delimiter: string;
  newline: '\n' | '\r';
}

/** Told of what the rows hold. */
export interface CsvListener {
  /** @param line the line on which the row begins, from 1. */
  onRow(fields: string[], line: number): void;
  /** A quote was never closed, and was taken for an ordinary character. */
  onOpenQuote(line: number): void;
}

/** Characters of one row in quotes; in a longer one, the quote was never meant to open anything. */
const longestRow = 1024 * 1024;

const quoteCode = 34;

/**
 * Cuts delimited text into rows (RFC 4180), piece by piece, and reads on where the text breaks the rules: blanks around
 * quotes, quotes inside a field, and a quote that is never closed, which would swallow the rest of the file.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #newline: string;
  readonly #listener: CsvListener;
  /** A blank at the edge of a field: without one, none needs to be trimmed. */
  readonly #blank: RegExp;
  #rest = '';
  #line: number;

  constructor({ delimiter, newline }: CsvLayout, listener: CsvListener, firstLine = 1) {
    this.#delimiter = delimiter;
    this.#newline = newline;
    this.#listener = listener;
    this.#line = firstLine;
    const edge = delimiter.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
    const blanks = delimiter === '\t' ? String.raw`[ \u00A0]` : String.raw`[ \t\u00A0]`;
    this.#blank = new RegExp(`(?:^|${edge})${blanks}|${blanks}(?:${edge}|$)`);
  }

  push(text: string): void {
    this.#scan(this.#rest === '' ? text : this.#rest + text, false);
  }

  /** Reads what is left. */
  end(): void {
    this.#scan(this.#rest, true);
  }

  #scan(text: string, isLast: boolean): void {
    let position = 0;
    let quote = text.indexOf('"');
    while (position < text.length) {
      let end = text.indexOf(this.#newline, position);
      if (end < 0) {
        if (!isLast) break;
        end = text.length;
      }
      if (quote >= 0 && quote < position) quote = text.indexOf('"', position);
      if (quote < 0 || quote >= end) {
        this.#plainRow(text.slice(position, end));
        position = end + 1;
      } else {
        const after = this.#quotedRow(text, position, isLast);
        if (after === undefined) break;
        position = after;
      }
    }
    this.#rest = text.slice(position);
  }

  #plainRow(text: string): void {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    const number = this.#line;
    this.#line += 1;
    if (line.trim() === '') return;
    const fields = line.split(this.#delimiter);
    this.#listener.onRow(this.#blank.test(line) ? fields.map((field) => field.trim()) : fields, number);
  }

  /** Reads the row at a position; where it ends, or nothing while the text does not hold all of it. */
  #quotedRow(text: string, start: number, isLast: boolean): number | undefined {
    const fields: string[] = [];
    const mayWait = !isLast && text.length - start <= longestRow;
    let position = start;
    for (;;) {
      const open = this.#skipBlanks(text, position);
      let after: number;
      if (text.charCodeAt(open) === quoteCode) {
        const field = this.#quotedField(text, open + 1, mayWait);
        if (field === 'incomplete') return undefined;
        if (field === 'open') return this.#openQuote(text, start);
        fields.push(field.value);
        after = field.after;
      } else {
        after = this.#endOfField(text, position);
        if (after === text.length && mayWait) return undefined;
        fields.push(text.slice(position, after).trim());
      }
      if (!text.startsWith(this.#delimiter, after)) {
        const end = Math.min(text.length, after + 1);
        this.#listener.onRow(fields, this.#line);
        this.#line += linesIn(text, this.#newline, start, end);
        return end;
      }
      position = after + 1;
    }
  }

  #quotedField(
    text: string,
    start: number,
    mayWait: boolean,
  ): { value: string; after: number } | 'incomplete' | 'open' {
    let value = '';
    let from = start;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0 || (quote + 1 === text.length && mayWait))
        return mayWait ? 'incomplete' : this.#unclosed(quote, value, text, from);
      if (text.charCodeAt(quote + 1) === quoteCode) {
        value += text.slice(from, quote + 1);
        from = quote + 2;
        continue;
      }
      const after = this.#skipBlanks(text, quote + 1);
      if (after === text.length && mayWait) return 'incomplete';
      if (this.#endsField(text, after))
        return { value: value + text.slice(from, quote), after: this.#atNewline(text, after) };
      value += text.slice(from, quote + 1);
      from = quote + 1;
      // A quote in the middle of a later line opens a field there: this one's was never closed.
      if (value.includes(this.#newline)) return 'open';
    }
  }

  /** At the end of the text: a quote as its last character closes the field. */
  #unclosed(
    quote: number,
    value: string,
    text: string,
    from: number,
  ): { value: string; after: number } | 'open' {
    return quote < 0 ? 'open' : { value: value + text.slice(from, quote), after: text.length };
  }

  /** Reads the row again, to the end of its line, with its quotes as ordinary characters. */
  #openQuote(text: string, start: number): number {
    const found = text.indexOf(this.#newline, start);
    const end = found < 0 ? text.length : found;
    this.#listener.onOpenQuote(this.#line);
    this.#plainRow(text.slice(start, end));
    return end + 1;
  }

  #endsField(text: string, at: number): boolean {
    return (
      at >= text.length ||
      text.startsWith(this.#delimiter, at) ||
      text[at] === this.#newline ||
      (text[at] === '\r' && (at + 1 === text.length || text[at + 1] === '\n'))
    );
  }

  #atNewline(text: string, at: number): number {
    return text[at] === '\r' && this.#newline === '\n' ? at + 1 : at;
  }

  #endOfField(text: string, from: number): number {
    const delimiter = text.indexOf(this.#delimiter, from);
    const newline = text.indexOf(this.#newline, from);
    if (newline < 0) return delimiter < 0 ? text.length : delimiter;
    return delimiter < 0 ? newline : Math.min(delimiter, newline);
  }

  #skipBlanks(text: string, from: number): number {
    let position = from;
    while (text[position] === ' ' || (text[position] === '\t' && this.#delimiter !== '\t')) position += 1;
    return position;
  }
}

function linesIn(text: string, newline: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(newline, from); at >= 0 && at < to; at = text.indexOf(newline, at + 1))
    count += 1;
  return Math.max(1, count);
}
