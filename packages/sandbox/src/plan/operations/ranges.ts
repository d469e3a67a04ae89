import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, dtypeOf } from '../dtypes.js';
import { durationOf, leastMilliseconds, type Span } from '../durations.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { integerExpression, isTagged, literalSeries, parseTemporal } from '../literals.js';
import { dtypes, emptyFrame, native, type NativeExpression } from '../native.js';
import type { Literal } from '../plan.js';
import type { ValidNode } from '../valid-plan.js';
import { rowNumbers } from './windows.js';

function tooMany(what: string, limit: number): Error {
  return planError(PlanErrorCode.ResultTooLarge, `${what} would have more than ${limit} values.`, {
    hint: 'Take a longer interval or a shorter range.',
  });
}

interface Bound {
  readonly milliseconds: number;
  readonly isDate: boolean;
}

/** A bound of a range: a date, or a text or expression that stands for one without reading columns. */
function bound(call: ExpressionCall, name: string): Bound {
  const node = call.args.node(name);
  const value = node?.operation.id === 'pl.lit' ? ((node.args.get('value') ?? null) as Literal) : undefined;
  const literal = typeof value === 'string' ? parseTemporal(value) : value;
  if (literal !== undefined && isTagged(literal) && literal.type !== 'number') {
    return { milliseconds: literal.milliseconds, isDate: literal.type === 'date' };
  }
  const moment = value === undefined ? computed(call.needed(name)) : undefined;
  if (moment !== undefined) return moment;
  throw planError(
    PlanErrorCode.ArgumentInvalid,
    `The ${name} of a range must be a date or a text such as '2024-01-31'.`,
    {
      hint: "For example pl.dateRange('2024-01-01', '2024-12-31', '1mo'); take the first and last date of a column with .item() before.",
    },
  );
}

function computed(expression: NativeExpression): Bound | undefined {
  try {
    const [series] = emptyFrame.select([expression]).collectSync('auto').getColumns();
    if (series === undefined) return undefined;
    const [milliseconds] = series.cast(dtypes.Datetime('ms'), true).cast(dtypes.Int64, true).toArray();
    if (typeof milliseconds !== 'number') return undefined;
    return { milliseconds, isDate: dtypeName(dtypeOf(series)) === 'date' };
  } catch {
    // It reads a column or is no date: the caller says so.
    return undefined;
  }
}

/** The moment so many steps after a start. */
function moved(start: number, span: Span, steps: number): number {
  const clock = span.days * 86_400_000 + span.milliseconds;
  if (span.months === 0) return start + steps * clock;
  const from = new Date(start);
  const month = from.getUTCMonth() + span.months * steps;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay));
  return day + (((start % 86_400_000) + 86_400_000) % 86_400_000) + steps * clock;
}

function moments(call: ExpressionCall, start: Bound, end: Bound, span: Span): number[] {
  const step = leastMilliseconds(span);
  if (!(step >= 1)) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      'The interval of a range must be a positive span of time.',
      {
        hint: "For example '1d', '1mo' or '15m'.",
      },
    );
  }
  const limit = call.limits.madeRows;
  if ((end.milliseconds - start.milliseconds) / step > limit) throw tooMany('The range', limit);
  const closed = call.args.text('closed') ?? 'both';
  const values: number[] = [];
  for (let count = 0; ; count += 1) {
    const moment = moved(start.milliseconds, span, count);
    if (moment > end.milliseconds) break;
    const isLeft = moment === start.milliseconds && (closed === 'right' || closed === 'none');
    const isRight = moment === end.milliseconds && (closed === 'left' || closed === 'none');
    if (!isLeft && !isRight) values.push(moment);
  }
  return values;
}

function range(type: 'date' | 'datetime'): ExpressionOperation {
  return (call) => {
    const [start, end] = [bound(call, 'start'), bound(call, 'end')];
    const span = durationOf(call.args.text('interval') ?? '1d');
    const values = moments(call, start, end, span);
    const isDate = type === 'date' && start.isDate && end.isDate && span.milliseconds % 86_400_000 === 0;
    const series = native.JsSeries.newOptI64(type, values).cast(dtypes.Datetime('ms'), true);
    return native.litSeries(series.cast(isDate ? dtypes.Date : dtypes.Datetime('us'), true));
  };
}

/** A whole number that a range begins or ends with: a constant, and so many times the number of rows. */
interface Count {
  readonly rows: number;
  readonly constant: number;
}

/** What a bound of a range of numbers comes to; `undefined` when it is made of anything but numbers and `pl.len()`. */
function countOf(node: ValidNode | undefined): Count | undefined {
  if (node === undefined) return { rows: 0, constant: 0 };
  const { id } = node.operation;
  if (id === 'pl.len') return { rows: 1, constant: 0 };
  if (id === 'pl.lit') {
    const value = node.args.get('value') as Literal;
    return typeof value === 'number' && Number.isSafeInteger(value)
      ? { rows: 0, constant: value }
      : undefined;
  }
  if (id === 'expression.alias' && node.input !== undefined) return countOf(node.input);
  if (id !== 'expression.add' && id !== 'expression.sub') return undefined;
  const sign = id === 'expression.add' ? 1 : -1;
  const [left, right] = [countOf(node.input), countOf(node.args.get('other') as ValidNode)];
  if (left === undefined || right === undefined) return undefined;
  return { rows: left.rows + sign * right.rows, constant: left.constant + sign * right.constant };
}

const intRange: ExpressionOperation = (call) => {
  const step = call.args.number('step') ?? 1;
  if (step === 0) throw planError(PlanErrorCode.ArgumentInvalid, 'The step of intRange must not be 0.');
  const [first, last] = [countOf(call.args.node('start')), countOf(call.args.node('end'))];
  if (first === undefined || last === undefined) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'intRange counts from and to whole numbers or pl.len().', {
      hint: 'For example pl.intRange(0, pl.len()).',
    });
  }
  const constant = Math.abs((last.constant - first.constant) / step);
  const limit = call.limits.madeRows;
  if (constant > limit || Math.abs(last.rows - first.rows) > 1) throw tooMany('intRange', limit);
  const whole = (name: string): NativeExpression => call.needed(name).cast(dtypes.Int64, true);
  const hasEnd = call.args.has('end');
  const from = hasEnd ? whole('start') : integerExpression(0);
  const to = hasEnd ? whole('end') : whole('start');
  return native.intRange({ _expr: from }, { _expr: to }, step, dtypes.Int64).alias('int_range');
};

const repeat: ExpressionOperation = (call) => {
  const value = call.args.literal('value');
  const values = Array.from({ length: call.args.number('n') ?? 0 }, () => value);
  return native.litSeries(literalSeries('repeat', values, 'pl.repeat'));
};

/** Columns made out of nothing, within a limit on their length. */
export const rangeOperations: Readonly<Record<string, ExpressionOperation>> = {
  'pl.dateRange': range('date'),
  'pl.datetimeRange': range('datetime'),
  'pl.intRange': intRange,
  'pl.rowNumber': () => rowNumbers(1).alias('row_number'),
  'pl.repeat': repeat,
  'pl.argSortBy': (call) => {
    const by = call.expressions('expressions');
    const descending = call.args.booleans('descending');
    return native.argSortBy(
      by,
      by.map((_, index) => descending[index] ?? descending[0] ?? false),
    );
  },
};
