import type { ColumnType, Reading } from './reading.js';

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?$/;

/** Nanoseconds since midnight; undefined for a text that is no time of day. */
export function timeOfDay(text: string): number | undefined {
  const match = clock.exec(text);
  if (!match) return undefined;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  const hour = hourOf(Number(match[1]), match[5]);
  if (hour === undefined || minute > 59 || second > 59) return undefined;
  const fraction = match[4] === undefined ? 0 : Number(match[4].padEnd(9, '0'));
  return (hour * 3600 + minute * 60 + second) * 1e9 + fraction;
}

/** The hour of 0 to 23; of 1 to 12 where the half of the day is told. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour > 23 ? undefined : hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Times of day: `08:30`, `23:59:59.5`, `8:30 PM`. */
export class TimeReading implements Reading {
  read(text: string): number | undefined {
    return timeOfDay(text);
  }

  type(): ColumnType {
    return 'time';
  }
}
