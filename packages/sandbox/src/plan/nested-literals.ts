import { PlanErrorCode } from './error-code.js';
import { planError } from './errors.js';
import { dtypes, emptyFrame, native, type NativeDtype, type NativeSeries } from './native.js';
import type { LiteralCell, NestedLiteral } from './plan.js';

/** What a nested value may be, by what has been seen of it. */
type Shape =
  | { kind: 'null' | 'text' | 'boolean' | 'integer' | 'float' }
  | { kind: 'list'; item: Shape }
  | { kind: 'struct'; fields: Map<string, Shape> };

export function isNested(value: LiteralCell): value is NestedLiteral {
  return typeof value === 'object' && value !== null && (value.type === 'list' || value.type === 'struct');
}

/**
 * Lists and structs as a series: their JSON, read by the native layer as the type that fits all of them. It takes
 * nested values in no other way.
 */
export function nestedSeries(name: string, values: readonly LiteralCell[], what: string): NativeSeries {
  const shape = values
    .map((value) => shapeOf(value, what))
    .reduce((all, next) => joined(all, next, what), {
      kind: 'null',
    });
  const texts = values.map((value) => (value === null ? null : JSON.stringify(plainOf(value))));
  const series = native.JsSeries.newOptStr(name, texts);
  const decoded = native.litSeries(series).strJsonDecode(dtypeOf(shape));
  const [column] = emptyFrame.select([decoded]).collectSync('auto').getColumns();
  if (column === undefined) throw mixed(what);
  return column;
}

function mixed(what: string): Error {
  return planError(PlanErrorCode.ArgumentInvalid, `${what} mixes values of different types.`, {
    hint: 'Give all lists one type of item, and all objects the same types of fields.',
  });
}

function shapeOf(value: LiteralCell, what: string): Shape {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'text' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (typeof value === 'number') return { kind: Number.isSafeInteger(value) ? 'integer' : 'float' };
  if (value.type === 'list') {
    const items = value.items.map((item) => shapeOf(item, what));
    return { kind: 'list', item: items.reduce((all, next) => joined(all, next, what), { kind: 'null' }) };
  }
  if (value.type === 'struct') {
    return { kind: 'struct', fields: new Map(value.fields.map(([key, item]) => [key, shapeOf(item, what)])) };
  }
  throw planError(
    PlanErrorCode.ArgumentInvalid,
    `${what} has a date, NaN or infinity inside a list or an object.`,
    {
      hint: 'Use texts for dates and null for missing numbers.',
    },
  );
}

function joined(a: Shape, b: Shape, what: string): Shape {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', item: joined(a.item, b.item, what) };
  if (a.kind === 'struct' && b.kind === 'struct') {
    const fields = new Map(a.fields);
    for (const [key, shape] of b.fields)
      fields.set(key, joined(fields.get(key) ?? { kind: 'null' }, shape, what));
    return { kind: 'struct', fields };
  }
  if (a.kind === b.kind) return a;
  const areNumbers = [a, b].every(({ kind }) => kind === 'integer' || kind === 'float');
  if (areNumbers) return { kind: 'float' };
  throw mixed(what);
}

function dtypeOf(shape: Shape): NativeDtype {
  switch (shape.kind) {
    case 'list': {
      return dtypes.List(dtypeOf(shape.item));
    }
    case 'struct': {
      const fields = [...shape.fields].map(([name, field]) => ({ name, dtype: dtypeOf(field) }));
      return dtypes.Struct(fields);
    }
    case 'boolean': {
      return dtypes.Bool;
    }
    case 'integer': {
      return dtypes.Int64;
    }
    case 'float': {
      return dtypes.Float64;
    }
    default: {
      return dtypes.String;
    }
  }
}

function plainOf(value: LiteralCell): unknown {
  if (!isNested(value)) return value;
  if (value.type === 'list') return value.items.map((item) => plainOf(item));
  const fields = Object.create(null) as Record<string, unknown>;
  for (const [name, item] of value.fields) fields[name] = plainOf(item);
  return fields;
}
