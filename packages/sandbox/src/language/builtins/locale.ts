import { invalidArgument } from '../errors.js';
import type { GuestObject, GuestValue } from '../values.js';
import { optionsOf } from './arguments.js';

/** Values that an option may have; a pair of numbers is a range. */
type Choice = readonly string[] | readonly [number, number] | 'boolean' | 'currency' | 'grouping' | 'zone';

const numberOptions: Readonly<Record<string, Choice>> = {
  style: ['decimal', 'percent', 'currency', 'unit'],
  currency: 'currency',
  currencyDisplay: ['symbol', 'narrowSymbol', 'code', 'name'],
  currencySign: ['standard', 'accounting'],
  unit: [
    'percent',
    'celsius',
    'fahrenheit',
    'kilometer',
    'mile',
    'kilogram',
    'gram',
    'liter',
    'day',
    'hour',
    'byte',
  ],
  unitDisplay: ['short', 'long', 'narrow'],
  notation: ['standard', 'compact', 'scientific', 'engineering'],
  compactDisplay: ['short', 'long'],
  signDisplay: ['auto', 'always', 'never', 'exceptZero', 'negative'],
  roundingMode: [
    'ceil',
    'floor',
    'expand',
    'trunc',
    'halfCeil',
    'halfFloor',
    'halfExpand',
    'halfTrunc',
    'halfEven',
  ],
  trailingZeroDisplay: ['auto', 'stripIfInteger'],
  useGrouping: 'grouping',
  minimumIntegerDigits: [1, 21],
  minimumFractionDigits: [0, 20],
  maximumFractionDigits: [0, 20],
  minimumSignificantDigits: [1, 21],
  maximumSignificantDigits: [1, 21],
};

const dateOptions: Readonly<Record<string, Choice>> = {
  weekday: ['long', 'short', 'narrow'],
  era: ['long', 'short', 'narrow'],
  year: ['numeric', '2-digit'],
  month: ['numeric', '2-digit', 'long', 'short', 'narrow'],
  day: ['numeric', '2-digit'],
  hour: ['numeric', '2-digit'],
  minute: ['numeric', '2-digit'],
  second: ['numeric', '2-digit'],
  fractionalSecondDigits: [1, 3],
  dayPeriod: ['long', 'short', 'narrow'],
  hour12: 'boolean',
  hourCycle: ['h11', 'h12', 'h23', 'h24'],
  dateStyle: ['full', 'long', 'medium', 'short'],
  timeStyle: ['full', 'long', 'medium', 'short'],
  timeZone: 'zone',
  timeZoneName: ['short', 'long'],
};

/** What `toLocaleString(locale, options)` writes a number with. Options that do not go together are a RangeError. */
export function numberFormat(locale: GuestValue, options: GuestValue): Intl.NumberFormat {
  requireEnglish(locale);
  const checked = checkOptions(optionsOf(options, 'toLocaleString'), numberOptions);
  return cached(numberFormats, checked, () => new Intl.NumberFormat('en-US', checked));
}

/** Options that do not ask for a part of a date, so that the default parts stay. */
const notParts = new Set(['timeZone', 'hour12', 'hourCycle', 'timeZoneName', 'era']);
const partsOfDay = ['hour', 'minute', 'second', 'fractionalSecondDigits', 'dayPeriod'];
const partsOfDate = ['weekday', 'year', 'month', 'day'];

/** What a date is written with when the options name no part, and which parts count as named. */
export interface DateDefaults {
  readonly options: Intl.DateTimeFormatOptions;
  readonly asks: 'date' | 'time' | 'any';
}

const dayOptions: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'numeric', day: 'numeric' };
const clockOptions: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: 'numeric', second: 'numeric' };

/** The defaults of `toLocaleDateString`. */
export const dateOnly: DateDefaults = { options: dayOptions, asks: 'date' };
/** The defaults of `toLocaleTimeString`. */
export const timeOnly: DateDefaults = { options: clockOptions, asks: 'time' };
/** The defaults of `toLocaleString`. */
export const dateAndTime: DateDefaults = { options: { ...dayOptions, ...clockOptions }, asks: 'any' };
/** The defaults of `Intl.DateTimeFormat`. */
export const dateOfFormat: DateDefaults = { options: dayOptions, asks: 'any' };

