import {
  GuestDate,
  GuestError,
  isPlainObject,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { Literal, LiteralColumn } from '../plan/plan.js';
import { toLiteral } from './convert.js';
import { describeValue } from './describe-value.js';
import { dtypeOfValue } from './dtype-function.js';

const example = "pl.DataFrame({ city: ['Oslo', 'Rome'], population: [709000, 2750000] })";

/**
 * The columns that a program wrote out: `{ name: [values] }`, or records. The second argument may carry
 * `{ schema: { name: pl.Int64 } }`.
 */
export function literalColumns(args: readonly GuestValue[], context: CallContext): LiteralColumn[] {
  const [data, options] = args;
  const columns = Array.isArray(data) ? fromRecords(data) : fromColumns(data);
  const types = isPlainObject(options)
    ? (options['schema'] ?? options['schemaOverrides'] ?? options['schema_overrides'])
    : undefined;
  return [...columns].map(([name, values]) => {
    context.charge(values.length + 1);
    return { name, values: values.map((value) => cell(value, name)), dtype: declaredType(types, name) };
  });
}

function declaredType(types: GuestValue, name: string): string | undefined {
  return isPlainObject(types) && Object.hasOwn(types, name) ? dtypeOfValue(types[name]) : undefined;
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

function cell(value: GuestValue, name: string): Literal {
  if (value === undefined) return null;
  if (value instanceof GuestDate && Number.isNaN(value.time)) return null;
  const literal = toLiteral(value);
  if (literal === undefined)
    throw invalid(`the column ${JSON.stringify(name)} holds ${describeValue(value)}, which is no cell.`);
  return literal;
}
