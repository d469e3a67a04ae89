/** A way to read texts as dates. All of a column's values must go by one. */
export interface DateReading {
  dtype: 'date' | 'datetime';
  /** Milliseconds since the epoch, UTC; undefined where the text is no such date. */
  read(text: string): number | undefined;
}

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const named = new RegExp(`^(?:(\\d{1,2})[ -])?(${monthNames})\\.?(?:[ -](\\d{1,2}),?)?[ -](\\d{4})$`, 'i');
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Two-digit years below this are of this century. */
const centuryTurn = 50;

/**
 * The reading by which every text is a date, or undefined where there is none. Day and month are told apart by a value
 * over 12; where none is, `1/2/2024` may mean either, and the texts are left as they are.
 */
export function dateReading(texts: readonly string[]): DateReading | undefined {
  if (texts.length === 0 || !/\d/.test(texts[0] ?? '')) return undefined;
  const reader = [readIso, readYearFirst, readNamed].find((read) =>
    texts.every((text) => read(text) !== undefined),
  );
  const read = reader ?? numericReader(texts);
  if (!read) return undefined;
  const hasTime =
    texts.some((text) => /\d:\d\d/.test(text)) && texts.some((text) => (read(text) ?? 0) % 86_400_000 !== 0);
  return { dtype: hasTime ? 'datetime' : 'date', read };
}

function readIso(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const date = utc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  if (date === undefined) return undefined;
  const milliseconds = fraction ? Math.trunc(Number(`0.${fraction}`) * 1000) : 0;
  return date + milliseconds - offsetOf(zone);
}

function readYearFirst(text: string): number | undefined {
  const match = yearFirst.exec(text);
  if (!match) return undefined;
  const [hour, minute, second] = [match[4], match[5], match[6]].map((part) => Number(part ?? 0));
  return utc(Number(match[1]), Number(match[2]), Number(match[3]), hour, minute, second);
}

/** `Jan 1 2000`, `1 January 2000`, `January 2000`. */
function readNamed(text: string): number | undefined {
  const match = named.exec(text);
  const month = months.indexOf(match?.[2]?.slice(0, 3).toLowerCase() ?? '');
  if (!match || month < 0) return undefined;
  return utc(Number(match[4]), month + 1, Number(match[1] ?? match[3] ?? 1));
}

function numericReader(texts: readonly string[]): ((text: string) => number | undefined) | undefined {
  const parts = texts.map((text) => numeric.exec(text));
  if (parts.some((match) => match === null)) return undefined;
  const firstIsDay = parts.some((match) => Number(match?.[1]) > 12 || match?.[2] === '.');
  const secondIsDay = parts.some((match) => Number(match?.[3]) > 12);
  if (firstIsDay === secondIsDay) return undefined;
  return (text) => {
    const match = numeric.exec(text);
    if (!match) return undefined;
    const [day, month] = firstIsDay ? [match[1], match[3]] : [match[3], match[1]];
    const time = [match[5], match[6], match[7]].map((part) => Number(part ?? 0));
    return utc(fullYear(match[4] ?? ''), Number(month), Number(day), time[0], time[1], time[2]);
  };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < centuryTurn ? 2000 + year : 1900 + year;
}

/** Milliseconds of a date that exists; undefined for 31 February. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exists ? date.getTime() : undefined;
}

function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replaceAll(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
