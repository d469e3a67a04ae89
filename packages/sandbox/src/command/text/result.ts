import type { RunOutput, RunResult } from '../../types.js';
import { chartText } from './chart.js';
import { errorText } from './error.js';
import { printableLines } from './printable.js';
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
    const parts = outputTexts(result.output);
    const note = parts.length > 0 ? '' : 'The program has no result: end it with the value to show.';
    return { out: lines([...logs, ...parts]), error: lines([note]) };
  }
  return { out: lines(logs), error: lines([errorText(result.error), whatRan(result)]) };
}

function whatRan({ status, ran }: Exclude<RunResult, { status: 'ok' }>): string {
  if (!ran) return 'Nothing of the program ran.';
  return status === 'failed' ? '' : 'The program was stopped while it ran; it has no result.';
}

function outputTexts({ chart, table, value }: RunOutput): string[] {
  return [
    ...(chart === undefined ? [] : [chartText(chart)]),
    ...(table === undefined ? [] : [tableText(table)]),
    ...(value === undefined ? [] : [valueText(value)]),
  ];
}

function valueText(value: unknown): string {
  return printableLines(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
}

function lines(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('\n');
  return text === '' ? '' : `${text}\n`;
}
