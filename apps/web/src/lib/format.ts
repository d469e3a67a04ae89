import type { Cell } from '@sallyport/agent';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 4, useGrouping: false });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A cell as it is shown: numbers grouped and rounded for reading (copy and CSV keep every digit). */
export function formatCell(cell: Cell, columnName = ''): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return formatNumber(cell, columnName);
  if (typeof cell === 'string') return formatTime(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return JSON.stringify(cell);
}

/** A number for reading. Years and identifiers keep their digits together. */
export function formatNumber(value: number, columnName = ''): string {
  if (/(?:^|[_\s])(?:year|id|zip|code)$/i.test(columnName)) return plain.format(value);
  if (value !== 0 && Math.abs(value) < 1) return fine.format(value);
  return grouped.format(value);
}

/** Midnight is a date: `2023-01-01T00:00:00.000` reads as `2023-01-01`. */
function formatTime(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z?$/.exec(text);
  if (!match) return text;
  const [, date, time, fraction] = match;
  if (time === '00:00:00' && Number(fraction ?? 0) === 0) return date ?? text;
  return `${date} ${time}`;
}

/** A duration in milliseconds as `18 ms`, `1.4 s` or `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A count with its noun: `1 row`, `20,000 rows`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped.format(count)} ${count === 1 ? noun : plural}`;
}

/** A count in few characters: `20K`. */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** A moment as a date and a time of day, where the reader is. */
export function formatMoment(milliseconds: number): string {
  return moment.format(new Date(milliseconds));
}

/** The time left until a moment, in its largest unit: `29 days`, `3 hours`, `expired`. */
export function formatLeft(until: Date, now = new Date()): string {
  const hours = (until.getTime() - now.getTime()) / 3_600_000;
  if (hours <= 0) return 'expired';
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return formatCount(Math.floor(hours), 'hour');
  return formatCount(Math.floor(hours / 24), 'day');
}
