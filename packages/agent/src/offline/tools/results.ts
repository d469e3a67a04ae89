import type { CellValue, DatasetProfile, DatasetSummary } from '../catalog.js';

/** What a program returned, whichever form the tool's result took. */
export interface AnalysisResult {
  columns: string[];
  /** Row by row; possibly only the first ones of `rowCount`. */
  rows: CellValue[][];
  rowCount: number;
  /** Facts that the program logged as JSON objects. */
  facts: Readonly<Record<string, CellValue>>;
  hasChart: boolean;
  value?: CellValue;
}

/** Why a program, or a tool, failed. */
export interface ToolFailure {
  message: string;
  code?: string;
  hint?: string;
  didYouMean: string[];
}

export type Outcome = { ok: true; result: AnalysisResult } | { ok: false; failure: ToolFailure };

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The text of a tool's output, in any of the forms in which the SDK keeps it. */
function outputText(output: unknown): string {
  if (typeof output === 'string') {
    const inner = parseJson(output);
    return isRecord(inner) && inner['type'] === 'text' && typeof inner['text'] === 'string'
      ? inner['text']
      : output;
  }
  if (Array.isArray(output)) return output.map(outputText).join('');
  return isRecord(output) && typeof output['text'] === 'string' ? output['text'] : '';
}

/** A tool's output as an object: its JSON text, or its structured content. */
function outputObject(output: unknown): Json | undefined {
  const parsed = parseJson(outputText(output));
  if (!isRecord(parsed)) return undefined;
  const structured = parsed['structuredContent'];
  return isRecord(structured) ? structured : parsed;
}

const isDataset = (value: unknown): value is DatasetSummary =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  Array.isArray(value['columns']) &&
  value['columns'].every(
    (column) => isRecord(column) && typeof column['name'] === 'string' && typeof column['dtype'] === 'string',
  );

/** The catalog of a `list_datasets` result; undefined when it is none. */
export function catalogOf(output: unknown): DatasetSummary[] | undefined {
  const datasets = outputObject(output)?.['datasets'];
  return Array.isArray(datasets) ? datasets.filter(isDataset) : undefined;
}

/** The profile of a `describe_dataset` result; undefined when it is none. */
export function profileOf(output: unknown): DatasetProfile | undefined {
  const found = outputObject(output);
  return isDataset(found) ? found : undefined;
}

function factsOf(logs: unknown): Record<string, CellValue> {
  return Object.assign({}, ...strings(logs).map(parseJson).filter(isRecord)) as Record<string, CellValue>;
}

function tableOf(table: unknown): Pick<AnalysisResult, 'columns' | 'rows' | 'rowCount'> {
  if (!isRecord(table)) return { columns: [], rows: [], rowCount: 0 };
  const named = Array.isArray(table['columns']) ? table['columns'] : [];
  const columns = named.map((column) =>
    typeof column === 'string' ? column : isRecord(column) ? String(column['name']) : '',
  );
  const byRow = Array.isArray(table['rows']) ? (table['rows'] as CellValue[][]) : undefined;
  const byColumn = Array.isArray(table['data']) ? (table['data'] as CellValue[][]) : [];
  const rows = byRow ?? (byColumn[0] ?? []).map((_, index) => byColumn.map((cells) => cells[index] ?? null));
  return { columns, rows, rowCount: typeof table['rowCount'] === 'number' ? table['rowCount'] : rows.length };
}

/** Why a tool that gives plain text failed; nothing where it did not. */
export function failureOf(output: unknown): { failure?: string } {
  const error = outputObject(output)?.['error'];
  if (!isRecord(error)) return {};
  return { failure: typeof error['message'] === 'string' ? error['message'] : 'The tool failed.' };
}

/** Reads a `run_analysis` result. */
export function analysisOf(output: unknown): Outcome {
  const found = outputObject(output);
  if (found === undefined) {
    return {
      ok: false,
      failure: { message: outputText(output).slice(0, 300) || 'The tool gave no result.', didYouMean: [] },
    };
  }
  const { error } = found;
  if (isRecord(error)) {
    const message = typeof error['message'] === 'string' ? error['message'] : 'The program failed.';
    const code = typeof error['code'] === 'string' ? error['code'] : undefined;
    const hint = typeof error['hint'] === 'string' ? error['hint'] : undefined;
    return { ok: false, failure: { message, code, hint, didYouMean: strings(error['didYouMean']) } };
  }
  const value = found['value'];
  return {
    ok: true,
    result: {
      ...tableOf(found['table']),
      facts: factsOf(found['logs']),
      hasChart: found['chart'] !== undefined && found['chart'] !== null,
      ...(typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? { value }
        : {}),
    },
  };
}
