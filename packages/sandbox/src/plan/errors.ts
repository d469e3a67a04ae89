import { GuestError, suggestNames, type GuestErrorDetails } from '../language/index.js';
import { PlanErrorCode } from './error-code.js';

/** An error of a plan: forged, too large, or beyond what polars can compute. */
export function planError(code: PlanErrorCode, message: string, details?: GuestErrorDetails): GuestError {
  return new GuestError(code, message, details);
}

/** A plan that the facade would not have built. */
export function invalidPlan(message: string): GuestError {
  return planError(PlanErrorCode.PlanInvalid, `The plan is not valid: ${message}.`);
}

/** A dataset that no one registered, or that this run may not read. */
export function unknownDataset(name: string, known: Iterable<string>): GuestError {
  const names = [...known];
  return planError(
    PlanErrorCode.DatasetUnknown,
    `There is no dataset called ${JSON.stringify(name.slice(0, 100))}.`,
    {
      hint:
        names.length === 0
          ? 'No dataset is registered.'
          : `The datasets are: ${names.slice(0, 40).join(', ')}.`,
      didYouMean: suggestNames(name, names),
    },
  );
}

const columnMessages = [
  /unable to find column "([^"]*)"; valid columns: (\[.*?\])/s,
  /unable to find column "([^"]*)"/,
  /"([^"]+)" not found/,
];

/** What to do about the commonest refusals of polars. */
const hints: readonly (readonly [RegExp, string])[] = [
  [
    /cannot compare string with numeric/,
    "Compare a text column with a text, or cast one side: pl.col('x').cast(pl.Float64).",
  ],
  [
    /cannot compare 'date\/datetime\/time' to a string/,
    "Make the text a date first: pl.col('x').str.toDate(), or compare with pl.date(2024, 1, 31).",
  ],
  [/conversion from .* failed/s, 'Pass { strict: false } to cast to turn what does not fit into null.'],
  [
    /duplicate output name|projections contained duplicate|^duplicate:|has more than one occurrence/,
    "Give one of them another name with .alias('name').",
  ],
  [
    /`(?:sum|mean|median|std|var|product|quantile|abs|round|cum_sum|diff|rolling_\w+)` operation not supported for dtype `str`/,
    "A text is no number: make it one with pl.col('x').cast(pl.Float64), or count with .count() or .nUnique().",
  ],
  [
    /operation not supported for dtype `str`/,
    "The column holds texts. Make them dates with pl.col('x').str.toDate('%Y-%m-%d'), or numbers with .cast(pl.Float64).",
  ],
  [
    /expected `?String`?, got `?(?:date|datetime)/,
    "The column holds dates: write them as texts with pl.col('x').dt.strftime('%Y-%m-%d'), or take .dt.year(), .dt.month().",
  ],
  [/expected `?String`?, got/, "The column holds no texts: make it one with pl.col('x').cast(pl.String)."],
  [/is_in|isIn/, 'The values of isIn must have the type of the column.'],
  [
    /did not fulfill .* validation/,
    "A key occurs more often than validate allows: make it unique with .unique({ subset: 'id' }), or leave validate out.",
  ],
  [
    /datatypes of join keys don't match/,
    "Bring both keys to one type first: a.withColumns(pl.col('id').cast(pl.Int64)).",
  ],
  [/field not found/, "A record shows the fields: df.select('point').head(1).toRecords()."],
  [/incomplete mapping/, 'Give a value for all others: .replaceStrict({ a: 1 }, { default: null }).'],
  [
    /regex (parse )?error/,
    'The pattern is one of Rust: without look-around; { literal: true } takes it as it stands.',
  ],
];

/**
 * What polars says, as an error the program can act on: its first line, without the resolved plan and without any path. *
 * @returns a `GuestError`; an error that did not come from the native layer as it is.
 */
export function fromPolarsError(error: unknown): unknown {
  const isNative = error instanceof Error && 'code' in error && !(error instanceof GuestError);
  return isNative ? fromPolarsText(error.message) : error;
}

/** A message of polars as an error of the program. */
export function fromPolarsText(text: string): GuestError {
  const firstPart = text.split(/\n\s*\n|\n\t?Resolved plan|Resolved plan until failure/, 1)[0] ?? '';
  for (const pattern of columnMessages) {
    const match = pattern.exec(firstPart);
    if (match?.[1] !== undefined) return unknownColumn(match[1], listedColumns(match[2]));
  }
  const zone = /unable to parse time zone: '([^']{1,60})'/.exec(firstPart)?.[1];
  if (zone !== undefined) return unknownTimeZone(zone);
  const message = firstPart
    .replaceAll(/\s+/g, ' ')
    .replaceAll('date/datetime/time', 'date')
    .replaceAll(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[/\\][\w.@+~-]+){2,}/g, 'a file')
    .replaceAll(/ in column '__POLARS_\w+'/g, '')
    .slice(0, 500);
  if (message === '' || panicMarks.test(message)) {
    return planError(
      PlanErrorCode.DataInvalid,
      'Polars cannot compute this combination of columns and arguments.',
      {
        hint: 'Compute it in smaller steps, or in another way.',
      },
    );
  }
  const hint = hints.find(([pattern]) => pattern.test(firstPart))?.[1];
  return planError(PlanErrorCode.DataInvalid, message, { hint });
}

function unknownTimeZone(zone: string): GuestError {
  return planError(PlanErrorCode.ArgumentInvalid, `There is no time zone called ${JSON.stringify(zone)}.`, {
    hint: "Zones are named as in 'UTC', 'Europe/Oslo' or 'America/New_York'.",
    didYouMean: suggestNames(zone, Intl.supportedValuesOf('timeZone')),
  });
}

/** Marks of a message that was meant for polars' own developers. */
const panicMarks =
  /unwrap\(\)|not implemented|not yet implemented|panicked|index out of bounds|validity must be|assertion/;

/** A column that a frame does not have. */
export function unknownColumn(name: string, columns: readonly string[]): GuestError {
  const listed = columns.slice(0, 60).map((column) => JSON.stringify(column.slice(0, 80)));
  return planError(
    PlanErrorCode.ColumnUnknown,
    `There is no column ${JSON.stringify(name.slice(0, 200))} here.`,
    {
      hint: listed.length === 0 ? undefined : `The columns are: ${listed.join(', ')}.`,
      didYouMean: suggestNames(name, columns),
    },
  );
}

function listedColumns(text = ''): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
}
