import { GuestDate, type GuestValue } from '../language/index.js';
import type { Cell, Column, Table } from '../plan/index.js';
import type { SandboxLimits } from '../limits.js';
import { toJson } from './to-json.js';

/** The table that a list of plain records stands for; undefined for any other value. */
export function tableFromRecords(value: GuestValue, limits: SandboxLimits): Table | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const records: Record<string, GuestValue>[] = [];
  for (const item of value) {
    if (!isRecord(item)) return undefined;
    records.push(item);
  }
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (names.length === 0 || names.length > limits.columns) return undefined;
  const shown = records.slice(0, limits.tableRows);
  return {
    columns: names.map((name) => columnOf(name, records)),
    data: names.map((name) => shown.map((record) => toJson(valueIn(record, name), limits) as Cell)),
    rowCount: records.length,
    truncated: shown.length < records.length,
  };
}

/** A guest's plain object; its capabilities, dates and maps are instances of classes. */
function isRecord(value: GuestValue): value is Record<string, GuestValue> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

function valueIn(record: Record<string, GuestValue>, name: string): GuestValue {
  return Object.hasOwn(record, name) ? record[name] : null;
}

/** The narrowest type that holds every value of a column. */
function columnOf(name: string, records: readonly Record<string, GuestValue>[]): Column {
  const kinds = new Set<string>();
  for (const record of records) {
    const value = valueIn(record, name);
    if (value !== null && value !== undefined) kinds.add(kindOf(value));
  }
  if (kinds.size === 0) return { name, dtype: 'null' };
  if (kinds.size === 1) return { name, dtype: [...kinds][0] ?? 'str' };
  const isNumeric = [...kinds].every((kind) => kind === 'i64' || kind === 'f64');
  return { name, dtype: isNumeric ? 'f64' : 'str' };
}

function kindOf(value: GuestValue): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'i64' : 'f64';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof GuestDate) return 'datetime';
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'struct' : 'str';
}
