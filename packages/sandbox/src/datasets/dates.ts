import type { ColumnType, Reading } from './reading.js';
import { timeOfDay } from './times.js';

/** In which order a date's parts stand. */
export type DateOrder = 'year-first' | 'named' | 'day-first' | 'month-first';

const isoDate = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T ])/;
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?=$|,? )/;
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?';
const dayBefore = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th)?[ -](${monthNames})\\.?,?[ -](\\d{4}|\\d{2})(?=$|,? )`,
  'i',
);
const dayAfter = new RegExp(
  `^${weekday}(${monthNames})\\.?[ -](?:(\\d{1,2})(?:st|nd|rd|th)?,?[ -])?(\\d{4})(?=$|,? )`,
  'i',
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const afterDate = /^(?:,? |T)(.+?)\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

/** Two-digit years below this are of this century. */
const centuryTurn = 50;
/** Milliseconds from 1970 that 64 bits of nanoseconds reach. */
const nanosecondRangeMs = 9.2e12;

/** A date that a text begins with, and where it ends. */
interface DatePart {
  ms: number;
  length: number;
}

/**
 * Dates and datetimes whose parts stand in one order. With times they become datetimes, in UTC where the texts name a
 * zone; dates where every time is midnight.
 */
export class DateReading implements Reading {
  readonly order: DateOrder;
  /** Whether every text has a zone, none of them, or some. */
  #zoned = 0;
  #unzoned = 0;
  #hasTime = false;
  #hasOffset = false;
  #fractionDigits = 0;
  #furthestMs = 0;
  /** Whether the column is finer than milliseconds, which is known once all of it has been seen. */
  #isFine = false;

  constructor(order: DateOrder) {
    this.order = order;
  }

  /** Whether the datetimes are moments in UTC. */
  get isZoned(): boolean {
    return this.#zoned > 0;
  }

  /** The coarsest unit that holds every value; beyond milliseconds, values are nanoseconds in a bigint. */
  get unit(): 'ms' | 'us' | 'ns' {
    if (!this.#isFine) return 'ms';
    return this.#fractionDigits > 6 && this.#furthestMs < nanosecondRangeMs ? 'ns' : 'us';
  }

  read(text: string): number | bigint | undefined {
    const date = datePart(text, this.order);
    if (date === undefined) return undefined;
    if (date.length === text.length) {
      this.#unzoned += 1;
      return this.#isFine ? BigInt(date.ms) * 1_000_000n : date.ms;
    }
    const rest = afterDate.exec(text.slice(date.length));
    const nanoseconds = rest?.[1] === undefined ? undefined : timeOfDay(rest[1]);
    if (nanoseconds === undefined) return undefined;
    this.#noteTime(date.ms, rest?.[1] ?? '', rest?.[2], nanoseconds);
    const start = date.ms - offsetMs(rest?.[2]);
    if (this.#isFine) return BigInt(start) * 1_000_000n + BigInt(nanoseconds);
    return start + Math.floor(nanoseconds / 1_000_000);
  }

  type(): ColumnType | undefined {
    // Moments and the times of an unknown clock cannot be compared.
    if (this.#zoned > 0 && this.#unzoned > 0) return undefined;
    if (!this.#hasTime && !this.#hasOffset) return 'date';
    this.#isFine = this.#fractionDigits > 3;
    return 'datetime';
  }

  #noteTime(dateMs: number, clock: string, zone: string | undefined, nanoseconds: number): void {
    if (zone === undefined) this.#unzoned += 1;
    else this.#zoned += 1;
    if (zone !== undefined && offsetMs(zone) !== 0) this.#hasOffset = true;
    this.#furthestMs = Math.max(this.#furthestMs, Math.abs(dateMs));
    if (nanoseconds === 0) return;
    this.#hasTime = true;
    const digits = /[.,](\d*?)0*$/.exec(clock)?.[1]?.length ?? 0;
    if (digits > this.#fractionDigits) this.#fractionDigits = digits;
  }
}

function datePart(text: string, order: DateOrder): DatePart | undefined {
  const first = text.charCodeAt(0);
  const startsWithDigit = first >= 48 && first <= 57;
  if (order === 'named') return namedDate(text);
  if (!startsWithDigit) return undefined;
  if (order === 'year-first') {
    const plain = plainIsoDate(text);
    if (plain !== undefined) return { ms: plain, length: text.length };
    const match = isoDate.exec(text);
    return match ? part(match, Number(match[1]), Number(match[3]), Number(match[4])) : undefined;
  }
  const match = numeric.exec(text);
  if (!match) return undefined;
  // `1.2.10` may as well be a version: a year of two digits stands with days and months of two, but for slashes.
  if (match[4]?.length === 2 && match[2] !== '/' && match[0].length < 8) return undefined;
  const isDayFirst = order === 'day-first';
  // Points stand in dates of countries that write the day first.
  if (!isDayFirst && match[2] === '.') return undefined;
  const [day, month] = isDayFirst ? [match[1], match[3]] : [match[3], match[1]];
  return part(match, fullYear(match[4] ?? ''), Number(month), Number(day));
}

/** Milliseconds of `2024-02-29`, which is what most dates look like; undefined for any other text. */
function plainIsoDate(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  return year < 0 || month < 0 || day < 0 ? undefined : utc(year, month, day);
}

/** The number that stands at a place of a text; negative where not all of it are digits. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** `Jan 1 2000`, `1 January 2000`, `01-Jan-00`, `Sat, 1 Jan 2000`, `January 2000`. */
function namedDate(text: string): DatePart | undefined {
  const before = dayBefore.exec(text);
  if (before) return part(before, fullYear(before[3] ?? ''), monthOf(before[2]), Number(before[1]));
  const after = dayAfter.exec(text);
  return after ? part(after, Number(after[3]), monthOf(after[1]), Number(after[2] ?? 1)) : undefined;
}

function monthOf(name: string | undefined): number {
  return months.indexOf(name?.slice(0, 3).toLowerCase() ?? '') + 1;
}

function part(match: RegExpExecArray, year: number, month: number, day: number): DatePart | undefined {
  const ms = utc(year, month, day);
  return ms === undefined ? undefined : { ms, length: match[0].length };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < centuryTurn ? 2000 + year : 1900 + year;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Milliseconds of a date that exists; undefined for 31 February. */
function utc(year: number, month: number, day: number): number | undefined {
  const days = monthDays[month - 1];
  if (days === undefined || day < 1) return undefined;
  const isLeap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  if (day > days + (isLeap ? 1 : 0)) return undefined;
  return daysOf(year, month, day) * 86_400_000;
}

/** Days from 1 January 1970, in the Gregorian calendar: years are counted from March, so that leap days end them. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || !/\d/.test(zone)) return 0;
  const clock = zone.slice(1).replace(':', '');
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(2, 4));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
