import type { FrameCall, FrameOperation } from '../calls.js';
import { isNumericName, isTemporalName } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError, unknownColumn } from '../errors.js';
import { dtypes, emptyFrame, native, type NativeExpression } from '../native.js';

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

function numericColumns(call: FrameCall): string[] {
  return [...call.schema()].filter(([, dtype]) => isNumericName(dtype)).map(([name]) => name);
}

/** The correlations of each numeric column with each other, one row per column. */
const corr: FrameOperation = (call) => {
  const names = numericColumns(call);
  const limit = Math.floor(Math.sqrt(call.limits.madeColumns * 20));
  if (names.length > limit) {
    throw planError(
      PlanErrorCode.ResultTooLarge,
      `corr() takes at most ${limit} numeric columns, not ${names.length}.`,
      { hint: "Select the columns first: df.select('a', 'b').corr()." },
    );
  }
  const cells = names.flatMap((row, index) =>
    names.map((column, other) => {
      const [a, b] = [row, column].map((name) => ({ _expr: native.cols([name]) }));
      if (a === undefined || b === undefined) return native.lit(null);
      const made =
        call.args.text('method') === 'spearman'
          ? native.spearmanRankCorr(a, b, false)
          : native.pearsonCorr(a, b);
      return made.alias(`${index},${other}`);
    }),
  );
  const result = call.collect().lazy().select(cells).collectSync('auto');
  const labels = native.litSeries(native.JsSeries.newOptStr('column', names));
  const columns = names.map((name, other) => {
    const values = names.map((_, index) => result.column(`${index},${other}`).toArray()[0]);
    return native.litSeries(native.JsSeries.newOptF64(name, values as (number | null)[]));
  });
  return emptyFrame.select([labels, ...columns]);
};

/** The range of a column's finite values; `undefined` when it has none. */
function rangeOf(call: FrameCall, column: NativeExpression): readonly [number, number] | undefined {
  const finite = column.cast(dtypes.Float64, true).filter(column.cast(dtypes.Float64, true).isFinite());
  const bounds = call
    .collect()
    .lazy()
    .select([finite.min().alias('min'), finite.max().alias('max')])
    .collectSync('auto');
  const [low, high] = ['min', 'max'].map((name) => bounds.column(name).toArray()[0]);
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}

/** Counts in bins of equal width, of which the last includes its end. */
const histogram: FrameOperation = (call) => {
  const name = call.args.text('column') ?? '';
  const dtype = call.schema().get(name);
  if (dtype === undefined) throw unknownColumn(name, [...call.schema().keys()]);
  if (!isNumericName(dtype)) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `histogram needs a numeric column; ${JSON.stringify(name)} is ${dtype}.`,
      { hint: 'Count the values of any other column with df.valueCounts(name).' },
    );
  }
  const bins = call.args.number('bins') ?? 10;
  const column = native.cols([name]);
  const [low, high] = rangeOf(call, column) ?? [0, 1];
  const width = high > low ? (high - low) / bins : 1 / bins;
  const number = column.cast(dtypes.Float64, true);
  const bin = number
    .sub(native.lit(low))
    .trueDiv(native.lit(width))
    .floor()
    .clip(native.lit(0), native.lit(bins - 1));
  const counted = call
    .collect()
    .lazy()
    .filter(number.isFinite())
    .groupby([bin.cast(dtypes.Int64, true).alias('bin')], true)
    .agg([native.len().cast(dtypes.Int64, true).alias('count')])
    .collectSync('auto');
  const counts = Array.from({ length: bins }, () => 0);
  const values = counted.column('count').toArray();
  for (const [index, position] of counted.column('bin').toArray().entries()) {
    if (typeof position === 'number') counts[position] = Number(values[index]);
  }
  const edges = Array.from({ length: bins + 1 }, (_, index) =>
    index === bins ? Math.max(high, low + width * bins) : low + width * index,
  );
  return emptyFrame.select([
    native.litSeries(native.JsSeries.newOptF64('start', edges.slice(0, -1))),
    native.litSeries(native.JsSeries.newOptF64('end', edges.slice(1))),
    native.litSeries(native.JsSeries.newOptI64('count', counts)),
  ]);
};

/** What sums up a frame as another one. */
export const statisticsOperations: Readonly<Record<string, FrameOperation>> = {
  'frame.describe': describe,
  'frame.corr': corr,
  'frame.histogram': histogram,
};
