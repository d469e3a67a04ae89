import { invalidArgument } from '../errors.js';
import type { GuestObject, GuestValue } from '../values.js';
import { optionsOf } from './arguments.js';

/** Values that an option may have; a pair of numbers is a range. */
type Choice = readonly string[] | readonly [number, number] | 'boolean' | 'currency';

const numberOptions: Readonly<Record<string, Choice>> = {
  style: ['decimal', 'percent', 'currency', 'unit'],
  currency: 'currency',
  currencyDisplay: ['symbol', 'narrowSymbol', 'code', 'name'],
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
  useGrouping: 'boolean',
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
  hour12: 'boolean',
  dateStyle: ['full', 'long', 'medium', 'short'],
  timeStyle: ['full', 'long', 'medium', 'short'],
  timeZone: ['UTC'],
  timeZoneName: ['short', 'long'],
};

/** Formats a number as `toLocaleString('en-US', options)` does. */
export function formatNumber(value: number, locale: GuestValue, options: GuestValue): string {
  requireEnglish(locale);
  const checked = checkOptions(optionsOf(options, 'toLocaleString'), numberOptions);
  return cached(numberFormats, checked, () => new Intl.NumberFormat('en-US', checked)).format(value);
}

/** Formats a date in UTC as `toLocaleDateString('en-US', options)` and its kin do. */
export function formatDate(
  time: number,
  locale: GuestValue,
  options: GuestValue,
  defaults: Intl.DateTimeFormatOptions,
): string {
  requireEnglish(locale);
  if (Number.isNaN(time)) return 'Invalid Date';
  const checked = checkOptions(optionsOf(options, 'toLocaleDateString'), dateOptions);
  const names = Object.keys(checked).filter((name) => name !== 'timeZone' && name !== 'hour12');
  const complete: Intl.DateTimeFormatOptions = {
    ...(names.length === 0 ? defaults : {}),
    ...checked,
    timeZone: 'UTC',
  };
  return cached(dateFormats, complete, () => new Intl.DateTimeFormat('en-US', complete)).format(time);
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
