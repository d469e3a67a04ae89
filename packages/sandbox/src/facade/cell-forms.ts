import type { Cell } from '../plan/table.js';

/** What a cell of a type looks like in a result. */
interface CellForm {
  /** The type as a column of a result names it. */
  readonly dtype: string;
  readonly form: string;
  /** An expression that makes such a cell, and the cell. */
  readonly expression: string;
  readonly example: Cell;
}

/** The form of a cell by the type of its column. Null is `null` in all of them. */
export const cellForms: readonly CellForm[] = [
  {
    dtype: 'i64',
    form: 'a number, or a text of digits beyond ±(2^53 − 1); likewise `u64`',
    expression: "pl.lit('9007199254740993').cast(pl.Int64)",
    example: '9007199254740993',
  },
  {
    dtype: 'i32',
    form: 'a number; likewise `i8`, `i16`, `u8`, `u16`, `u32`',
    expression: 'pl.lit(7).cast(pl.Int32)',
    example: 7,
  },
  {
    dtype: 'f64',
    form: 'a number, or one of the texts `"NaN"`, `"Infinity"`, `"-Infinity"`; likewise `f32`',
    expression: 'pl.lit(0).div(0)',
    example: 'NaN',
  },
  {
    dtype: 'decimal',
    form: 'a number up to 15 digits, or a text with every digit',
    expression: "pl.lit('12345678901234567890.12').cast(pl.Decimal(38, 2))",
    example: '12345678901234567890.12',
  },
  { dtype: 'bool', form: 'true or false', expression: 'pl.lit(true)', example: true },
  { dtype: 'str', form: 'a text', expression: "pl.lit('Oslo')", example: 'Oslo' },
  {
    dtype: 'categorical',
    form: 'a text',
    expression: "pl.lit('Oslo').cast(pl.Categorical)",
    example: 'Oslo',
  },
  { dtype: 'date', form: 'ISO 8601', expression: 'pl.date(2024, 1, 31)', example: '2024-01-31' },
  {
    dtype: 'datetime',
    form: 'ISO 8601 with as many digits of a second as it has, and the offset from UTC if it has a time zone',
    expression: "pl.datetime(2024, 7, 1, 12, 0, 0, 1500).dt.convertTimeZone('Europe/Oslo')",
    example: '2024-07-01T14:00:00.001500+02:00',
  },
  { dtype: 'time', form: 'ISO 8601', expression: 'pl.time(12, 30)', example: '12:30:00' },
  {
    dtype: 'duration',
    form: 'ISO 8601',
    expression: 'pl.duration({ days: 1, minutes: 90 })',
    example: 'P1DT1H30M',
  },
  {
    dtype: 'list[i64]',
    form: 'a list of cells',
    expression: 'pl.concatList(pl.lit(1), pl.lit(2))',
    example: [1, 2],
  },
  {
    dtype: 'struct',
    form: 'an object of cells',
    expression: "pl.struct(pl.lit(1).alias('x'), pl.lit('a').alias('y'))",
    example: { x: 1, y: 'a' },
  },
  { dtype: 'null', form: 'null', expression: 'pl.lit(null)', example: null },
];
