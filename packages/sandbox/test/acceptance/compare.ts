import type { RunOutput, RunResult, Table } from '../../src/index.js';
import type { Expected } from './program.js';

/** How far two numbers may lie apart, relative to their size: sums of fractions differ by the order of adding. */
const tolerance = 1e-9;

/** The rows that a result shows of a longer table. */
const shownRows = 1000;

/** What is wrong with a result, for a person to read; `undefined` when it is what was expected. */
export function difference(result: RunResult, expected: Expected): string | undefined {
  if (result.status !== 'ok') {
    const { code, message, line, column, hint } = result.error;
    return `${result.status} ${code} at ${line}:${column}: ${message} | ${hint ?? 'no hint'}`;
  }
  return (
    tableDifference(result.output.table, expected) ??
    furtherDifference(result.output, expected.further ?? []) ??
    valueDifference(result.output, expected) ??
    chartDifference(result.output, expected) ??
    logDifference(result.logs, expected.logs)
  );
}

function tableDifference(
  table: Table | undefined,
  { table: expected, anyOrder }: Expected,
): string | undefined {
  if (expected === undefined) return table === undefined ? undefined : `an unexpected table ${show(table)}`;
  if (table === undefined) return 'no table';
  if (table.rowCount !== expected.length) return `${table.rowCount} rows instead of ${expected.length}`;
  const names = table.columns.map((column) => column.name);
  const first = expected[0];
  const expectedNames = first === undefined ? names : cellsOf(first).map(([name]) => name);
  if (!isEqual(names, expectedNames)) return `columns ${show(names)} instead of ${show(expectedNames)}`;
  const rows = inOrder(
    Array.from({ length: table.data[0]?.length ?? 0 }, (_unused, row) =>
      table.data.map((column) => column[row]),
    ),
    anyOrder,
  );
  const wanted = inOrder(
    expected.slice(0, shownRows).map((row) => cellsOf(row).map(([, cell]) => cell)),
    anyOrder,
  );
  const wrong = wanted.findIndex((row, index) => !isEqual(rows[index], row));
  return wrong === -1 ? undefined : `row ${wrong} is ${show(rows[wrong])} instead of ${show(wanted[wrong])}`;
}

function furtherDifference(
  { outputs }: RunOutput,
  expected: readonly (readonly object[])[],
): string | undefined {
  const tables = outputs.flatMap((output) => ('table' in output ? [output.table] : [])).slice(1);
  if (tables.length !== expected.length)
    return `${tables.length} further tables instead of ${expected.length}`;
  const differences = tables.map((table, index) => tableDifference(table, { table: expected[index] }));
  return differences.find((found) => found !== undefined);
}

function cellsOf(row: object): [string, unknown][] {
  return row instanceof Map ? [...(row as Map<string, unknown>)] : Object.entries(row);
}

function inOrder(rows: unknown[][], anyOrder = false): unknown[][] {
  const keyOf = (row: unknown[]): string => row.map((cell) => show(cell)).join('|');
  return anyOrder ? rows.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)) : rows;
}

function valueDifference(output: RunOutput, expected: Expected): string | undefined {
  return isEqual(output.value, expected.value)
    ? undefined
    : `the value is ${show(output.value)} instead of ${show(expected.value)}`;
}

function chartDifference({ chart }: RunOutput, { mark, table }: Expected): string | undefined {
  if (mark === undefined) return chart === undefined ? undefined : 'an unexpected chart';
  if (chart === undefined) return 'no chart';
  const spec = chart.spec as { mark?: unknown; layer?: { mark?: unknown }[]; data?: { values?: unknown[] } };
  const drawn = (spec.mark ?? spec.layer?.[0]?.mark) as { type?: unknown } | string | undefined;
  const type = typeof drawn === 'object' ? drawn.type : drawn;
  if (type !== mark) return `the mark is ${show(type)} instead of ${mark}`;
  const count = spec.data?.values?.length;
  return count === table?.length ? undefined : `${count} rows are drawn instead of ${table?.length}`;
}

/** A line `*` stands for any number of lines. */
function logDifference(logs: readonly string[], expected: readonly string[] | undefined): string | undefined {
  if (expected === undefined) return undefined;
  const pattern = expected
    .map((line) => (line === '*' ? String.raw`[\s\S]*` : escaped(line)))
    .join(String.raw`\n`);
  return new RegExp(`^${pattern}$`, 'u').test(logs.join('\n'))
    ? undefined
    : `printed ${show(logs)} instead of ${show(expected)}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function isEqual(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') return isClose(actual, expected);
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.length === expected.length && actual.every((item, index) => isEqual(item, expected[index]));
  if (isObject(actual) && isObject(expected)) {
    const names = Object.keys(expected);
    return (
      Object.keys(actual).length === names.length &&
      names.every((name) => Object.hasOwn(actual, name) && isEqual(actual[name], expected[name]))
    );
  }
  return actual === expected;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isClose(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(actual), Math.abs(expected));
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 300);
}
