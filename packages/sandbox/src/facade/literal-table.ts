import {
  createObject,
  GuestDate,
  GuestError,
  isPlainObject,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { nestingDepth } from '../plan/limits.js';
import type { LiteralCell, LiteralColumn } from '../plan/plan.js';
import { toLiteral } from './convert.js';
import { describeValue } from './describe-value.js';

const example = "pl.DataFrame({ city: ['Oslo', 'Rome'], population: [709000, 2750000] })";

/** The columns that a program wrote out: `{ name: [values] }`, or records. */
export function literalColumns(data: GuestValue, context: CallContext): LiteralColumn[] {
  const columns = Array.isArray(data) ? fromRecords(data) : fromColumns(data ?? createObject());
  return [...columns].map(([name, values]) => {
    context.charge(values.length + 1);
    return { name, values: values.map((value) => cell(value, name)) };
  });
}

function invalid(message: string): GuestError {
  return new GuestError(PlanErrorCode.ArgumentInvalid, `pl.DataFrame: ${message}`, {
    hint: `Example: ${example}`,
  });
}

function fromColumns(data: GuestValue): Map<string, readonly GuestValue[]> {
  if (!isPlainObject(data))
    throw invalid(`columns must be an object of lists or a list of records, not ${describeValue(data)}.`);
  const entries = Object.entries(data);
  const length = Math.max(0, ...entries.map(([, values]) => (Array.isArray(values) ? values.length : 0)));
  return new Map(
    entries.map(([name, values]) => {
      if (Array.isArray(values)) return [name, values] as const;
      return [name, Array.from({ length: Math.max(1, length) }, () => values)] as const;
    }),
  );
}

function fromRecords(records: readonly GuestValue[]): Map<string, readonly GuestValue[]> {
  const names = new Set<string>();
  for (const record of records) {
    if (!isPlainObject(record)) throw invalid(`each record must be an object, not ${describeValue(record)}.`);
    for (const name of Object.keys(record)) names.add(name);
  }
  return new Map(
    [...names].map((name) => [
      name,
      records.map((record) => (isPlainObject(record) && Object.hasOwn(record, name) ? record[name] : null)),
    ]),
  );
}

function cell(value: GuestValue, name: string, depth = 1): LiteralCell {
  if (value === undefined) return null;
  if (value instanceof GuestDate && Number.isNaN(value.time)) return null;
  if (depth > nestingDepth) throw invalid(`the column ${JSON.stringify(name)} is nested too deeply.`);
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => cell(item, name, depth + 1)) };
  if (isPlainObject(value)) {
    const fields = Object.entries(value).map(([key, item]) => [key, cell(item, name, depth + 1)] as const);
    return { type: 'struct', fields };
  }
  const literal = toLiteral(value);
  if (literal === undefined)
    throw invalid(`the column ${JSON.stringify(name)} holds ${describeValue(value)}, which is no cell.`);
  return literal;
}
