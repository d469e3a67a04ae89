import type { FrameCall, FrameOperation } from '../calls.js';
import { dtypeName, dtypeOf, isTemporalName } from '../dtypes.js';
import { durationOf, leastMilliseconds } from '../durations.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { dtypes, native, type NativeFrame, type NativeSeries } from '../native.js';
import { checkedColumns, columnExpressions, sorted } from './frames.js';

function tooLarge(message: string, hint: string): Error {
  return planError(PlanErrorCode.ResultTooLarge, message, { hint });
}

/** The values of a column as texts; those of dates in ISO 8601. */
function textsOf(series: NativeSeries): (string | null)[] {
  return series.cast(dtypes.String, true).toArray() as (string | null)[];
}

const transpose: FrameOperation = (call) => {
  const limit = call.limits.madeColumns;
  const frame = call.collect();
  if (frame.height > limit) {
    throw tooLarge(
      `transpose would make ${frame.height} columns; it may make ${limit}.`,
      'Aggregate or filter the rows first, or use pivot.',
    );
  }
  const [named] = checkedColumns(call, call.args.texts('columnNames') ?? []);
  const names =
    named === undefined
      ? Array.from({ length: frame.height }, (_, index) => `column_${index}`)
      : textsOf(frame.column(named)).map((text) => text ?? 'null');
  const values = named === undefined ? frame : frame.lazy().dropColumns([named]).collectSync('auto');
  if (values.columns.length === 0) return values.lazy();
  const header = call.args.text('headerName') ?? 'column';
  const hasHeader = call.args.boolean('includeHeader') ?? false;
  return values.transpose(hasHeader ? header : undefined, names).lazy();
};

const toDummies: FrameOperation = (call) => {
  const given = call.args.texts('columns');
  const chosen =
    given === undefined || given.length === 0 ? [...call.schema().keys()] : checkedColumns(call, given);
  const frame = call.collect();
  const counts = frame
    .lazy()
    .select(columnExpressions(chosen).map((column) => column.nUnique()))
    .collectSync('auto');
  const wide = counts.getColumns().reduce((sum, series) => sum + Number(series.toArray()[0]), 0);
  if (wide > call.limits.madeColumns) {
    throw tooLarge(
      `toDummies would make ${wide} columns; it may make ${call.limits.madeColumns}.`,
      'Choose columns with few values, or group rare values first.',
    );
  }
  const parts: NativeFrame[] = [...call.schema().keys()].map((name) => {
    const part = frame
      .lazy()
      .select(columnExpressions([name]))
      .collectSync('auto');
    return chosen.includes(name)
      ? part.toDummies(call.args.text('separator') ?? '_', call.args.boolean('dropFirst') ?? false, false)
      : part;
  });
  return native.horizontalConcat(parts).lazy();
};

/** How many rows an upsampling makes at most: the whole range of time in steps, for each group. */
function upsampledRows(call: FrameCall, frame: NativeFrame, name: string, by: readonly string[]): number {
  const time = native.cols([name]).cast(dtypes.Datetime('ms'), true).cast(dtypes.Int64, true);
  const bounds = frame
    .lazy()
    .select([time.min().alias('min'), time.max().alias('max')])
    .collectSync('auto');
  const [low, high] = ['min', 'max'].map((column) => Number(bounds.column(column).toArray()[0] ?? 0));
  const groups =
    by.length === 0
      ? 1
      : frame.lazy().select(columnExpressions(by)).unique(null, 'first', false).collectSync('auto').height;
  const step = leastMilliseconds(durationOf(call.args.text('every') ?? '1d'));
  return step > 0 ? (((high ?? 0) - (low ?? 0)) / step + 1) * groups : Number.POSITIVE_INFINITY;
}

const upsample: FrameOperation = (call) => {
  const name = call.args.text('timeColumn') ?? '';
  checkedColumns(call, [name]);
  const by = checkedColumns(call, call.args.texts('by') ?? []);
  const columns = columnExpressions([...by, name]);
  const frame = sorted(call.input.filter(native.cols([name]).isNotNull()), columns).collectSync('auto');
  const dtype = dtypeName(dtypeOf(frame.column(name)));
  if (!isTemporalName(dtype)) {
    throw planError(PlanErrorCode.ArgumentInvalid, `upsample needs a date or datetime column, not ${dtype}.`);
  }
  if (upsampledRows(call, frame, name, by) > call.limits.madeRows) {
    throw tooLarge(
      `upsample would make more than ${call.limits.madeRows} rows.`,
      'Take a longer interval, or a shorter range of time.',
    );
  }
  return frame.upsample(by, name, call.args.text('every') ?? '1d', true).lazy();
};

/** Operations of which the columns or the number of rows depend on the data, each within a limit. */
export const reshapingOperations: Readonly<Record<string, FrameOperation>> = {
  'frame.transpose': transpose,
  'frame.toDummies': toDummies,
  'frame.upsample': upsample,
};
