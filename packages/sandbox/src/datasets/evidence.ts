import { booleanReadings } from './booleans.js';
import { DateReading, type DateOrder } from './dates.js';
import { NumberReading, UnitReading, type DecimalMark } from './numbers.js';
import type { ColumnType, Reading } from './reading.js';
import { TimeReading } from './times.js';

/** Texts that stand for an absent value in any column. `NA` does so unless the column holds codes of its kind. */
const absent = new Set(['', 'null', 'NULL', 'Null', '#N/A', 'N/A', 'n/a', '\\N', '<NA>', '(null)']);
/** Texts that stand for an absent value in a column of numbers, dates or booleans. */
const absentInTyped = new Set(
  `NA NaN nan NAN None none nil N.A. n.a. - -- – — . ? #DIV/0! #VALUE! #REF! #NUM! #NAME? #NULL!`
    .split(' ')
    .concat(...absent),
);
const longestAbsent = Math.max(...[...absentInTyped].map((text) => text.length));
/** Columns shorter than this take no misfit: a single odd value says that the column is of text. */
const enoughForMisfits = 100;

interface Candidate {
  reading: Reading;
  misfits: number;
}

/** What a column was found to be. */
export interface ColumnDecision {
  type: ColumnType;
  /** How its texts are read; absent for text. */
  reading?: Reading;
  /** A per cent sign or a currency that every value carried. */
  unit?: string;
  /** Whether `NA` is a value like any other. */
  keepsNA: boolean;
  /** What a person should know. */
  note?: string;
}

/** What a file tells of its numbers and dates beyond one column. */
export interface FileHabits {
  mark: DecimalMark;
  /** The order of dates where other columns, or the decimal comma, tell it. */
  order: DateOrder | undefined;
}

/**
 * Collects what tells the type of one column, text by text. A reading is given up once it fails a text with a digit,
 * which always means something, or more texts than the column may have misfits.
 */
export class ColumnEvidence {
  readonly #misfitShare: number;
  readonly #mostMisfits: number;
  #candidates: Candidate[];
  #meaningful = 0;
  #allCodes = true;

  /**
   * @param isTextual whether texts may stand for numbers and the like, as in CSV, or only for dates and times, as in JSON.
   * @param mostRows more rows than the file can have.
   */
  constructor(isTextual: boolean, misfitShare: number, mostRows: number) {
    this.#misfitShare = misfitShare;
    this.#mostMisfits = misfitShare * mostRows;
    const orders: DateOrder[] = ['year-first', 'named', 'day-first', 'month-first'];
    const readings: Reading[] = [
      ...(isTextual
        ? [
            ...booleanReadings(),
            new NumberReading('.'),
            new NumberReading(','),
            new UnitReading('.'),
            new UnitReading(','),
          ]
        : []),
      ...orders.map((order) => new DateReading(order)),
      new TimeReading(),
    ];
    this.#candidates = readings.map((reading) => ({ reading, misfits: 0 }));
  }

