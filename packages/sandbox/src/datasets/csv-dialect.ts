import { CsvRows, type CsvLayout } from './csv-rows.js';

/** How a delimited file is written, as its first lines tell. */
export interface CsvDialect extends CsvLayout {
  /** Characters before the first row: Excel's `sep=;`. */
  skipped: number;
  /** Lines before the first row. */
  skippedLines: number;
  /** Whether all rows have one field more than the first, which then does not name the first column: so R writes. */
  unnamedFirst: boolean;
}

/** Marks that may stand between the fields of a line. */
const delimiters = [',', ';', '\t', '|'] as const;
/** Rows that are looked at. */
const sampledRows = 50;
/** Characters that are looked at. */
const sampledCharacters = 256 * 1024;

/** Reads the dialect off a file's first text. */
export function detectDialect(text: string): CsvDialect {
  const head = text.slice(0, sampledCharacters);
  const newline = head.includes('\n') ? '\n' : '\r';
  const declared = /^sep=(.)\r?[\n\r]/.exec(head);
  const skipped = declared?.[0].length ?? 0;
  const body = head.slice(skipped);
  const delimiter = declared?.[1] ?? likeliest(body, newline);
  const [first, ...others] = sampleRows(body, { delimiter, newline }, text.length > head.length);
  const width = first?.length ?? 0;
  const unnamedFirst =
    others.length > 0 &&
    others.every((row) => row.length === width + 1) &&
    others.some((row) => row.at(-1) !== '');
  return { delimiter, newline, skipped, skippedLines: skipped > 0 ? 1 : 0, unnamedFirst };
}

/**
 * The mark that cuts the most rows into as many fields as the first row has. Where several cut all rows alike, it is
 * not the comma, which is the decimal mark then.
 */
function likeliest(text: string, newline: CsvLayout['newline']): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const rows = sampleRows(text, { delimiter, newline }, true);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const alike = rows.filter((row) => row.length === width).length / rows.length;
    const score = alike < 0.9 ? alike * width : (delimiter === ',' ? 10_000 : 20_000) + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** @param isCut whether the text goes on, so that its last line may be a part of one. */
function sampleRows(text: string, layout: CsvLayout, isCut: boolean): string[][] {
  const sample: string[][] = [];
  const rows = new CsvRows(layout, {
    onRow: (fields) => void (sample.length < sampledRows && sample.push(fields)),
    onOpenQuote: () => undefined,
  });
  rows.push(text);
  if (!isCut || sample.length === 0) rows.end();
  return sample;
}
