import { dateReading } from './dates.js';
import type { ProblemList, RawColumns, RawValue } from './raw-columns.js';

/** A column with its type. Dates and datetimes are milliseconds since the epoch, UTC. */
export interface TypedColumn {
  name: string;
  dtype: 'i64' | 'f64' | 'bool' | 'date' | 'datetime' | 'str';
  values: (string | number | boolean | null)[];
}

type Reader = (text: string) => string | number | boolean | undefined;

/** Texts that stand for an absent value in any column. `NA` does so unless the column holds codes of its kind. */
const absent = new Set(['', 'null', 'NULL', 'Null', '#N/A', 'N/A', 'n/a']);
/** Texts that stand for an absent value in a column of numbers, dates or booleans. */
const absentInTyped = new Set([...absent, 'NA', 'NaN', 'nan', 'None', 'none', 'nil', '-', '--', '.', '?']);
/** An identifier whose zeros or digits a number would lose: `007`, a telephone number, 18 digits. */
const identifier = /^[+-]?0\d+$|^\+\d{8,}$|^[+-]?\d{16,}$/;
/** Columns shorter than this take no misfit: a single odd value says that the column is of text. */
const enoughForMisfits = 100;

/**
 * Gives each column the type that a person would see in it. A few values that do not fit become nulls, each reported
 * with its line; more of them make the column text.
 */
export function inferTypes(raw: RawColumns, misfitShare: number, problems: ProblemList): TypedColumn[] {
  return raw.names.map((name, index) => {
    const values = raw.values[index] ?? [];
    const typed = typedColumn(name, values, raw, misfitShare);
    for (const row of typed.misfits) {
      const line = raw.lines?.[row];
      problems.add({
        ...(line ? { line } : {}),
        column: name,
        message: `${JSON.stringify(values[row])} is not a ${personName(typed.column.dtype)}; it was read as no value`,
      });
    }
    return typed.column;
  });
}

interface Typed {
  column: TypedColumn;
  /** Rows whose value did not fit. */
  misfits: number[];
}

function typedColumn(name: string, values: readonly RawValue[], raw: RawColumns, misfitShare: number): Typed {
  const present = values.filter((value) => value !== null && value !== undefined);
  const native = nativeType(present);
  if (native)
    return { column: { name, dtype: native, values: values.map((value) => value ?? null) }, misfits: [] };

  const texts = present.map(String);
  const meaningful = texts.filter((text) => !absentInTyped.has(text));
  const allowed = meaningful.length >= enoughForMisfits ? Math.floor(meaningful.length * misfitShare) : 0;
  for (const [dtype, read] of readings(meaningful, raw)) {
    if (fits(meaningful, read, allowed)) return readAll(name, dtype, values, read);
  }
  const isCode = texts.every((text) => absent.has(text) || /^[A-Z]{2,3}$/.test(text));
  const asText = (value: RawValue): string | null => {
    if (value === null || value === undefined) return null;
    const text = String(value);
    return raw.textual && (absent.has(text) || (text === 'NA' && !isCode)) ? null : text;
  };
  return { column: { name, dtype: 'str', values: values.map(asText) }, misfits: [] };
}

/** The type that JSON itself gave every value. */
function nativeType(present: readonly RawValue[]): 'i64' | 'f64' | 'bool' | undefined {
  if (present.length === 0) return undefined;
  if (present.every((value) => typeof value === 'boolean')) return 'bool';
  if (!present.every((value) => typeof value === 'number')) return undefined;
  return present.every(Number.isSafeInteger) ? 'i64' : 'f64';
}

/** The readings to try, the narrowest first. */
function* readings(texts: readonly string[], raw: RawColumns): Generator<[TypedColumn['dtype'], Reader]> {
  if (texts.length === 0) return;
  if (raw.textual && !texts.some((text) => identifier.test(text))) {
    yield ['bool', readBoolean];
    yield ['i64', (text) => readInteger(text, raw.decimalMark)];
    yield ['f64', (text) => readNumber(text, raw.decimalMark)];
  }
  const dates = dateReading(texts);
  if (dates) yield [dates.dtype, (text) => dates.read(text)];
}

/** Whether a reading takes all texts but so many. A text with a digit in it is never given up: it means something. */
function fits(texts: readonly string[], read: Reader, allowed: number): boolean {
  let misfits = 0;
  for (const text of texts) {
    if (read(text) !== undefined) continue;
    misfits += 1;
    if (misfits > allowed || /\d/.test(text)) return false;
  }
  return true;
}

function readAll(
  name: string,
  dtype: TypedColumn['dtype'],
  values: readonly RawValue[],
  read: Reader,
): Typed {
  const misfits: number[] = [];
  const typed = values.map((value, row) => {
    if (value === null || value === undefined || absentInTyped.has(String(value))) return null;
    const result = read(String(value));
    if (result === undefined) misfits.push(row);
    return result ?? null;
  });
  return { column: { name, dtype, values: typed }, misfits };
}

function readBoolean(text: string): boolean | undefined {
  if (/^(?:true|yes)$/i.test(text)) return true;
  return /^(?:false|no)$/i.test(text) ? false : undefined;
}

/** A whole number that a JavaScript number can hold. */
function readInteger(text: string, decimalMark: '.' | ','): number | undefined {
  const plain = withoutGroups(text, decimalMark);
  if (!/^[+-]?(?:0|[1-9]\d*)$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isSafeInteger(value) ? value : undefined;
}

function readNumber(text: string, decimalMark: '.' | ','): number | undefined {
  const plain = withoutGroups(text, decimalMark).replace(decimalMark, '.');
  if (!/^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(plain))
    ? value
    : undefined;
}

/** Takes thousands separators out of `1,234,567.8` (or `1.234.567,8`), and leaves anything else as it is. */
function withoutGroups(text: string, decimalMark: '.' | ','): string {
  const grouped =
    decimalMark === '.' ? /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/ : /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
  return grouped.test(text) ? text.replaceAll(decimalMark === '.' ? ',' : '.', '') : text;
}

function personName(dtype: TypedColumn['dtype']): string {
  const names = {
    i64: 'number',
    f64: 'number',
    bool: 'yes or no',
    date: 'date',
    datetime: 'date',
    str: 'text',
  } as const;
  return names[dtype];
}
