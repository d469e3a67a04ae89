import { invalidArgument } from '../errors.js';
import { toNumber } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import { table } from '../table.js';
import { GuestDate, type GuestValue } from '../values.js';
import { dateAndTime, dateFormat, dateOnly, formatTime, timeOnly, type DateDefaults } from './locale.js';
import type { Method } from './method.js';

const parts = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;

function getters(): Record<string, Method<GuestDate>> {
  const methods: Record<string, Method<GuestDate>> = {};
  for (const part of [...parts, 'Day'] as const) {
    const read: Method<GuestDate> = (target) => new Date(target.time)[`getUTC${part}`]();
    methods[`get${part}`] = read;
    methods[`getUTC${part}`] = read;
  }
  return methods;
}

function setPart(date: Date, part: (typeof parts)[number], numbers: readonly number[]): number {
  const set: (...values: number[]) => number = date[`setUTC${part}`];
  return set.apply(date, [...numbers]);
}

function setters(): Record<string, Method<GuestDate>> {
  const methods: Record<string, Method<GuestDate>> = {};
  for (const part of parts) {
    const write: Method<GuestDate> = (target, args) => {
      const date = new Date(target.time);
      const numbers = args.slice(0, 4).map((value) => toNumber(value));
      target.time = setPart(date, part, numbers);
      return target.time;
    };
    methods[`set${part}`] = write;
    methods[`setUTC${part}`] = write;
  }
  return methods;
}

function formatted(defaults: DateDefaults): Method<GuestDate> {
  return (target, args, run) => {
    run.charge(100);
    return formatTime(target.time, dateFormat(args[0], args[1], defaults));
  };
}

function isoText(target: GuestDate): string {
  if (Number.isNaN(target.time))
    throw invalidArgument('The date is invalid.', 'Check the text that it was made from.');
  return new Date(target.time).toISOString();
}

/** The parts of the text that JavaScript writes for a date whose time zone is UTC. */
function utcText(target: GuestDate, write: (day: string, clock: string) => string): string {
  if (Number.isNaN(target.time)) return 'Invalid Date';
  const [, weekday, day, month, year, clock] =
    /^(\w+), (\d+) (\w+) (-?\d+) (\S+) GMT$/.exec(new Date(target.time).toUTCString()) ?? [];
  return write(`${weekday} ${month} ${day} ${year}`, `${clock} GMT+0000 (Coordinated Universal Time)`);
}

/** Every method of `Date`. All of them work in UTC. */
export const dateMethods = table<Method<GuestDate>>({
  ...getters(),
  ...setters(),
  getTime: (target) => target.time,
  valueOf: (target: GuestDate) => target.time,
  getTimezoneOffset: () => 0,
  setTime: (target, args) => (target.time = new Date(toNumber(args[0])).getTime()),
  toISOString: isoText,
  toJSON: (target) => (Number.isNaN(target.time) ? null : isoText(target)),
  toString: (target: GuestDate) => utcText(target, (day, clock) => `${day} ${clock}`),
  toDateString: (target) => utcText(target, (day) => day),
  toTimeString: (target) => utcText(target, (_day, clock) => clock),
  toUTCString: (target) => new Date(target.time).toUTCString(),
  toLocaleDateString: formatted(dateOnly),
  toLocaleTimeString: formatted(timeOnly),
  toLocaleString: formatted(dateAndTime),
});

/** `new Date(…)`: from text, milliseconds, another date, or year, month and so on; always UTC. */
export function createDate(args: GuestValue[], run: Run): GuestDate {
  run.charge(4);
  run.allocate(32);
  const [first] = args;
  if (args.length === 0) throw noClock();
  if (args.length > 1) return new GuestDate(utcTime(args));
  if (typeof first === 'string') return new GuestDate(parseDate(first));
  return new GuestDate(new Date(toNumber(first)).getTime());
}

/** `Date.UTC(…)`. */
export function utcTime(args: GuestValue[]): number {
  const [year = NaN, month = 0, ...rest] = args.slice(0, 7).map((value) => toNumber(value));
  return Date.UTC(year, month, ...rest);
}

/** `Date.parse(…)`. A text without a time zone is UTC. */
export function parseDate(text: string): number {
  const trimmed = text.slice(0, 100).trim();
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(trimmed);
  if (iso !== null) {
    const zone = (iso[3] ?? 'Z').toUpperCase();
    return Date.parse(iso[2] === undefined ? `${iso[1]}` : `${iso[1]}T${iso[2]}${zone}`);
  }
  if (/^\d{4}(?:-\d{2})?$/.test(trimmed)) return Date.parse(trimmed);
  const zoned = /(?:\bZ|\bGMT|\bUTC|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$/i.test(trimmed);
  return Date.parse(zoned ? trimmed : `${trimmed} UTC`);
}

/** The refusal of every way to ask for the time of day. */
export function noClock(): Error {
  return invalidArgument(
    'A program has no clock: the same program gives the same result at any time.',
    'Take the date from the data, such as its latest one, or write it out: new Date("2024-01-31").',
  );
}
