import pl from 'nodejs-polars';

import { isRecord } from '../is-record.js';
import type { DataType } from './column-sinks.js';

/** What nested JSON values of one column have in common. `none` is that of null, `mixed` of what no type holds. */
export type NestedType =
  | { kind: 'none' | 'mixed' | 'bool' | 'i64' | 'f64' | 'str' }
  | { kind: 'list'; item: NestedType }
  | { kind: 'struct'; fields: Map<string, NestedType> };

/** Levels of a nested value, and fields of a struct, beyond which it is kept as its text. */
const deepest = 8;
const mostFields = 200;

const none: NestedType = { kind: 'none' };
const mixed: NestedType = { kind: 'mixed' };

/** The type of one value. */
export function nestedTypeOf(value: unknown, depth = 0): NestedType {
  if (value === null) return none;
  if (depth > deepest) return mixed;
  if (Array.isArray(value)) {
    const items = value.map((item) => nestedTypeOf(item, depth + 1));
    return { kind: 'list', item: items.reduce((all, item) => mergeTypes(all, item), none) };
  }
  if (isRecord(value)) {
    const entries = Object.entries(value);
    if (entries.length > mostFields) return mixed;
    return {
      kind: 'struct',
      fields: new Map(entries.map(([name, item]) => [name, nestedTypeOf(item, depth + 1)])),
    };
  }
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? { kind: 'i64' } : mixed;
  if (typeof value === 'number') return { kind: Number.isSafeInteger(value) ? 'i64' : 'f64' };
  return { kind: typeof value === 'boolean' ? 'bool' : 'str' };
}

/** The narrowest type that holds the values of both. */
export function mergeTypes(left: NestedType, right: NestedType): NestedType {
  if (left.kind === 'none') return right;
  if (right.kind === 'none') return left;
  if (left.kind === 'list' && right.kind === 'list')
    return { kind: 'list', item: mergeTypes(left.item, right.item) };
  if (left.kind === 'struct' && right.kind === 'struct') {
    const fields = new Map(left.fields);
    for (const [name, type] of right.fields) fields.set(name, mergeTypes(fields.get(name) ?? none, type));
    return fields.size > mostFields ? mixed : { kind: 'struct', fields };
  }
  if (left.kind === right.kind) return left;
  const kinds = new Set([left.kind, right.kind]);
  return kinds.size === 2 && kinds.has('i64') && kinds.has('f64') ? { kind: 'f64' } : mixed;
}

/** The type in polars; undefined where there is none, and the values are kept as their text. */
export function nestedDtype(type: NestedType): DataType | undefined {
  switch (type.kind) {
    case 'mixed': {
      return undefined;
    }
    case 'none':
    case 'str': {
      return pl.Utf8;
    }
    case 'bool': {
      return pl.Bool;
    }
    case 'i64': {
      return pl.Int64;
    }
    case 'f64': {
      return pl.Float64;
    }
    case 'list': {
      const item = nestedDtype(type.item);
      return item === undefined ? undefined : pl.List(item);
    }
    case 'struct': {
      const fields: { name: string; dtype: DataType }[] = [];
      for (const [name, field] of type.fields) {
        const dtype = nestedDtype(field);
        if (dtype === undefined) return undefined;
        fields.push({ name, dtype });
      }
      // A struct needs a field.
      return fields.length === 0
        ? undefined
        : pl.Struct(fields.map(({ name, dtype }) => new pl.Field(name, dtype)));
    }
  }
}
