import { capitalise, formatCell, plain } from '../answer/format.js';
import { offlineLimits } from '../limits.js';
import type { RanProgram } from '../tools/conversation.js';
import type { AnalysisResult } from '../tools/results.js';

/** All that a report is written from. */
export interface ReportMaterial {
  /** What was asked. */
  question: string;
  /** The answer in words. */
  answer: string;
  /** The program that gave it; absent for a question about the datasets themselves. */
  program: RanProgram | undefined;
}

/** A report in Markdown, and the name of its file. The same question has the same name: its report is brought up to date. */
export function writeReport({ question, answer, program }: ReportMaterial): {
  file: string;
  content: string;
} {
  const title = capitalise(plain(question.replaceAll(/[\s?!.]+$/g, '')));
  const parts = [`# ${title}`, answer];
  if (program?.outcome.ok) {
    const { result } = program.outcome;
    if (result.rows.length > 0) parts.push('## Data', tableOf(result));
    parts.push('## How it was computed', fenced(program.code));
  }
  parts.push('---', 'Written by the embedded offline analyst. Every number comes out of the program above.');
  const content = program ? parts.join('\n\n') : parts.slice(0, -2).join('\n\n');
  return { file: `${nameOf(question)}.md`, content: `${content}\n` };
}

function tableOf({ columns, rows, rowCount }: AnalysisResult): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const shown = rows
    .slice(0, offlineLimits.reportRows)
    .map((row) => line(columns.map((name, index) => plain(formatCell(row[index], name)))));
  const more = rowCount - shown.length;
  return [
    line(columns.map((name) => plain(name))),
    line(columns.map(() => '---')),
    ...shown,
    ...(more > 0 ? ['', `… and ${more} more rows.`] : []),
  ].join('\n');
}

/** A code block whose fence is longer than any in the program. */
function fenced(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}js\n${code.trimEnd()}\n${fence}`;
}

function nameOf(question: string): string {
  const words = question
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, offlineLimits.reportNameCharacters)
    .replaceAll(/^-+|-+$/g, '');
  return words === '' ? 'report' : words;
}
