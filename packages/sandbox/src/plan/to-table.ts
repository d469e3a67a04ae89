import { dtypeName, dtypeOf, timeZoneOf } from './dtypes.js';
import { PlanErrorCode } from './error-code.js';
import { planError } from './errors.js';
import { dtypes, type NativeFrame, type NativeSeries } from './native.js';
import type { PlanLimits } from './limits.js';
import type { Cell, Column, Table } from './table.js';

/**
 * A computed frame as a table: the first rows, within the limits on rows and cells. Columns are read one by one, never
 * as records, so a column may be called `__proto__`, `then` or `constructor`.
 */
export function frameToTable(frame: NativeFrame, limits: PlanLimits): Table {
  const rowCount = frame.height;
  const width = Math.max(1, frame.columns.length);
  const rows = Math.min(rowCount, limits.resultRows, Math.floor(limits.resultCells / width));
  const shown = rows < rowCount ? frame.slice(0, rows) : frame;
  const columns: Column[] = [];
  const data: Cell[][] = [];
  for (const series of shown.getColumns()) {
    columns.push({ name: series.name, dtype: dtypeName(dtypeOf(series)) });
    data.push(seriesCells(series, limits.cellLength));
  }
  return { columns, data, rowCount, truncated: rows < rowCount };
}

/** The cells of one column, exact: see `Cell`. */
function seriesCells(series: NativeSeries, cellLength: number): Cell[] {
  const dtype = dtypeOf(series);
  const name = dtypeName(dtype);
  if (name.startsWith('list')) return listCells(series, cellLength);
  switch (name) {
    case 'i64':
    case 'u64': {
      return integerCells(series);
    }
    case 'f32':
    case 'f64': {
      return series.toArray().map((value) => floatCell(value));
    }
    case 'date': {
      return textCells(series.cast(dtypes.String, true), cellLength);
    }
    case 'time': {
      return textCells(series.strftime('%H:%M:%S%.f'), cellLength);
    }
    case 'datetime': {
      const zone = timeZoneOf(dtype) === '' ? '' : '%:z';
      return textCells(series.strftime(`%Y-%m-%dT%H:%M:%S%.f${zone}`), cellLength);
    }
    case 'duration': {
      return durationCells(series);
    }
    case 'decimal': {
      return textCells(series.cast(dtypes.String, true), cellLength).map((cell) => decimalCell(cell));
    }
    case 'struct': {
      return structCells(series, cellLength);
    }
    case 'str':
    case 'categorical': {
      return textCells(series.cast(dtypes.String, true), cellLength);
    }
    case 'null': {
      return series.toArray().map(() => null);
    }
    case 'bool':
    case 'i8':
    case 'i16':
    case 'i32':
    case 'u8':
    case 'u16':
    case 'u32': {
      return series.toArray().map((value) => plainCell(value));
    }
    default: {
      throw planError(
        PlanErrorCode.DataInvalid,
        `The column ${JSON.stringify(series.name.slice(0, 100))} holds ${name} values, which have no form in a result.`,
        { hint: 'Leave it out with .drop(name).' },
      );
    }
  }
}

function textCells(series: NativeSeries, cellLength: number): Cell[] {
  return series.toArray().map((value) => {
    if (typeof value !== 'string') return null;
    return value.length > cellLength ? `${value.slice(0, cellLength)}…` : value;
  });
}

function integerCells(series: NativeSeries): Cell[] {
  const numbers = series.toArray();
  const isExact = numbers.every((value) => value === null || Number.isSafeInteger(value));
  if (isExact) return numbers.map((value) => plainCell(value));
  return series
    .cast(dtypes.String, true)
    .toArray()
    .map((text) => {
      if (typeof text !== 'string') return null;
      const value = Number(text);
      return Number.isSafeInteger(value) ? value : text;
    });
}

function floatCell(value: unknown): Cell {
  if (typeof value !== 'number') return null;
  return Number.isFinite(value) ? value : String(value);
}

function plainCell(value: unknown): Cell {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}

/** A decimal whose digits a number keeps as a number, any other as its text. */
function decimalCell(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return cell.replaceAll(/\D/g, '').length <= 15 ? Number(cell) : cell;
}

const unitsPerSecond = { ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };

function durationCells(series: NativeSeries): Cell[] {
  const unit = series.timeUnit();
  const perSecond = unit === 'us' || unit === 'ns' ? unitsPerSecond[unit] : unitsPerSecond.ms;
  return series
    .cast(dtypes.Int64, true)
    .cast(dtypes.String, true)
    .toArray()
    .map((text) => (typeof text === 'string' ? isoDuration(BigInt(text), perSecond) : null));
}

/** `P1DT2H3M4.5S`. */
function isoDuration(total: bigint, perSecond: bigint): string {
  const sign = total < 0n ? '-' : '';
  const amount = total < 0n ? -total : total;
  const seconds = amount / perSecond;
  const digits = perSecond.toString().length - 1;
  const fraction = (amount % perSecond).toString().padStart(digits, '0').replace(/0+$/, '');
  const parts = [seconds / 86_400n, (seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n];
  const [days = 0n, hours = 0n, minutes = 0n, rest = 0n] = parts;
  const date = days > 0n ? `${days}D` : '';
  const secondText = rest > 0n || fraction !== '' ? `${rest}${fraction === '' ? '' : `.${fraction}`}S` : '';
  const time = `${hours > 0n ? `${hours}H` : ''}${minutes > 0n ? `${minutes}M` : ''}${secondText}`;
  if (date === '' && time === '') return 'PT0S';
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`;
}

/** Lists by way of their items as one column, cut up by the lists' lengths. */
function listCells(series: NativeSeries, cellLength: number): Cell[] {
  const lengths = series.arrLengths().toArray();
  const items = seriesCells(series.explode(), cellLength);
  let position = 0;
  return lengths.map((length) => {
    // An exploded null or empty list leaves one null behind.
    const count = typeof length === 'number' ? length : 0;
    const list = items.slice(position, position + count);
    position += Math.max(1, count);
    return typeof length === 'number' ? list : null;
  });
}

function structCells(series: NativeSeries, cellLength: number): Cell[] {
  const isNull = series.isNull().toArray();
  const fields = series.structToFrame().getColumns();
  const columns = fields.map((field) => [field.name, seriesCells(field, cellLength)] as const);
  return isNull.map((missing, row) => {
    if (missing === true) return null;
    const struct = Object.create(null) as Record<string, Cell>;
    for (const [name, cells] of columns) struct[name] = cells[row] ?? null;
    return struct;
  });
}
