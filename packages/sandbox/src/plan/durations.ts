const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const part = /(\d{1,6})(ns|us|ms|mo|s|m|h|d|w|q|y)/g;

/** Whether a text is a duration in polars' manner: `1d`, `2w`, `1mo`, `1h30m`, `-7d`. */
export function isDuration(text: string): boolean {
  return /^-?(?:\d{1,6}(?:ns|us|ms|mo|s|m|h|d|w|q|y)){1,8}$/.test(text);
}

/** Milliseconds of a duration; `undefined` when it has months, quarters or years, whose length varies. */
export function fixedMilliseconds(text: string): number | undefined {
  let total = 0;
  for (const [, count, unit] of text.matchAll(part)) {
    const milliseconds = unit === undefined ? undefined : units[unit];
    if (milliseconds === undefined) return undefined;
    total += Number(count) * milliseconds;
  }
  return text.startsWith('-') ? -total : total;
}

const words: Readonly<Record<string, string>> = {
  second: '1s',
  minute: '1m',
  hour: '1h',
  hourly: '1h',
  day: '1d',
  daily: '1d',
  week: '1w',
  weekly: '1w',
  month: '1mo',
  monthly: '1mo',
  M: '1mo',
  quarter: '1q',
  quarterly: '1q',
  year: '1y',
  yearly: '1y',
};

/** A duration as the plan carries it, from what people write: `1mo`, `month`, `monthly`, `1month`. */
export function normaliseDuration(text: string): string | undefined {
  const trimmed = text.trim();
  if (isDuration(trimmed)) return trimmed;
  const match = /^(-?\d{1,6})?\s*([A-Za-z]+?)(?:s)?$/.exec(trimmed);
  const word = match?.[2];
  if (word === undefined) return undefined;
  const name = word === 'M' ? word : word.toLowerCase();
  const one = Object.hasOwn(words, name) ? words[name] : undefined;
  if (one === undefined) return undefined;
  return match?.[1] === undefined ? one : `${match[1]}${one.slice(1)}`;
}