  observe(text: string): void {
    if (text === '') return;
    if (this.#allCodes && !absent.has(text) && !/^[A-Z]{2,3}$/.test(text)) this.#allCodes = false;
    if (this.#candidates.length === 0 || isAbsentInTyped(text)) return;
    this.#meaningful += 1;
    let given = 0;
    for (const candidate of this.#candidates) {
      if (candidate.reading.read(text) !== undefined) continue;
      candidate.misfits += 1;
      if (candidate.misfits > this.#mostMisfits || /\d/.test(text)) {
        candidate.misfits = Number.POSITIVE_INFINITY;
        given += 1;
      }
    }
    if (given > 0) this.#candidates = this.#candidates.filter(({ misfits }) => Number.isFinite(misfits));
  }

  /** How many texts can only be written with a mark; for the habits of the file. */
  telling(mark: DecimalMark): number {
    const numbers = this.#numbers().filter((reading) => reading.mark === mark);
    return Math.max(0, ...numbers.map((reading) => reading.tellingTexts));
  }

  /** The order of this column's dates, where only one is possible and another would be. */
  dateOrder(): DateOrder | undefined {
    const orders = this.#fitting().flatMap(({ reading }) =>
      reading instanceof DateReading && reading.type() !== undefined ? [reading.order] : [],
    );
    const numeric = orders.filter((order) => order === 'day-first' || order === 'month-first');
    return numeric.length === 1 ? numeric[0] : undefined;
  }

  decide(habits: FileHabits): ColumnDecision {
    const fitting = this.#fitting().filter(({ reading }) => reading.type() !== undefined);
    const text: ColumnDecision = { type: 'str', keepsNA: this.#allCodes };
    const chosen =
      this.#meaningful === 0
        ? []
        : preferred(
            fitting.map(({ reading }) => reading),
            habits,
          );
    const [reading] = chosen;
    if (reading === undefined) return { ...text, ...(hasClash(this.#fitting()) ? { note: clash } : {}) };
    if (chosen.length > 1) return { ...text, note: ambiguous };
    const type = reading.type() ?? 'str';
    const unit = reading instanceof UnitReading ? reading.unit : undefined;
    return { type, reading, keepsNA: false, ...(unit === undefined ? {} : { unit }) };
  }

  #fitting(): Candidate[] {
    const allowed =
      this.#meaningful >= enoughForMisfits ? Math.floor(this.#meaningful * this.#misfitShare) : 0;
    return this.#candidates.filter(({ misfits }) => misfits <= allowed);
  }

  #numbers(): NumberReading[] {
    return this.#candidates.flatMap(({ reading }) => {
      if (reading instanceof UnitReading) return [reading.numbers];
      return reading instanceof NumberReading ? [reading] : [];
    });
  }
}

/** Whether a text stands for an absent value in a column of a type. */
export function isAbsent(text: string, { type, keepsNA }: ColumnDecision): boolean {
  if (type !== 'str') return isAbsentInTyped(text);
  if (text.length > longestAbsent) return false;
  return absent.has(text) || (text === 'NA' && !keepsNA);
}

function isAbsentInTyped(text: string): boolean {
  const first = text.charCodeAt(0);
  // What begins with a digit is never absent, and is most of what there is.
  if (text.length > longestAbsent || (first >= 48 && first <= 57)) return false;
  return absentInTyped.has(text);
}

const ambiguous =
  'holds dates of which nothing tells whether the day or the month stands first; it was left as text';
const clash = 'holds datetimes with a time zone and others without one; it was left as text';

/** Datetimes that all can be read, but not compared with one another. */
function hasClash(fitting: readonly Candidate[]): boolean {
  return fitting.some(
    ({ reading, misfits }) => reading instanceof DateReading && reading.isZoned && misfits === 0,
  );
}

/** The reading to take; several where nothing tells which. */
function preferred(readings: readonly Reading[], { mark, order }: FileHabits): Reading[] {
  const numbers = readings.filter((reading) => markOf(reading) !== undefined);
  if (numbers.length > 1)
    return [numbers.find((reading) => markOf(reading) === mark) ?? numbers[0]].filter(isDefined);
  const dates = readings.filter((reading) => reading instanceof DateReading);
  if (dates.length > 1) {
    const told = dates.find((reading) => reading.order === order);
    return told === undefined ? dates : [told];
  }
  return readings.slice(0, 1);
}

function markOf(reading: Reading): DecimalMark | undefined {
  if (reading instanceof UnitReading) return reading.numbers.mark;
  return reading instanceof NumberReading ? reading.mark : undefined;
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** The habits of a file, of what its columns tell. */
export function habitsOf(columns: readonly ColumnEvidence[], delimiter: string | undefined): FileHabits {
  const total = (mark: DecimalMark): number => columns.reduce((sum, column) => sum + column.telling(mark), 0);
  const [commas, points] = [total(','), total('.')];
  const mark = commas > points ? ',' : '.';
  const orders = new Set(columns.map((column) => column.dateOrder()).filter(isDefined));
  const [order] = orders;
  // Who writes a decimal comma writes the day first.
  const byMark = mark === ',' || (delimiter === ';' && points === 0) ? 'day-first' : undefined;
  return { mark, order: orders.size === 1 ? order : byMark };
}
