const hour = 3_600_000;

const units: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, y: 365 * 24 * hour };

/** Milliseconds of a duration such as `3650d`, `87600h` or `10y`; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,7})([hdy])$/.exec(text) ?? [];
  const duration = Number(digits) * (units[unit] ?? 0);
  return duration > 0 ? duration : undefined;
}
