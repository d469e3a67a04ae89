/** A span of time: months differ in length, and days do in a time zone. */
export interface Span {
  readonly months: number;
  readonly days: number;
  /** What is shorter than a day. */
  readonly milliseconds: number;
}

const units: Readonly<Record<string, Span>> = {
  ns: { months: 0, days: 0, milliseconds: 1e-6 },
  us: { months: 0, days: 0, milliseconds: 1e-3 },
  ms: { months: 0, days: 0, milliseconds: 1 },
  s: { months: 0, days: 0, milliseconds: 1000 },
  m: { months: 0, days: 0, milliseconds: 60_000 },
  h: { months: 0, days: 0, milliseconds: 3_600_000 },
  d: { months: 0, days: 1, milliseconds: 0 },
  w: { months: 0, days: 7, milliseconds: 0 },
  mo: { months: 1, days: 0, milliseconds: 0 },
  q: { months: 3, days: 0, milliseconds: 0 },
  y: { months: 12, days: 0, milliseconds: 0 },
};

const part = /(\d{1,6})(ns|us|ms|mo|s|m|h|d|w|q|y)/g;

/** Whether a text is a duration in polars' manner: `1d`, `2w`, `1mo`, `1h30m`, `-7d`. */
export function isDuration(text: string): boolean {
  return /^-?(?:\d{1,6}(?:ns|us|ms|mo|s|m|h|d|w|q|y)){1,8}$/.test(text);
}

/** The span that a duration's text stands for. */
export function durationOf(text: string): Span {
  const sign = text.startsWith('-') ? -1 : 1;
  let [months, days, milliseconds] = [0, 0, 0];
  for (const [, digits, name = ''] of text.matchAll(part)) {
    const count = sign * Number(digits);
    const unit = units[name];
    months += count * (unit?.months ?? 0);
    days += count * (unit?.days ?? 0);
    milliseconds += count * (unit?.milliseconds ?? 0);
  }
  return { months, days, milliseconds };
}

/** The least milliseconds that a span lasts: a month has 28 days at least. */
export function leastMilliseconds({ months, days, milliseconds }: Span): number {
  return (months * 28 + days) * 86_400_000 + milliseconds;
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
