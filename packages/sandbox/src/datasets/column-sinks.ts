import pl from 'nodejs-polars';

import { DateReading } from './dates.js';
import { isAbsent, type ColumnDecision } from './evidence.js';
import { NumberReading, UnitReading } from './numbers.js';
import type { ReadValue } from './reading.js';

export type Series = ReturnType<typeof pl.Series>;
export type Expression = ReturnType<typeof pl.col>;
export type DataType = Parameters<Expression['cast']>[0];

/** Takes the values of one column and hands them out as a series, a part at a time. */
export interface ColumnSink {
  /** The values since the last time. */
  take(): Series;
  /** What makes the column of its series. */
  expression(): Expression;
}

const dayMs = 86_400_000;

/** Numbers, as doubles with NaN for no value: a typed array crosses into polars at once. */
export class NumberSink implements ColumnSink {
  readonly #name: string;
  readonly #types: readonly DataType[];
  #values = new Float64Array(1024);
  #length = 0;

  /** @param types what the doubles are cast to, one after another; none for a column of doubles. */
  constructor(name: string, types: readonly DataType[]) {
    this.#name = name;
    this.#types = types;
  }

  push(value: number | undefined): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value ?? Number.NaN;
    this.#length += 1;
  }

  take(): Series {
    const series = pl.Series(this.#name, this.#values.slice(0, this.#length));
    this.#length = 0;
    return series;
  }

  expression(): Expression {
    const column = pl.col(this.#name);
    // A cast of NaN to a whole number gives no value.
    if (this.#types.length > 0) return this.#types.reduce((cast, type) => cast.cast(type, false), column);
    return pl.when(column.isNotNan()).then(column).otherwise(pl.lit(null)).alias(this.#name);
  }
}

/** Texts, and whatever is read from its text by polars. */
export class TextSink implements ColumnSink {
  readonly #name: string;
  readonly #convert: (column: Expression) => Expression;
  #values: (string | null)[] = [];

  constructor(name: string, convert: (column: Expression) => Expression = (column) => column) {
    this.#name = name;
    this.#convert = convert;
  }

  push(value: string | null): void {
    this.#values.push(value);
  }

  take(): Series {
    const series = pl.Series(this.#name, this.#values, pl.Utf8);
    this.#values = [];
    return series;
  }

  expression(): Expression {
    return this.#convert(pl.col(this.#name));
  }
}

/** A sink for texts, which it reads as the column was decided to be. */
export interface ReadingSink extends ColumnSink {
  /** False for a text that does not fit; it becomes no value. */
  push(text: string): boolean;
}

/** The sink of a decided column. */
export function readingSink(name: string, decision: ColumnDecision): ReadingSink {
  const { reading } = decision;
  if (reading === undefined) {
    const texts = new TextSink(name);
    return sinkOf(texts, (text) => {
      texts.push(isAbsent(text, decision) ? null : text);
      return true;
    });
  }
  const read = (text: string): ReadValue | null | undefined =>
    isAbsent(text, decision) ? null : reading.read(text);
  const types = exactType(decision);
  if (types !== undefined) {
    const texts = new TextSink(name, (column) =>
      types.reduce((cast, type) => cast.cast(type, false), column),
    );
    return sinkOf(texts, (text) => {
      const value = read(text);
      texts.push(value === undefined || value === null ? null : exactText(value, decision));
      return value !== undefined;
    });
  }
  const isDate = decision.type === 'date';
  const numbers = new NumberSink(name, typesOf(decision));
  return sinkOf(numbers, (text) => {
    const value = read(text);
    const number = value === undefined || value === null ? undefined : Number(value);
    numbers.push(isDate && number !== undefined ? Math.floor(number / dayMs) : number);
    return value !== undefined;
  });
}

function sinkOf(sink: ColumnSink, push: (text: string) => boolean): ReadingSink {
  return { push, take: () => sink.take(), expression: () => sink.expression() };
}

/** For columns whose values a double does not hold: what their digits are cast to. */
function exactType({ type, reading }: ColumnDecision): DataType[] | undefined {
  if (type === 'i64' && holdsBigIntegers(reading)) return [pl.Int64];
  if (type !== 'datetime' || !(reading instanceof DateReading) || reading.unit === 'ms') return undefined;
  return [pl.Int64, pl.Datetime(reading.unit, reading.isZoned ? 'UTC' : null)];
}

function exactText(value: ReadValue, { reading }: ColumnDecision): string {
  const isMicroseconds = reading instanceof DateReading && reading.unit === 'us';
  return isMicroseconds ? floorDivide(BigInt(value), 1000n).toString() : value.toString();
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function holdsBigIntegers(reading: ColumnDecision['reading']): boolean {
  if (reading instanceof UnitReading) return reading.numbers.hasBigInteger;
  return reading instanceof NumberReading && reading.hasBigInteger;
}

function typesOf({ type, reading }: ColumnDecision): DataType[] {
  switch (type) {
    case 'i64': {
      return [pl.Int64];
    }
    case 'bool': {
      return [pl.Int8, pl.Bool];
    }
    case 'date': {
      return [pl.Int32, pl.Date];
    }
    case 'time': {
      return [pl.Int64, pl.Time];
    }
    case 'datetime': {
      const isZoned = reading instanceof DateReading && reading.isZoned;
      return [pl.Int64, pl.Datetime('ms', isZoned ? 'UTC' : null)];
    }
    default: {
      return [];
    }
  }
}
