import type { FrameCall, FrameOperation } from '../calls.js';
import { isNumericName, isTemporalName } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError, unknownColumn } from '../errors.js';
import { dtypes, emptyFrame, native, type NativeExpression, type NativeLazyFrame } from '../native.js';
import { columnExpressions } from './frames.js';

type Aggregate = 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'first' | 'last';

/** The distinct values of the column whose values become columns, as texts, in order of their first row. */
function pivotValues(call: FrameCall, input: NativeLazyFrame, on: string): (string | null)[] {
  const distinct = input.select([native.cols([on]).cast(dtypes.String, true)]).unique(null, 'first', true);
  const frame = distinct.slice(0, call.limits.pivotColumns + 1).collectSync('auto');
  if (frame.height > call.limits.pivotColumns) {
    throw planError(
      PlanErrorCode.ResultTooLarge,
      `pivot would make more than ${call.limits.pivotColumns} columns of ${JSON.stringify(on)}.`,
      {
        hint: 'Filter or group the values first.',
      },
    );
  }
  const values = frame.column(on).toArray() as (string | null)[];
  return call.args.boolean('sortColumns') === true ? values.toSorted(compareTexts) : values;
}

function compareTexts(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const pivot: FrameOperation = (call) => {
  const input = call.collect().lazy();
  const on = call.args.text('on') ?? '';
  const index = call.args.texts('index') ?? [];
  const values = call.args.texts('values') ?? [];
  const known = [...call.schema().keys()];
  for (const name of [on, ...index, ...values]) {
    if (!known.includes(name)) throw unknownColumn(name, known);
  }
  const aggregate = call.args.text('aggregate') as Aggregate | undefined;
  if (aggregate === undefined) checkSingleRows(input, [...index, on]);
  const key = native.cols([on]).cast(dtypes.String, true);
  const aggregations = values.flatMap((value) =>
    pivotValues(call, input, on).map((text) => {
      const rows = text === null ? key.isNull() : key.eq(native.lit(text));
      const name = values.length === 1 ? (text ?? 'null') : `${value}_${text ?? 'null'}`;
      const combined = native.cols([value]).filter(rows)[aggregate ?? 'first']();
      return aggregate === 'sum'
        ? native.when(rows.any(true)).then(combined).otherwise(native.lit(null)).alias(name)
        : combined.alias(name);
    }),
  );
  return input.groupby(columnExpressions(index), true).agg(aggregations);
};

function checkSingleRows(input: NativeLazyFrame, names: readonly string[]): void {
  const largest = input
    .groupby(columnExpressions(names), false)
    .agg([native.len().alias('rows')])
    .select([native.cols(['rows']).max()]);
  const [rows] = largest.collectSync('auto').column('rows').toArray();
  if (typeof rows === 'number' && rows > 1) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `pivot finds up to ${rows} rows for one place: say how to combine them.`,
      {
        hint: "For example { aggregate: 'sum' } or { aggregate: 'mean' }.",
      },
    );
  }
}

const statistics = ['count', 'null_count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max'] as const;

/** One statistic of a column; `null` where it makes no sense for the column's type. */
function statistic(
  name: (typeof statistics)[number],
  column: NativeExpression,
  dtype: string,
): NativeExpression {
  const nothing = native.lit(null);
  const numeric = isNumericName(dtype);
  const ordered =
    numeric ||
    isTemporalName(dtype) ||
    dtype === 'str' ||
    dtype === 'bool' ||
    dtype === 'duration' ||
    dtype === 'time';
  switch (name) {
    case 'count': {
      return column.count();
    }
    case 'null_count': {
      return column.nullCount();
    }
    case 'mean': {
      return numeric || isTemporalName(dtype) || dtype === 'bool' ? column.mean() : nothing;
    }
    case 'std': {
      return numeric ? column.std() : nothing;
    }
    case 'min':
    case 'max': {
      return ordered ? column[name]() : nothing;
    }
    default: {
      return numeric ? column.quantile(native.lit(Number.parseInt(name, 10) / 100), 'linear') : nothing;
    }
  }
}

/** A statistic as it is shown: a number for a numeric column, else a text, with dates in ISO 8601. */
function readable(
  name: (typeof statistics)[number],
  value: NativeExpression,
  dtype: string,
): NativeExpression {
  if (isNumericName(dtype)) return value.cast(dtypes.Float64, false);
  const isMoment = isTemporalName(dtype) && (name === 'mean' || name === 'min' || name === 'max');
  if (!isMoment) return value.cast(dtypes.String, false);
  return dtype === 'date'
    ? value.cast(dtypes.Date, true).cast(dtypes.String, true)
    : value.strftime('%Y-%m-%dT%H:%M:%S%.f');
}

/** The statistics of each column as rows: numbers for numeric columns, texts for all others. */
const describe: FrameOperation = (call) => {
  const frame = call.collect();
  const schema = [...call.schema()];
  const labels = native.litSeries(native.JsSeries.newOptStr('statistic', [...statistics]));
  const columns = schema.map(([name, dtype]) => {
    const rows = statistics.map((label) =>
      readable(label, statistic(label, native.cols([name]), dtype), dtype).alias(label),
    );
    const result = frame.lazy().select(rows).collectSync('auto');
    const values = statistics.map((label) => result.column(label).toArray()[0]);
    return isNumericName(dtype)
      ? native.JsSeries.newOptF64(name, values as (number | null)[])
      : native.JsSeries.newOptStr(name, values as (string | null)[]);
  });
  return emptyFrame.select([labels, ...columns.map((series) => native.litSeries(series))]);
};

const sample: FrameOperation = (call) => {
  const frame = call.collect();
  const fraction = call.args.number('fraction');
  const wanted = fraction === undefined ? (call.args.number('n') ?? 1) : Math.round(fraction * frame.height);
  const count = native.JsSeries.newOptI64('n', [Math.min(wanted, frame.height)]);
  return frame.sampleN(count, false, true, call.args.number('seed') ?? 0).lazy();
};

const collect: FrameOperation = (call) => call.collect().lazy();

/** Operations that compute their input first. Their own result is kept for the rest of the run. */
export const eagerFrameOperations: Readonly<Record<string, FrameOperation>> = {
  'frame.collect': collect,
  'frame.pivot': pivot,
  'frame.describe': describe,
  'frame.sample': sample,
};
