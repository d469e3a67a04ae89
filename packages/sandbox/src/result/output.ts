import { chartFromValue, FrameCapability, type ChartCapability } from '../facade/index.js';
import { Capability, GuestError, type GuestValue } from '../language/index.js';
import type { Table } from '../plan/index.js';
import type { SandboxLimits } from '../limits.js';
import type { Chart, Json, RunOutput } from '../types.js';
import { RunErrorCode } from '../errors.js';
import { tableFromRecords } from './records.js';
import { toJson } from './to-json.js';

/** A final value as JSON, and whether it was cut. */
export interface ConvertedOutput {
  output: RunOutput;
  truncated: boolean;
}

/**
 * Turns a program's final value into its result: a frame or records into a table, a chart into a chart with its table,
 * anything else into a JSON value.
 *
 * @throws GuestError where a frame cannot be computed, a chart is not valid, or the value cannot be a result
 */
export function toOutput(value: GuestValue, limits: SandboxLimits): ConvertedOutput {
  if (value === undefined) return { output: {}, truncated: false };
  if (value instanceof FrameCapability) return ofTable(cut(value.collect(limits.tableRows), limits));
  const chart = chartFromValue(value);
  if (chart) return ofChart(chart, limits);
  if (value instanceof Capability) throw unsupported(value);
  const parts = partsOf(value);
  if (parts) return ofParts(parts, limits);
  const records = tableFromRecords(value, limits);
  if (records) return ofTable(cut(records, limits));
  return ofValue(value, limits);
}

function ofTable(table: Table): ConvertedOutput {
  return { output: { table }, truncated: table.truncated };
}

function ofChart(chart: ChartCapability, limits: SandboxLimits): ConvertedOutput {
  const table = cut(chart.table, limits);
  return { output: { chart: { spec: chart.spec as Chart['spec'] }, table }, truncated: table.truncated };
}

function ofValue(value: GuestValue, limits: SandboxLimits): ConvertedOutput {
  const json = toJson(value, limits);
  if (JSON.stringify(json).length <= limits.valueCharacters)
    return { output: { value: json }, truncated: false };
  throw new GuestError(
    RunErrorCode.ResultUnsupported,
    `The result is larger than ${limits.valueCharacters} characters of JSON.`,
    { hint: 'Aggregate it, or return a frame: its first rows are shown and the rest is counted.' },
  );
}

/** The members of an array or object that holds frames or charts, which models return to show several things. */
function partsOf(value: GuestValue): GuestValue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Array.isArray(value) ? value : Object.values(value as Record<string, GuestValue>);
  return members.some((member) => member instanceof Capability) ? members : undefined;
}

/** The first chart and the first frame are the result's; the other members are its value. */
function ofParts(parts: readonly GuestValue[], limits: SandboxLimits): ConvertedOutput {
  const output: RunOutput = {};
  const rest: Json[] = [];
  let truncated = false;
  for (const part of parts) {
    if (!(part instanceof Capability)) {
      rest.push(toJson(part, limits));
      continue;
    }
    const converted = toOutput(part, limits);
    output.chart ??= converted.output.chart;
    output.table ??= converted.output.table;
    truncated ||= converted.truncated;
  }
  if (rest.length > 0) output.value = rest.length === 1 ? (rest[0] ?? null) : rest;
  for (const name of ['chart', 'table'] as const) if (output[name] === undefined) delete output[name];
  return { output, truncated };
}

/** Keeps the first rows of a table that fit the limits. */
function cut(table: Table, limits: SandboxLimits): Table {
  const byCells = Math.floor(limits.tableCells / Math.max(1, table.columns.length));
  const rows = Math.min(limits.tableRows, byCells);
  const shown = table.data[0]?.length ?? 0;
  const data = shown > rows ? table.data.map((column) => column.slice(0, rows)) : table.data;
  return { ...table, data, truncated: table.rowCount > Math.min(shown, rows) };
}

function unsupported(value: Capability): GuestError {
  return new GuestError(
    RunErrorCode.ResultUnsupported,
    `The program ends with ${/^[aeiou]/i.test(value.typeName) ? 'an' : 'a'} ${value.typeName}, which is not a result.`,
    { hint: 'End with a frame, a chart, a number, a text or records: frame.select(pl.col("salary").mean())' },
  );
}
