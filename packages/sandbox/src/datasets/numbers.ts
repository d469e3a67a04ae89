import type { ColumnType, Reading } from './reading.js';

/** The mark between a number's whole and its fraction. */
export type DecimalMark = '.' | ',';

const largestInteger = 2n ** 63n - 1n;
const smallestInteger = -(2n ** 63n);

/** Digits grouped in threes, by the decimal mark that they leave. */
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:[ \u00A0\u2009\u202F]\d{3})+)(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00A0\u2009\u202F]\d{3})+)(?:,\d+)?$/,
};
const separators: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /[,'’ \u00A0\u2009\u202F]/g,
  ',': /[. \u00A0\u2009\u202F]/g,
};
/** A text that tells its mark: what follows it is no group of three, or a group stands before it. */
const telling: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[^.]*,.*\.\d+$|\.(?:\d{1,2}|\d{4,})$/,
  ',': /^[^,]*\..*,\d+$|,(?:\d{1,2}|\d{4,})$/,
};
/** A telephone number, or an identifier whose zeros a number would lose. */
const identifier = /^[+-]?0\d|^\+\d{8,}$/;
const plainNumber = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Numbers with one decimal mark, with or without separated thousands. */
export class NumberReading implements Reading {
  readonly mark: DecimalMark;
  /** How many texts can only be written with this mark. */
  tellingTexts = 0;
  #hasFraction = false;
  hasBigInteger = false;
  #spaced = 0;
  #fullySpaced = 0;

  constructor(mark: DecimalMark) {
    this.mark = mark;
  }

  read(text: string): number | bigint | undefined {
    const short = shortInteger(text);
    if (short !== undefined) return short;
    const places = decimalPlaces(text, this.mark);
    if (places > 0) {
      this.#hasFraction = true;
      if (places !== 3) this.tellingTexts += 1;
      return Number(this.mark === '.' ? text : text.replace(',', '.'));
    }
    if (identifier.test(text)) return undefined;
    const isGrouped = grouped[this.mark].test(text);
    const joined = isGrouped ? text.replaceAll(separators[this.mark], '') : text;
    if (this.mark === ',' && joined.includes('.')) return undefined;
    const plain = joined.replace('\u2212', '-').replace(this.mark, '.');
    if (!plainNumber.test(plain)) return undefined;
    const value = numberOf(plain);
    if (value !== undefined) this.#note(text, plain, isGrouped, value);
    return value;
  }

  type(): ColumnType | undefined {
    // Full groups in every value, as in `555 123 456`, are how telephone numbers and identifiers are written.
    if (this.#spaced > 0 && this.#spaced === this.#fullySpaced) return undefined;
    if (!this.#hasFraction) return 'i64';
    // A fraction cannot stand beside an integer that only an integer column holds exactly.
    return this.hasBigInteger ? undefined : 'f64';
  }

  #note(text: string, plain: string, isGrouped: boolean, value: number | bigint): void {
    if (typeof value === 'bigint') this.hasBigInteger = true;
    else if (!/^[+-]?\d+$/.test(plain)) this.#hasFraction = true;
    if (isGrouped || text.includes(this.mark)) {
      if (telling[this.mark].test(text)) this.tellingTexts += 1;
    }
    if (isGrouped && /\s/.test(text)) {
      this.#spaced += 1;
      if (/^\d{3}(?:\s\d{3})+$/.test(text)) this.#fullySpaced += 1;
    }
  }
}

/** Up to nine digits with nothing about them: what most numbers are. */
function shortInteger(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > 9) return undefined;
  let value = 0;
  for (let index = 0; index < length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    if (digit === 0 && index === 0 && length > 1) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** How many digits follow the decimal mark of a short plain number; 0 for any other text. */
function decimalPlaces(text: string, mark: DecimalMark): number {
  const { length } = text;
  if (length > 15) return 0;
  const markCode = mark.charCodeAt(0);
  let place = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) continue;
    if (code !== markCode || place >= 0 || index === 0) return 0;
    place = index;
  }
  // Of a number with more whole digits than one, the first is no zero.
  if (place < 0 || (place > 1 && text.startsWith('0'))) return 0;
  return length - place - 1;
}

/** The number that a plain text stands for; undefined where neither a float nor a 64-bit integer holds it. */
function numberOf(plain: string): number | bigint | undefined {
  const value = Number(plain);
  if (Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(plain))
    return Number.isFinite(value) ? value : undefined;
  const exact = BigInt(plain.replace('+', ''));
  return exact >= smallestInteger && exact <= largestInteger ? exact : undefined;
}

const unitText = String.raw`[$€£¥₹%]|USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NOK|SEK|DKK`;
const withUnit = new RegExp(
  `^(?<open>\\()?(?<sign>[+-])?(?<before>${unitText})?\\s?(?<amount>[^()]*?\\d)\\s?(?<after>${unitText})?(?<close>\\))?$`,
);

/** Amounts that all carry one and the same unit: a per cent sign or a currency. The figure is kept as it is written. */
export class UnitReading implements Reading {
  readonly numbers: NumberReading;
  #unit: string | undefined;

  constructor(mark: DecimalMark) {
    this.numbers = new NumberReading(mark);
  }

  /** The unit of the column, as it is written. */
  get unit(): string | undefined {
    return this.#unit;
  }

  read(text: string): number | bigint | undefined {
    const parts = withUnit.exec(text)?.groups;
    const unit = parts?.['before'] ?? parts?.['after'];
    const amount = parts?.['amount'];
    if (unit === undefined || amount === undefined) return undefined;
    if (parts?.['before'] !== undefined && parts['after'] !== undefined) return undefined;
    const inParentheses = parts?.['open'] !== undefined;
    if (inParentheses !== (parts?.['close'] !== undefined)) return undefined;
    this.#unit ??= unit;
    if (unit !== this.#unit) return undefined;
    const value = this.numbers.read(amount);
    if (value === undefined) return undefined;
    // Accountants write a loss in parentheses.
    return inParentheses || parts?.['sign'] === '-' ? -value : value;
  }

  type(): ColumnType | undefined {
    return this.#unit === undefined ? undefined : this.numbers.type();
  }
}
