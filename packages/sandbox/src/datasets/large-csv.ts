import { closeSync, openSync, readSync } from 'node:fs';
import pl from 'nodejs-polars';

import type { SandboxLimits } from '../limits.js';
import { delimiterOf } from './csv.js';
import { uniqueNames } from './raw-columns.js';

type LazyFrame = ReturnType<typeof pl.scanCSV>;
type Expression = ReturnType<typeof pl.col>;

const headerBytes = 1024 * 1024;
const absent = ['', 'NA', 'N/A', 'n/a', 'null', 'NULL', '#N/A'];

/** The types that a column of texts may have, the narrowest first, and how its texts become it. */
const readings: readonly { type: string; read: (column: Expression) => Expression }[] = [
  { type: 'i64', read: (column) => column.cast(pl.Int64) },
  { type: 'f64', read: (column) => column.cast(pl.Float64) },
  { type: 'date', read: (column) => column.str.strptime(pl.Date, '%Y-%m-%d') },
  { type: 'datetime', read: (column) => column.str.strptime(pl.Datetime('ms'), '%Y-%m-%dT%H:%M:%S') },
  { type: 'datetime', read: (column) => column.str.strptime(pl.Datetime('ms'), '%Y-%m-%d %H:%M:%S') },
  {
    type: 'bool',
    read: (column) =>
      pl
        .when(column.str.toLowerCase().eq(pl.lit('true')))
        .then(pl.lit(true))
        .otherwise(
          pl
            .when(column.str.toLowerCase().eq(pl.lit('false')))
            .then(pl.lit(false))
            .otherwise(pl.lit(null)),
        ),
  },
];

/**
 * A CSV file that is too large to be held as text, as a frame that streams. Each column gets the narrowest type that
 * takes all of its values, which one pass over the file tells; otherwise it stays text. No value is lost.
 */
export function scanLargeCsv(path: string, limits: SandboxLimits): LazyFrame {
  const frame = pl.scanCSV(path, {
    inferSchemaLength: 0,
    sep: delimiterOf(firstText(path)),
    nullValues: absent,
    glob: false,
  });
  const names = frame.columns;
  if (names.length > limits.columns) return frame;
  const counts = frame
    .select(...names.flatMap((name, index) => countsOf(pl.col(name), index)))
    .collectSync()
    .row(0) as number[];
  const perColumn = readings.length + 2;
  const targets = uniqueNames(names);
  return frame.select(
    ...names.map((name, index) => {
      const [nulls, identifiers, ...failed] = counts.slice(index * perColumn, (index + 1) * perColumn);
      const chosen = readings.find(
        ({ type }, position) => failed[position] === nulls && (identifiers === 0 || !/^[if]64$/.test(type)),
      );
      const column = pl.col(name);
      return (chosen === undefined ? column : chosen.read(column)).alias(targets[index] ?? name);
    }),
  );
}

/** Absent values, identifiers that a number would damage, and what each reading would lose. */
function countsOf(column: Expression, index: number): Expression[] {
  const identifiers = column.str.contains(/^[+-]?0[0-9]+$|^\+[0-9]{8,}$|^[+-]?[0-9]{16,}$/);
  return [
    column.isNull().sum().alias(`${index}:nulls`),
    identifiers.sum().alias(`${index}:identifiers`),
    ...readings.map(({ read }, position) => read(column).isNull().sum().alias(`${index}:${position}`)),
  ];
}

function firstText(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(headerBytes);
    return buffer.subarray(0, readSync(file, buffer)).toString('utf8');
  } finally {
    closeSync(file);
  }
}
