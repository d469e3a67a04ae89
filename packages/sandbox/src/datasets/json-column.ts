import pl from 'nodejs-polars';

import {
  NumberSink,
  readingSink,
  TextSink,
  type ColumnSink,
  type DataType,
  type ReadingSink,
} from './column-sinks.js';
import { ColumnEvidence, type ColumnDecision, type FileHabits } from './evidence.js';
import { jsonText } from './json-text.js';
import { mergeTypes, nestedDtype, nestedTypeOf, type NestedType } from './nested-type.js';

/** A sink for parsed JSON values. */
export interface JsonSink extends ColumnSink {
  /** False for a text that does not fit its column; it becomes no value. */
  push(value: unknown): boolean;
}

/** Collects what tells the type of one column of JSON records. Texts stand for dates and times only. */
export class JsonEvidence {
  readonly texts: ColumnEvidence;
  #booleans = 0;
  #integers = 0;
  #bigIntegers = 0;
  #fractions = 0;
  #strings = 0;
  #nested = 0;
  #tooBig = false;
  #nestedType: NestedType = { kind: 'none' };

  constructor(misfitShare: number, mostRows: number) {
    this.texts = new ColumnEvidence(false, misfitShare, mostRows);
  }

  observe(value: unknown): void {
    switch (typeof value) {
      case 'string': {
        this.#strings += 1;
        this.texts.observe(value);
        return;
      }
      case 'number': {
        if (Number.isSafeInteger(value)) this.#integers += 1;
        else this.#fractions += 1;
        return;
      }
      case 'bigint': {
        this.#bigIntegers += 1;
        if (BigInt.asIntN(64, value) !== value) this.#tooBig = true;
        return;
      }
      case 'boolean': {
        this.#booleans += 1;
        return;
      }
      default: {
        if (value === null || value === undefined) return;
        this.#nested += 1;
        if (this.#nestedType.kind !== 'mixed')
          this.#nestedType = mergeTypes(this.#nestedType, nestedTypeOf(value));
      }
    }
  }

  /** The sink for the column, and what it was decided to be where its texts were read. */
  sink(name: string, habits: FileHabits): { sink: JsonSink; decision?: ColumnDecision } {
    const numbers = this.#integers + this.#fractions + this.#bigIntegers;
    const kinds = [this.#booleans, numbers, this.#strings, this.#nested].filter((count) => count > 0);
    if (kinds.length === 1) {
      if (this.#booleans > 0) return { sink: numberSink(name, [pl.Int8, pl.Bool]) };
      if (numbers > 0 && this.#bigIntegers === 0)
        return { sink: numberSink(name, this.#fractions > 0 ? [] : [pl.Int64]) };
      if (numbers > 0 && this.#fractions === 0 && !this.#tooBig)
        return { sink: textSink(name, (column) => column.cast(pl.Int64)) };
      const dtype = this.#nested > 0 ? nestedDtype(this.#nestedType) : undefined;
      if (dtype !== undefined) return { sink: nestedSink(name, dtype) };
      if (this.#strings > 0) {
        const decision = this.texts.decide(habits);
        // In JSON a text is what it says: only among dates and times are there spellings of no value.
        return {
          sink: decision.type === 'str' ? textSink(name) : stringSink(readingSink(name, decision)),
          decision,
        };
      }
    }
    return { sink: textSink(name) };
  }
}

function numberSink(name: string, types: readonly DataType[]): JsonSink {
  const numbers = new NumberSink(name, types);
  return withPush(numbers, (value) => {
    numbers.push(value === null || value === undefined ? undefined : Number(value));
    return true;
  });
}

/** Any value as its text: a text as it is, anything else in JSON. */
function textSink(name: string, convert?: ConstructorParameters<typeof TextSink>[1]): JsonSink {
  const texts = new TextSink(name, convert);
  return withPush(texts, (value) => {
    if (value === null || value === undefined) texts.push(null);
    else texts.push(typeof value === 'string' ? value : jsonText(value));
    return true;
  });
}

function nestedSink(name: string, dtype: DataType): JsonSink {
  return textSink(name, (column) => column.str.jsonDecode(dtype).alias(name));
}

function stringSink(sink: ReadingSink): JsonSink {
  return withPush(sink, (value) => sink.push(typeof value === 'string' ? value : ''));
}

function withPush(sink: ColumnSink, push: (value: unknown) => boolean): JsonSink {
  return { push, take: () => sink.take(), expression: () => sink.expression() };
}
