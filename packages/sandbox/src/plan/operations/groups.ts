import type { FrameCall, FrameOperation, GroupCall } from '../calls.js';
import { isNumericName } from '../dtypes.js';
import { native, type NativeExpression, type NativeGroupBy, type NativeLazyFrame } from '../native.js';
import { columnExpressions, sorted } from './frames.js';

type Reduction =
  'sum' | 'mean' | 'median' | 'min' | 'max' | 'std' | 'var' | 'first' | 'last' | 'nUnique' | 'nullCount';

const numericOnly: ReadonlySet<string> = new Set(['sum', 'mean', 'median', 'std', 'var']);

interface Grouping {
  readonly groups: NativeGroupBy;
  /** Puts the rows of the result in order. */
  readonly finish: (frame: NativeLazyFrame) => NativeLazyFrame;
}

/** The groups of a `groupBy` or `groupByDynamic` step. */
function grouping(group: GroupCall): Grouping {
  const by = group.expressions('by');
  if (!group.dynamic) {
    return {
      groups: group.input.groupby(by, group.args.boolean('maintainOrder') ?? true),
      finish: (frame) => frame,
    };
  }
  // Windows are the start of the day, week, month, … of each row: native dynamic groups begin every window on a Monday.
  const index = group.args.text('indexColumn') ?? '';
  const column = native.cols([index]);
  const truncated = column.dtTruncate(native.lit(group.args.text('every') ?? '1d'));
  const windows = group.input.filter(column.isNotNull()).withColumns([truncated]);
  return {
    groups: windows.groupby([...by, column], true),
    finish: (frame) => sorted(frame, [...group.expressions('by'), column]),
  };
}

function keyNames(group: GroupCall): ReadonlySet<string> {
  const keys = new Set(group.input.select(group.expressions('by')).columns);
  const index = group.args.text('indexColumn');
  if (index !== undefined) keys.add(index);
  return keys;
}

function reduced(method: Reduction, columns: readonly string[]): NativeExpression[] {
  return columnExpressions(columns).map((column) => column[method]());
}

function reducible(
  method: string,
  schema: ReadonlyMap<string, string>,
  except: ReadonlySet<string>,
): string[] {
  return [...schema]
    .filter(
      ([name, dtype]) =>
        !except.has(name) && (!numericOnly.has(method) || isNumericName(dtype) || dtype === 'duration'),
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
    return finish(groups.agg(reduced(method, chosen(call, method, group.schema(), keyNames(group)))));
  },
  'frame.reduce': (call) => {
    const method = call.args.text('method') as Reduction;
    return call.input.select(reduced(method, chosen(call, method, call.schema(), new Set())));
  },
};
