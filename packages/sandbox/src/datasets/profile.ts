import { createPolarsGlobals, FrameCapability } from '../facade/index.js';
import { Capability, runProgram, type GuestValue } from '../language/index.js';
import { executePlan, type Cell, type Column, type Table } from '../plan/index.js';
import type { SandboxLimits } from '../limits.js';
import type { ColumnProfile, IngestProblem } from '../types.js';
import type { ProblemList } from './problem-list.js';

/** What is known of a file's content, apart from what a person wrote about it. */
export interface FileProfile {
  rows: number;
  columns: ColumnProfile[];
  head: Table;
  problems: IngestProblem[];
  problemCount: number;
}

/** Profiles a Parquet file by programs in the guest language: what they see is what any program will see. */
export function profileFile(
  path: string,
  problems: ProblemList,
  units: ReadonlyMap<string, string>,
  limits: SandboxLimits,
): FileProfile {
  const name = 'file';
  const datasets = new Map([[name, { name, path }]]);
  const globals = createPolarsGlobals({
    datasets: () => [{ name, columns: [] }],
    execute: (plan, action) => executePlan(plan, { datasets, action }),
  });
  const query = (code: string): Table => {
    const outcome = runProgram(`const frame = pl.scan(${JSON.stringify(name)});\n${code}`, { globals });
    if (outcome.status !== 'ok') throw new Error(`the profile failed: ${outcome.error.message}`);
    return tableOf(outcome.value);
  };
  const head = query(`frame.head(${limits.headRows})`);
  const rows = Number(query('frame.select(pl.len())').data[0]?.[0] ?? 0);
  const columns = head.columns.map((column) => {
    const unit = units.get(column.name);
    return { ...profileColumn(column, rows, query, limits), ...(unit === undefined ? {} : { unit }) };
  });
  return {
    rows,
    columns,
    head: { ...head, rowCount: rows, truncated: rows > limits.headRows },
    problems: problems.kept,
    problemCount: problems.count,
  };
}

function tableOf(value: GuestValue): Table {
  if (value instanceof FrameCapability) return value.collect();
  throw new TypeError(`a profile query gave ${value instanceof Capability ? value.typeName : typeof value}`);
}

function profileColumn(
  column: Column,
  rows: number,
  query: (code: string) => Table,
  limits: SandboxLimits,
): ColumnProfile {
  const name = JSON.stringify(column.name);
  const measures = [
    `pl.col(${name}).nullCount().alias('nulls')`,
    `pl.col(${name}).nUnique().alias('distinct')`,
  ];
  if (isOrdered(column.dtype)) {
    measures.push(`pl.col(${name}).min().alias('min')`, `pl.col(${name}).max().alias('max')`);
  }
  if (isNumeric(column.dtype)) measures.push(`pl.col(${name}).mean().alias('mean')`);
  const numbers = firstRow(query(`frame.select(${measures.join(', ')})`));
  const nulls = Number(numbers.get('nulls') ?? 0);
  const profile: ColumnProfile = {
    ...column,
    nulls,
    // An absent value is no value of its own.
    distinct: Number(numbers.get('distinct') ?? 0) - (nulls > 0 ? 1 : 0),
    samples: [],
  };
  for (const measure of ['min', 'max', 'mean'] as const) {
    const value = numbers.get(measure);
    if (value !== undefined && value !== null) profile[measure] = value;
  }
  if (!isListable(column.dtype)) return profile;
  const isMostlyUnique = profile.distinct > limits.listedValues && profile.distinct > rows / 2;
  profile.samples = isMostlyUnique
    ? (query(`frame.select(pl.col(${name})).head(${limits.sampleValues})`).data[0] ?? []).filter(
        (cell) => cell !== null,
      )
    : samplesOf(name, profile.distinct, query, limits);
  return profile;
}

/** The values by frequency: all where they are few and short, else the first ones. */
function samplesOf(
  name: string,
  distinct: number,
  query: (code: string) => Table,
  limits: SandboxLimits,
): Cell[] {
  const wanted = distinct <= limits.listedValues ? limits.listedValues : limits.sampleValues;
  const counted = query(
    `frame.select(pl.col(${name}).alias('value')).dropNulls().groupBy('value').agg(pl.len().alias('count'))` +
      `.sort(['count', 'value'], { descending: [true, false] }).head(${wanted})`,
  );
  const values = counted.data[0] ?? [];
  return JSON.stringify(values).length <= limits.listedCharacters
    ? values
    : values.slice(0, limits.sampleValues);
}

function firstRow(table: Table): Map<string, Cell> {
  return new Map(table.columns.map(({ name }, index) => [name, table.data[index]?.[0] ?? null]));
}

function isNumeric(dtype: string): boolean {
  return /^[iuf]\d+$|^decimal/.test(dtype);
}

function isOrdered(dtype: string): boolean {
  return isNumeric(dtype) || ['str', 'date', 'datetime', 'time', 'duration', 'bool'].includes(dtype);
}

function isListable(dtype: string): boolean {
  return isOrdered(dtype) || dtype === 'categorical';
}
