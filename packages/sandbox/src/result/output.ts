import { ChartCapability, chartFromValue, FrameCapability } from '../facade/index.js';
import {
  Capability,
  createObject,
  type GuestError,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import type { Table } from '../plan/index.js';
import type { Chart, Json, RunOutput } from '../types.js';
import { cutTable } from './cut.js';
import { tableFromRecords } from './records.js';
import { invalidResult, JsonConverter } from './to-json.js';

/** A final value as JSON, and whether it was cut. */
export interface ConvertedOutput {
  output: RunOutput;
  truncated: boolean;
}

/**
 * Turns a program's final value into its result: a frame or records into a table, a chart into a chart with its table,
 * anything else into a JSON value. Of several frames and charts in a list or object, the first of each kind is the
 * table and the chart, and the others are part of the value.
 *
 * @throws GuestError when a frame cannot be computed, a chart is not valid, or the value cannot be a result.
 */
export function toOutput(value: GuestValue, limits: SandboxLimits): ConvertedOutput {
  if (value === undefined) return { output: {}, truncated: false };
  if (value instanceof FrameCapability) return ofTable(value.collect(limits.tableRows), limits);
  const chart = chartFromValue(value);
  if (chart !== undefined) return ofChart(chart, limits);
  if (value instanceof Capability) throw unfinished(value);
  if (holdsCapability(value)) return ofParts(value, limits);
  const records = tableFromRecords(value, limits);
  if (records !== undefined) return ofTable(records, limits);
  return { output: { value: jsonOf(value, limits) }, truncated: false };
}

function ofTable(whole: Table, limits: SandboxLimits): ConvertedOutput {
  const table = cutTable(whole, limits);
  return { output: { table }, truncated: table.truncated };
}

function ofChart(chart: ChartCapability, limits: SandboxLimits): ConvertedOutput {
  const spec = chart.spec as Chart['spec'];
  if (JSON.stringify(spec).length > limits.chartCharacters) {
    throw invalidResult(
      'The chart holds more data than a chart may carry.',
      'Aggregate first, and leave out long texts.',
    );
  }
  const table = cutTable(chart.table, limits);
  return { output: { chart: { spec }, table }, truncated: table.truncated };
}

function jsonOf(value: GuestValue, limits: SandboxLimits): Json {
  const json = new JsonConverter(limits).convert(value);
  if (JSON.stringify(json).length <= limits.valueCharacters) return json;
  throw invalidResult(
    `The result is larger than ${limits.valueCharacters} characters of JSON.`,
    'Aggregate it, or return a frame: its first rows are shown and the rest is counted.',
  );
}

type Parts = GuestValue[] | GuestObject;

function holdsCapability(value: GuestValue): value is Parts {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== null) return false;
  return Object.values(value).some((part) => part instanceof Capability);
}

function ofParts(parts: Parts, limits: SandboxLimits): ConvertedOutput {
  const entries = Object.entries(parts);
  const frame = entries.find(([, part]) => part instanceof FrameCapability);
  const chart = entries.find(([, part]) => part instanceof ChartCapability);
  const rest = entries.filter((entry) => entry !== frame && entry !== chart && entry[1] !== undefined);
  const drawn = chart === undefined ? undefined : toOutput(chart[1], limits);
  const shown = frame === undefined ? drawn : toOutput(frame[1], limits);
  const output: RunOutput = { ...drawn?.output, ...shown?.output };
  if (rest.length > 0) {
    output.value = jsonOf(Array.isArray(parts) ? rest.map(([, part]) => part) : objectOf(rest), limits);
  }
  return { output, truncated: (drawn?.truncated ?? false) || (shown?.truncated ?? false) };
}

function objectOf(entries: readonly (readonly [string, GuestValue])[]): GuestObject {
  const object = createObject();
  for (const [name, value] of entries) object[name] = value;
  return object;
}

function unfinished(value: Capability): GuestError {
  const article = /^[aeiou]/i.test(value.typeName) ? 'an' : 'a';
  return invalidResult(
    `The program ends with ${article} ${value.typeName}, which is not a result.`,
    'Apply it to a frame: df.select(pl.col("salary").mean()), df.groupBy("department").agg(…).',
  );
}