/** What a date is written with: in UTC, unless the options name a time zone. */
export function dateFormat(
  locale: GuestValue,
  options: GuestValue,
  defaults: DateDefaults,
): Intl.DateTimeFormat {
  requireEnglish(locale);
  const checked = checkOptions(optionsOf(options, 'toLocaleDateString'), dateOptions);
  const complete = {
    timeZone: 'UTC',
    ...(asksForPart(checked, defaults) ? {} : defaults.options),
    ...checked,
  };
  return cached(dateFormats, complete, () => new Intl.DateTimeFormat('en-US', complete));
}

function asksForPart(checked: Readonly<Record<string, unknown>>, { asks }: DateDefaults): boolean {
  const names = Object.keys(checked).filter((name) => !notParts.has(name));
  if (names.includes('dateStyle') || names.includes('timeStyle')) return true;
  if (asks === 'any') return names.length > 0;
  const parts = asks === 'date' ? partsOfDate : partsOfDay;
  return names.some((name) => parts.includes(name));
}

/** Writes a time, or says that there is none. */
export function formatTime(time: number, format: Intl.DateTimeFormat): string {
  return Number.isNaN(time) ? 'Invalid Date' : format.format(time);
}

const collatorOptions: Readonly<Record<string, Choice>> = {
  numeric: 'boolean',
  sensitivity: ['base', 'accent', 'case', 'variant'],
  caseFirst: ['upper', 'lower', 'false'],
  ignorePunctuation: 'boolean',
  usage: ['sort', 'search'],
};

/** What `localeCompare(other, locale, options)` compares with. */
export function collatorFor(locale: GuestValue, options: GuestValue): Intl.Collator {
  requireEnglish(locale);
  if (options === undefined) return plainCollator;
  const checked = checkOptions(optionsOf(options, 'localeCompare'), collatorOptions);
  return cached(collators, checked, () => new Intl.Collator('en-US', checked));
}

function requireEnglish(locale: GuestValue): void {
  const name = Array.isArray(locale) ? locale[0] : locale;
  if (name === undefined || name === 'en-US' || name === 'en') return;
  throw invalidArgument('Only the locale en-US is available.', "Use toLocaleString('en-US', options).");
}

function checkOptions(
  options: GuestObject,
  choices: Readonly<Record<string, Choice>>,
): Record<string, string | number | boolean> {
  const checked: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(options)) {
    const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (choice === undefined)
      throw invalidArgument(
        `There is no format option \`${name.slice(0, 40)}\`.`,
        `Options are: ${Object.keys(choices).join(', ')}.`,
      );
    if (value === undefined) continue;
    checked[name] = checkOption(name, value, choice);
  }
  return checked;
}

function checkOption(name: string, value: GuestValue, choice: Choice): string | number | boolean {
  if (choice === 'boolean') {
    if (typeof value === 'boolean') return value;
    throw invalidArgument(`The format option ${name} is true or false.`);
  }
  if (choice === 'grouping') {
    if (typeof value === 'boolean' || value === 'always' || value === 'auto' || value === 'min2')
      return value;
    throw invalidArgument(`The format option ${name} is true, false, always, auto or min2.`);
  }
  if (choice === 'zone') {
    if (typeof value === 'string' && /^[\w+/-]{1,40}$/.test(value)) return value;
    throw invalidArgument(`The format option ${name} is a name such as UTC or America/New_York.`);
  }
  if (choice === 'currency') {
    if (typeof value === 'string' && /^[A-Za-z]{3}$/.test(value)) return value;
    throw invalidArgument('The format option currency is a code of three letters, such as USD.');
  }
  const [first, last] = choice;
  if (typeof first === 'number' && typeof last === 'number') {
    if (typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last) return value;
    throw invalidArgument(`The format option ${name} is a whole number from ${first} to ${last}.`);
  }
  if (typeof value === 'string' && (choice as readonly string[]).includes(value)) return value;
  throw invalidArgument(`The format option ${name} is one of: ${choice.join(', ')}.`);
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const collators = new Map<string, Intl.Collator>();
const plainCollator = new Intl.Collator('en-US');
const maximumFormats = 50;

/** Making a format takes long; programs use a few of them thousands of times. */
function cached<Format>(formats: Map<string, Format>, options: object, create: () => Format): Format {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    if (formats.size >= maximumFormats) formats.clear();
    format = create();
    formats.set(key, format);
  }
  return format;
}
