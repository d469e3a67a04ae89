import type { Output, RunResult } from '../../types.js';
import { chartText } from './chart.js';
import { errorText } from './error.js';
import { printable, printableLines } from './printable.js';
import { tableText } from './table.js';

/** What goes to standard output and what to standard error. */
export interface Printed {
  out: string;
  error: string;
}

/** A run as a person reads it: what the program printed, then its result or its error. */
export function resultText(result: RunResult): Printed {
  const logs = result.logs.map(printableLines);
  if (result.status === 'ok') {
    const parts = result.output.outputs.map(outputText);
    const note = parts.length > 0 ? '' : 'The program has no result: end it with the value to show.';
    return { out: lines([...logs, ...parts]), error: lines([note]) };
  }
  return { out: lines(logs), error: lines([errorText(result.error), whatRan(result)]) };
}

function whatRan({ status, ran }: Exclude<RunResult, { status: 'ok' }>): string {
  if (!ran) return 'Nothing of the program ran.';
  return status === 'failed' ? '' : 'The program was stopped while it ran; it has no result.';
}

function outputText(output: Output): string {
  const title = output.title === undefined ? [] : [`${printable(output.title)}:`];
  return [...title, ...contentTexts(output)].join('\n');
}

function contentTexts(output: Output): string[] {
  switch (output.kind) {
    case 'table':
      return [tableText(output.table)];
    case 'chart':
      return [chartText(output.chart), tableText(output.table)];
    case 'text':
      return [printableLines(output.text)];
    case 'value':
      return [printableLines(JSON.stringify(output.value, undefined, 2))];
  }
}

function lines(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('\n');
  return text === '' ? '' : `${text}\n`;
}
