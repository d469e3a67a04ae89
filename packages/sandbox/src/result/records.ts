import { GuestDate, isPlainObject, type GuestObject, type GuestValue } from '../language/index.js';
import type { Column, Table } from '../plan/index.js';
import type { SandboxLimits } from '../limits.js';
import { JsonConverter } from './to-json.js';

/** The table that a list of plain records stands for; `undefined` for any other value. */
export function tableFromRecords(value: GuestValue, limits: SandboxLimits): Table | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const records: GuestObject[] = [];
  for (const item of value) {
    if (!isPlainObject(item)) return undefined;
    records.push(item);
  }
  const names = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) names.add(name);
  if (names.size === 0 || names.size > limits.columns) return undefined;
  const rows = Math.min(records.length, limits.tableRows, Math.floor(limits.tableCells / names.size));
  const shown = records.slice(0, rows);
  const converter = new JsonConverter(limits);
  return {
    columns: [...names].map((name) => columnOf(name, records)),
    data: [...names].map((name) => shown.map((record) => converter.convert(valueIn(record, name)))),
    rowCount: records.length,
    truncated: rows < records.length,
  };
}

function valueIn(record: GuestObject, name: string): GuestValue {
  return Object.hasOwn(record, name) ? record[name] : null;
}

/** The narrowest type that holds every value of a column. */
function columnOf(name: string, records: readonly GuestObject[]): Column {
  const kinds = new Set<string>();
  for (const record of records) {
    const value = valueIn(record, name);
    if (value !== null && value !== undefined) kinds.add(kindOf(value));
  }
  const [kind = 'null'] = kinds;
  if (kinds.size <= 1) return { name, dtype: kind };
  const isNumeric = [...kinds].every((item) => item === 'i64' || item === 'f64');
  return { name, dtype: isNumeric ? 'f64' : 'str' };
}

function kindOf(value: GuestValue): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'i64' : 'f64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'str';
  if (value instanceof GuestDate) return 'datetime';
  return Array.isArray(value) ? 'list' : 'struct';
}
