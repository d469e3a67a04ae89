import type { FrameCall, FrameOperation } from '../calls.js';
import { isNumericName, isTemporalName, nativeDtype } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError, unknownColumn } from '../errors.js';
import { literalSeries, parseTemporal } from '../literals.js';
import {
  dtypes,
  emptyFrame,
  native,
  type NativeExpression,
  type NativeLazyFrame,
  type NativeSeries,
} from '../native.js';
import { isNested, nestedSeries } from '../nested-literals.js';
import type { Literal, LiteralColumn } from '../plan.js';
import { castExpression, conjunction, fillStrategy } from './expressions.js';

/** Columns by exact name: unlike `native.col`, a name such as `*` is not a pattern. */
export function columnExpressions(names: readonly string[]): NativeExpression[] {
  return names.length === 0 ? [] : names.map((name) => native.cols([name]));
}

/** Names that must be columns of the frame. */
export function checkedColumns(call: FrameCall, names: readonly string[]): string[] {
  const known = call.schema();
  for (const name of names) {
    if (!known.has(name)) throw unknownColumn(name, [...known.keys()]);
  }
  return [...names];
}

function broadcast(values: readonly boolean[], count: number, usual: boolean): boolean[] {
  return Array.from(
    { length: count },
    (_, index) => values[index] ?? (values.length === 1 ? values[0] : undefined) ?? usual,
  );
}

export function sorted(
  frame: NativeLazyFrame,
  by: readonly NativeExpression[],
  descending: readonly boolean[] = [],
  nullsLast = true,
): NativeLazyFrame {
  const orders = broadcast(descending, by.length, false);
  return frame.sortByExprs(
    [...by],
    orders,
    by.map(() => nullsLast),
    true,
    true,
  );
}

/** Columns which a literal of this kind can fill; all when its kind cannot be told. */
function fillable(call: FrameCall): string[] {
  const node = call.args.node('value');
  const strategy = fillStrategy(call.args);
  const all = [...call.schema()];
  const only = (test: (dtype: string) => boolean): string[] =>
    all.filter(([, dtype]) => test(dtype)).map(([name]) => name);
  if (strategy === 'mean' || strategy === 'zero' || strategy === 'one') return only(isNumericName);
  if (strategy !== undefined) return all.map(([name]) => name);
  const value = node?.operation.id === 'pl.lit' ? node.args.get('value') : undefined;
  if (typeof value === 'number') return only(isNumericName);
  if (typeof value === 'boolean') return only((dtype) => dtype === 'bool');
  if (typeof value === 'string' && parseTemporal(value) === undefined)
    return only((dtype) => dtype === 'str' || dtype === 'categorical');
  if (typeof value === 'object' && value !== null) return only(isTemporalName);
  return all.map(([name]) => name);
}

const fillNull: FrameOperation = (call) => {
  const strategy = fillStrategy(call.args);
  const value = call.expression('value');
  if (strategy === undefined && value === undefined) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'fillNull needs a value or a strategy.', {
      hint: 'For example df.fillNull(0).',
    });
  }
  const names = fillable(call);
  if (names.length === 0) return call.input;
  return call.input.withColumns(
    columnExpressions(names).map((column) =>
      strategy !== undefined || value === undefined
        ? column.fillNullWithStrategy(strategy ?? 'forward', call.args.number('limit') ?? null)
        : column.fillNull(value),
    ),
  );
};

function floatColumns(call: FrameCall): string[] {
  const names = call.args.texts('subset');
  if (names !== undefined && names.length > 0) return names;
  return [...call.schema()].filter(([, dtype]) => /^f\d/.test(dtype)).map(([name]) => name);
}

const dropNans: FrameOperation = (call) => {
  const columns = columnExpressions(floatColumns(call));
  if (columns.length === 0) return call.input;
  return call.input.filter(
    conjunction(columns.map((column) => column.isNotNan().fillNull(native.lit(true)))),
  );
};

const unpivot: FrameOperation = (call) => {
  const index = checkedColumns(call, call.args.texts('index') ?? []);
  const on = call.args.texts('on') ?? [...call.schema().keys()].filter((name) => !index.includes(name));
  return call.input.unpivot(
    index,
    checkedColumns(call, on),
    call.args.text('variableName') ?? null,
    call.args.text('valueName') ?? null,
  );
};

const unique: FrameOperation = (call) => {
  const columns = call.args.texts('subset');
  const subset = columns === undefined || columns.length === 0 ? null : checkedColumns(call, columns);
  return call.input.unique(
    subset,
    call.args.text('keep') ?? 'first',
    call.args.boolean('maintainOrder') ?? true,
  );
};

const valueCounts: FrameOperation = (call) => {
  const columns = columnExpressions(call.args.texts('columns') ?? []);
  const normalize = call.args.boolean('normalize') ?? false;
  const name = call.args.text('name') ?? (normalize ? 'proportion' : 'count');
  const counted = call.input.groupby(columns, true).agg([native.len().alias(name)]);
  const ordered = sorted(counted, [native.cols([name])], [true]);
  if (!normalize) return ordered;
  const count = native.cols([name]).cast(dtypes.Float64, true);
  return ordered.withColumns([count.trueDiv(count.sum()).alias(name)]);
};

function orFive(value: number | undefined): number {
  return value ?? 5;
}

function extreme(descending: boolean): FrameOperation {
  return (call) => {
    const by = call.expressions('by');
    return sorted(
      call.input,
      by,
      by.map(() => descending),
    ).slice(0, orFive(call.args.number('k')));
  };
}

