import type { Cell, Table } from '@sallyport/agent';
import { isRecord, readTable } from './table';

/** Why a step failed, in the words of the tool. */
export interface StepError {
  code: string;
  message: string;
  line?: number;
  column?: number;
  snippet?: string;
  hint?: string;
  didYouMean: string[];
}

/** One thing that a program showed. */
export type OutputView = { key: string; title?: string } & (
  | { kind: 'chart'; spec: Record<string, unknown>; table?: Table }
  | { kind: 'table'; table: Table }
  | { kind: 'value'; value: Cell }
);

/** What a tool brought back, read from a value that is not trusted to have any shape. */
export interface ToolOutput {
  /** What the program showed, in order. */
  outputs: OutputView[];
  logs: string[];
  durationMs?: number;
  error?: StepError;
  /** The whole result, for a tool whose result has no form of its own here. */
  raw: unknown;
}

/** Reads a tool's structured result. */
export function readToolOutput(output: unknown): ToolOutput {
  if (!isRecord(output)) return { outputs: [], logs: [], raw: output };
  return {
    raw: output,
    outputs: readOutputs(output),
    logs: Array.isArray(output.logs) ? output.logs.filter((line) => typeof line === 'string') : [],
    ...defined('durationMs', typeof output.durationMs === 'number' ? output.durationMs : undefined),
    ...defined('error', readStepError(output.error)),
  };
}

/** A result with a single output has it in members of its own. */
function readOutputs(result: Record<string, unknown>): OutputView[] {
  if (Array.isArray(result.outputs)) return result.outputs.flatMap(readOutput);
  return readOutput(result, 0);
}

function readOutput(output: unknown, index: number): OutputView[] {
  if (!isRecord(output)) return [];
  const base = {
    key: String(index),
    ...defined('title', typeof output.title === 'string' ? output.title : undefined),
  };
  const spec = readChart(output.chart);
  const table = readTable(output.table);
  if (spec) return [{ ...base, kind: 'chart', spec, ...defined('table', table) }];
  if (table) return [{ ...base, kind: 'table', table }];
  const value = typeof output.text === 'string' ? output.text : output.value;
  return value === undefined || value === null ? [] : [{ ...base, kind: 'value', value: value as Cell }];
}

/** Reads the error of a step; undefined when there is none. */
export function readStepError(error: unknown): StepError | undefined {
  if (typeof error === 'string') return { code: 'tool-error', message: error, didYouMean: [] };
  if (!isRecord(error) || typeof error.message !== 'string') return undefined;
  const suggestions = Array.isArray(error.didYouMean) ? error.didYouMean : [];
  return {
    code: typeof error.code === 'string' ? error.code : 'tool-error',
    message: error.message,
    didYouMean: suggestions.filter((name) => typeof name === 'string'),
    ...defined('line', typeof error.line === 'number' ? error.line : undefined),
    ...defined('column', typeof error.column === 'number' ? error.column : undefined),
    ...defined('snippet', typeof error.snippet === 'string' ? error.snippet : undefined),
    ...defined('hint', firstText(error.hint, error.remedy)),
  };
}

function readChart(chart: unknown): Record<string, unknown> | undefined {
  if (!isRecord(chart)) return undefined;
  return isRecord(chart.spec) ? chart.spec : undefined;
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
