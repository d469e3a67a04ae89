import type { FrameCall, FrameOperation, GroupCall } from '../calls.js';
import { isNumericName, isTemporalName } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError, unknownColumn } from '../errors.js';
import { native, type NativeExpression, type NativeGroupBy, type NativeLazyFrame } from '../native.js';
import { columnExpressions, sorted } from './frames.js';

type Reduction =
  | 'sum'
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'std'
  | 'var'
  | 'count'
  | 'first'
  | 'last'
  | 'nUnique'
  | 'nullCount'
  | 'quantile';

const numericOnly: ReadonlySet<string> = new Set(['sum', 'mean', 'median', 'std', 'var', 'quantile']);

const orderedOnly: ReadonlySet<string> = new Set(['min', 'max']);

interface Grouping {
  readonly groups: NativeGroupBy;
  /** Puts the rows of the result in order. */
  readonly finish: (frame: NativeLazyFrame) => NativeLazyFrame;
}

/** The groups of a `groupBy` or `groupByDynamic` step. */
function grouping(group: GroupCall): Grouping {
  const by = group.expressions('by');
  if (group.kind === 'rolling') return rollingGroups(group, by);
  if (group.kind === 'plain') {
    return {
      groups: group.input.groupby(by, group.args.boolean('maintainOrder') ?? true),
      finish: (frame) => frame,
    };
  }
  // Windows are the start of the day, week, month, … of each row: native dynamic groups begin every window on a Monday.
  checkPeriod(group);
  const index = group.args.text('indexColumn') ?? '';
  const column = native.cols([index]);
  const truncated = column.dtTruncate(native.lit(group.args.text('every') ?? '1d'));
  const windows = group.input.filter(column.isNotNull()).withColumns([truncated]);
  return {
    groups: windows.groupby([...by, column], true),
    finish: (frame) => sorted(frame, [...group.expressions('by'), column]),
  };
}

/** Windows that overlap, or leave gaps, are those of a rolling group. */
function checkPeriod(group: GroupCall): void {
  const [period, every] = [group.args.text('period'), group.args.text('every')];
  if (period === undefined || period === every) return;
  throw planError(
    PlanErrorCode.ArgumentInvalid,
    `groupByDynamic makes windows next to each other: its period is ${every ?? ''}, not ${period}.`,
    { hint: "For windows that overlap use df.groupByRolling('date', { period: '7d' }).agg(…)." },
  );
}

/** For each row the rows of the span of time that ends there, or begins at an offset from there. */
function rollingGroups(group: GroupCall, by: NativeExpression[]): Grouping {
  const name = group.args.text('indexColumn') ?? '';
  const schema = group.schema();
  const dtype = schema.get(name);
  if (dtype === undefined) throw unknownColumn(name, [...schema.keys()]);
  if (!isTemporalName(dtype)) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `groupByRolling needs a column of dates or datetimes; ${JSON.stringify(name)} is ${dtype}.`,
      { hint: "Roll over a number of rows with pl.col('price').rollingMean(7)." },
    );
  }
  const index = native.cols([name]);
  // A wrong expression is an error here and a panic in the native grouping, which resolves it at once.
  group.input.select(by).slice(0, 0).collectSync('auto');
  const period = group.args.text('period') ?? '1d';
  const ordered = sorted(group.input.filter(index.isNotNull()), [...by, index]);
  const offset = group.args.text('offset') ?? `-${period}`;
  return {
    // The native grouping takes a plain column only.
    groups: ordered.groupbyRolling(
      native.col(name),
      period,
      offset,
      group.args.text('closed') ?? 'right',
      by,
    ),
    finish: (frame) => frame,
  };
}

function keyNames(group: GroupCall): ReadonlySet<string> {
  const keys = new Set(group.input.select(group.expressions('by')).slice(0, 0).collectSync('auto').columns);
  const index = group.args.text('indexColumn');
  if (index !== undefined) keys.add(index);
  return keys;
}

function reduced(call: FrameCall, method: Reduction, columns: readonly string[]): NativeExpression[] {
  const quantile = native.lit(call.args.number('quantile') ?? 0.5);
  return columnExpressions(columns).map((column) =>
    method === 'quantile' ? column.quantile(quantile, 'linear') : column[method](),
  );
}

function reducible(
  method: string,
  schema: ReadonlyMap<string, string>,
  except: ReadonlySet<string>,
): string[] {
  return [...schema]
    .filter(
      ([name, dtype]) =>
        !except.has(name) &&
        (!numericOnly.has(method) || isNumericName(dtype) || dtype === 'duration') &&
        (!orderedOnly.has(method) || !/^(list|struct)/.test(dtype)),
    )
    .map(([name]) => name);
}

function chosen(
  call: FrameCall,
  method: string,
  schema: ReadonlyMap<string, string>,
  except: ReadonlySet<string>,
): string[] {
  const columns = call.args.texts('columns') ?? [];
  return columns.length > 0 ? columns : reducible(method, schema, except);
}

export const groupOperations: Readonly<Record<string, FrameOperation>> = {
  'groupBy.agg': (call) => {
    const { groups, finish } = grouping(call.group());
    return finish(groups.agg(call.expressions('aggregations')));
  },
  'groupBy.len': (call) => {
    const { groups, finish } = grouping(call.group());
    return finish(groups.agg([native.len().alias(call.args.text('name') ?? 'len')]));
  },
  'groupBy.head': (call) => grouping(call.group()).groups.head(call.args.number('n') ?? 5),
  'groupBy.tail': (call) => grouping(call.group()).groups.tail(call.args.number('n') ?? 5),
  'groupBy.reduce': (call) => {
    const group = call.group();
    const method = call.args.text('method') as Reduction;
    const { groups, finish } = grouping(group);
    return finish(groups.agg(reduced(call, method, chosen(call, method, group.schema(), keyNames(group)))));
  },
  'frame.reduce': (call) => {
    const method = call.args.text('method') as Reduction;
    return call.input.select(reduced(call, method, chosen(call, method, call.schema(), new Set())));
  },
};
