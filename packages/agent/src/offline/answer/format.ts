import { monthNames, weekdayNames } from '../time/calendar.js';
import type { TimeBucket } from '../query.js';
import { wordsOfName } from '../words/tokens.js';

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** A number for reading: `1,234.5`, `0.00352`. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return integers.format(value);
  return Math.abs(value) < 1 ? significant.format(value) : decimals.format(value);
}

/** A year or an identifier keeps its digits together. */
const plainNames = /^(year|yr|id|zip|code|.*_id|.*_year)$/i;

/** The currency that a column's name suggests, as a prefix; none when it says nothing. */
function currencyOf(name: string): string {
  if (name.includes('$')) return '$';
  const words = wordsOfName(name);
  if (words.includes('usd') || words.includes('dollars')) return '$';
  if (words.includes('eur') || words.includes('euro') || words.includes('euros')) return '€';
  return words.includes('gbp') ? '£' : '';
}

/** A cell of a result for reading, in the light of the name of its column. */
export function formatCell(value: unknown, name = '', bucket?: TimeBucket): string {
  if (value === null || value === undefined) return '(none)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (bucket === 'month-of-year') return monthNames[value - 1] ?? String(value);
    if (bucket === 'weekday') return weekdayNames[value - 1] ?? String(value);
    if (bucket === 'quarter-of-year') return `Q${value}`;
    if (bucket === 'year' || plainNames.test(name)) return String(value);
    if (/_?percent$/.test(name)) return `${formatNumber(Number(value.toFixed(1)))}%`;
    return `${currencyOf(name)}${formatNumber(value)}`;
  }
  if (typeof value === 'string') {
    const month = /^(\d{4})-(\d{2})$/.exec(value);
    if (bucket === 'month' && month) return `${monthNames[Number(month[2]) - 1] ?? ''} ${month[1] ?? ''}`;
    if (bucket === 'quarter') return value.replace(/^(\d+)-(Q\d)$/, '$2 $1');
    return value
      .replace(/T00:00:00(\.0+)?Z?$/, '')
      .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z?$/, '$1 $2');
  }
  return JSON.stringify(value);
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(parts: readonly string[], word = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A value that a markdown reader will not take for markup. */
export const plain = (text: string, length = 120): string =>
  text
    .replaceAll(/[\\`*[\]<|]/g, (mark) => `\\${mark}`)
    .replaceAll(/\s+/g, ' ')
    .slice(0, length);