const shift: FrameOperation = (call) => {
  const steps = native.lit(call.args.number('n') ?? 1).cast(dtypes.Int64, true);
  return call.input.select([native.col('*').shift(steps)]);
};

function writtenSeries({ name, values }: LiteralColumn): NativeSeries {
  const what = `The column ${JSON.stringify(name)}`;
  if (values.some((value) => isNested(value))) return nestedSeries(name, values, what);
  const literals = values.filter((value): value is Literal => !isNested(value));
  return literalSeries(name, literals, what);
}

/** The columns that a program wrote out, of the types that it declares for them. */
const literalFrame: FrameOperation = (call) => {
  const given = call.args.table('columns');
  const schema = new Map(call.args.pairs('schema'));
  const names = given.map((column) => column.name);
  const isEmpty = given.every((column) => column.values.length === 0);
  const missing = [...schema.keys()].filter((name) => !names.includes(name));
  const [unknown] = missing;
  if (unknown !== undefined && !isEmpty) throw unknownColumn(unknown, names);
  const columns = [...given, ...missing.map((name) => ({ name, values: [] }))];
  const lengths = new Set(columns.map((column) => column.values.length));
  if (lengths.size > 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `The columns of pl.DataFrame have different lengths: ${columns.map((column) => `${column.name} has ${column.values.length}`).join(', ')}.`,
    );
  }
  const expressions = columns.map((column) => {
    const series = writtenSeries(column);
    const declared = schema.get(column.name);
    const dtype = declared === undefined ? undefined : nativeDtype(declared);
    return native.litSeries(dtype === undefined ? series : series.cast(dtype, true));
  });
  return emptyFrame.select(expressions);
};

const cast: FrameOperation = (call) => {
  const pairs = call.args.pairs('types');
  checkedColumns(
    call,
    pairs.map(([name]) => name),
  );
  const strict = call.args.boolean('strict') ?? true;
  const schema = call.schema();
  return call.input.withColumns(
    pairs.flatMap(([name, type]) => {
      const dtype = nativeDtype(type);
      return dtype === undefined
        ? []
        : [castExpression(native.cols([name]), schema.get(name), type, dtype, strict)];
    }),
  );
};

/** The largest count of rows that the native layer takes. */
const allRows = 2 ** 32 - 1;

export const frameOperations: Readonly<Record<string, FrameOperation>> = {
  'pl.scan': (call) => call.dataset(call.args.text('name') ?? ''),
  'pl.DataFrame': literalFrame,
  'pl.select': (call) => emptyFrame.select(call.expressions('expressions')),
  'frame.select': (call) => call.input.select(call.expressions('expressions')),
  'frame.withColumns': (call) => call.input.withColumns(call.expressions('expressions')),
  'frame.filter': (call) => call.input.filter(conjunction(call.expressions('predicates'))),
  'frame.sort': (call) =>
    sorted(
      call.input,
      call.expressions('by'),
      call.args.booleans('descending'),
      call.args.boolean('nullsLast') ?? true,
    ),
  'frame.cast': cast,
  'frame.interpolate': (call) => {
    const names = [...call.schema()].filter(([, dtype]) => isNumericName(dtype)).map(([name]) => name);
    return call.input.withColumns(columnExpressions(names).map((column) => column.interpolate('linear')));
  },
  'frame.gatherEvery': (call) =>
    call.input.select([
      native.col('*').gatherEvery(call.args.number('n') ?? 1, call.args.number('offset') ?? 0),
    ]),
  'frame.unique': unique,
  'frame.drop': (call) => call.input.dropColumns(checkedColumns(call, call.args.texts('columns') ?? [])),
  'frame.rename': (call) => {
    const pairs = call.args.pairs('mapping');
    return call.input.rename(
      checkedColumns(
        call,
        pairs.map(([from]) => from),
      ),
      pairs.map(([, to]) => to),
    );
  },
  'frame.dropNulls': (call) => {
    const columns = call.args.texts('subset');
    return columns === undefined || columns.length === 0
      ? call.input.dropNulls()
      : call.input.dropNulls(checkedColumns(call, columns));
  },
  'frame.dropNans': dropNans,
  'frame.fillNull': fillNull,
  'frame.fillNan': (call) => {
    const columns = columnExpressions(floatColumns(call));
    const value = call.expression('value') ?? native.lit(null);
    return columns.length === 0
      ? call.input
      : call.input.withColumns(columns.map((column) => column.fillNan(value)));
  },
  'frame.head': (call) => call.input.slice(0, orFive(call.args.number('n'))),
  'frame.tail': (call) => call.input.tail(orFive(call.args.number('n'))),
  'frame.slice': (call) =>
    call.input.slice(
      call.args.number('offset') ?? 0,
      Math.min(call.args.number('length') ?? allRows, allRows),
    ),
  'frame.topK': extreme(true),
  'frame.bottomK': extreme(false),
  'frame.explode': (call) =>
    call.input.explode(columnExpressions(checkedColumns(call, call.args.texts('columns') ?? []))),
  'frame.unnest': (call) => call.input.unnest(checkedColumns(call, call.args.texts('columns') ?? [])),
  'frame.unpivot': unpivot,
  'frame.withRowIndex': (call) =>
    call.input.withRowIndex(call.args.text('name') ?? 'index', call.args.number('offset') ?? 0),
  'frame.reverse': (call) => call.input.reverse(),
  'frame.shift': shift,
  'frame.valueCounts': valueCounts,
};
