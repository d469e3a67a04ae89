import type { FrameCall, FrameOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError, unknownColumn } from '../errors.js';
import { dtypes, native, type NativeLazyFrame } from '../native.js';
import { columnExpressions } from './frames.js';
import { reshapingOperations } from './reshaping.js';
import { statisticsOperations } from './statistics.js';

type Aggregate = 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count' | 'len' | 'first' | 'last';

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
      const matching = native.cols([value]).filter(rows);
      const combined = aggregate === 'len' ? matching.isNull().count() : matching[aggregate ?? 'first']();
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

const sample: FrameOperation = (call) => {
  const frame = call.collect();
  const fraction = call.args.number('fraction');
  const wanted = fraction === undefined ? (call.args.number('n') ?? 1) : Math.round(fraction * frame.height);
  const repeats = (call.args.boolean('withReplacement') ?? false) && frame.height > 0;
  if (repeats && wanted > call.limits.madeRows) {
    throw planError(
      PlanErrorCode.ResultTooLarge,
      `sample may draw at most ${call.limits.madeRows} rows with replacement, not ${wanted}.`,
    );
  }
  const count = native.JsSeries.newOptI64('n', [repeats ? wanted : Math.min(wanted, frame.height)]);
  return frame.sampleN(count, repeats, true, call.args.number('seed') ?? 0).lazy();
};

const collect: FrameOperation = (call) => call.collect().lazy();

/** Operations that compute their input first. Their own result is kept for the rest of the run. */
export const eagerFrameOperations: Readonly<Record<string, FrameOperation>> = {
  'frame.collect': collect,
  'frame.pivot': pivot,
  'frame.sample': sample,
  ...statisticsOperations,
  ...reshapingOperations,
};
