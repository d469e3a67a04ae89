import { isPlainObject, suggestNames, type GuestObject, type GuestValue } from '../language/index.js';
import { chartLayers } from '../plan/limits.js';
import type { Column } from '../plan/table.js';
import {
  aggregates,
  axis,
  channelNames,
  legend,
  markProperties,
  markTypes,
  orders,
  scale,
  timeUnit,
  title,
  types,
} from './chart-properties.js';
import {
  anyOf,
  boolean,
  chartError,
  list,
  nothing,
  number,
  plainText,
  readShape,
  scalar,
  shape,
  token,
  word,
  type Reader,
} from './chart-values.js';
import { describeValue } from './describe-value.js';

/** Reads encodings against the columns that there are, and notes which of them are drawn. */
export class SpecificationReader {
  readonly #columns: ReadonlyMap<string, string>;
  readonly used = new Set<string>();

  constructor(columns: readonly Column[]) {
    this.#columns = new Map(columns.map((column) => [column.name, column.dtype]));
  }

  /** The parts of a specification that the program may decide on. */
  read(options: GuestObject): Record<string, unknown> {
    const layer: Reader = (value, path) => this.#layer(value, path);
    const properties: Readonly<Record<string, Reader>> = {
      mark: (value, path) => this.#mark(value, path),
      encoding: (value, path) => this.#encoding(value, path),
      layer: list(layer, chartLayers),
      title: anyOf(plainText, shape({ text: plainText, subtitle: plainText })),
      description: plainText,
      width: anyOf(word('container'), step, number(20, 2000)),
      height: anyOf(step, number(20, 2000)),
      ...Object.fromEntries(
        shorthandChannels.map((name) => [
          name,
          (value: GuestValue, path: string) => this.#channel(value, path),
        ]),
      ),
    };
    return gathered(readShape(options, '', properties));
  }

  #layer(value: GuestValue, path: string): unknown {
    return shape({
      mark: (mark, where) => this.#mark(mark, where),
      encoding: (encoding, where) => this.#encoding(encoding, where),
    })(value, path);
  }

  #mark(value: GuestValue, path: string): unknown {
    if (typeof value === 'string')
      return { type: word(...markTypes)(markAliases[value] ?? value, path), tooltip: true };
    const mark = shape(markProperties)(value, path);
    if (mark['type'] === undefined) throw chartError(`${path}.type is missing.`);
    return { tooltip: true, ...mark };
  }

  #encoding(value: GuestValue, path: string): unknown {
    const channel: Reader = (item, where) => this.#channel(item, where);
    const several = anyOf(nothing, list(channel, 20), channel);
    const readers = channelNames.map((name) => [
      name,
      name === 'tooltip' || name === 'detail' || name === 'order' ? several : channel,
    ]);
    return shape(Object.fromEntries(readers) as Record<string, Reader>)(value, path);
  }

  #channel(value: GuestValue, path: string): unknown {
    if (typeof value === 'string') return this.#shorthand(value, path);
    if (value === null && path.endsWith('tooltip')) return null;
    const definition = shape({
      field: (field, where) => this.#field(field, where),
      type: (type, where) => typeWord(type, where),
      aggregate: word(...aggregates),
      bin: anyOf(boolean, shape({ maxbins: number(2, 200), step: number(0, 1e12) })),
      timeUnit,
      sort: this.#sortReader(),
      title,
      stack: anyOf(nothing, boolean, word('zero', 'normalize', 'center')),
      format: token,
      value: anyOf(number(-1e6, 1e6), token),
      datum: scalar,
      scale: anyOf(nothing, scale),
      axis,
      legend,
      columns: number(1, 20),
    })(value, path);
    return this.#completed(definition, isPlainObject(value) ? value['field'] : undefined);
  }

  #sortReader(): Reader {
    const byField = shape({
      field: (field, where) => this.#field(field, where),
      op: word(...aggregates),
      encoding: word('x', 'y', 'color', 'size', 'theta'),
      order: word('ascending', 'descending'),
    });
    return anyOf(nothing, orders, list(scalar, 500), byField);
  }

  /** `price`, `price:Q`, `sum(price)`, `count()`. */
  #shorthand(text: string, path: string): unknown {
    if (this.#columns.has(text)) return this.#completed({ field: this.#field(text, path) }, text);
    const match = /^(?:([a-z0-9]+)\((.*)\)|(.*?))(?::([QNOT]))?$/s.exec(text);
    const aggregate = match?.[1];
    const name = match?.[2] ?? match?.[3] ?? text;
    const definition: Record<string, unknown> = {};
    if (aggregate !== undefined) definition['aggregate'] = word(...aggregates)(aggregate, path);
    if (name !== '' || aggregate !== 'count') definition['field'] = this.#field(name, path);
    if (match?.[4] !== undefined) definition['type'] = typeWord(match[4], path);
    return this.#completed(definition, name);
  }

  /** Fills in the type from the column's, and the plain name as a title where the field had to be escaped. */
  #completed(definition: Record<string, unknown>, name: GuestValue): Record<string, unknown> {
    const hasField = typeof definition['field'] === 'string' && typeof name === 'string';
    if (definition['type'] === undefined && (hasField || definition['aggregate'] !== undefined)) {
      definition['type'] = this.#typeOf(definition, typeof name === 'string' ? name : '');
    }
    if (
      hasField &&
      definition['title'] === undefined &&
      definition['field'] !== name &&
      definition['aggregate'] === undefined
    ) {
      definition['title'] = name;
    }
    return definition;
  }

  #typeOf(definition: Readonly<Record<string, unknown>>, name: string): string {
    if (
      definition['aggregate'] !== undefined &&
      definition['aggregate'] !== 'min' &&
      definition['aggregate'] !== 'max'
    )
      return 'quantitative';
    const dtype = this.#columns.get(name) ?? '';
    if (definition['timeUnit'] !== undefined || dtype === 'date' || dtype === 'datetime') return 'temporal';
    return /^[iuf]\d|^decimal/.test(dtype) ? 'quantitative' : 'nominal';
  }

  /** A column's name as Vega reads it: dots and brackets would be paths into it. */
  #field(value: GuestValue, path: string): string {
    if (typeof value !== 'string' || !this.#columns.has(value)) {
      const names = [...this.#columns.keys()];
      throw chartError(
        `${path} is ${describeValue(value)}, which is no column. The columns are ${names.slice(0, 40).join(', ')}.`,
        typeof value === 'string' ? suggestNames(value, names) : [],
      );
    }
    this.used.add(value);
    return value.replaceAll(/[.[\]\\'"]/g, String.raw`\$&`);
  }
}

/** A size by the band of a discrete axis. */
const step = shape({ step: number(1, 500) });

const markAliases: Readonly<Record<string, string>> = {
  pie: 'arc',
  donut: 'arc',
  scatter: 'point',
  column: 'bar',
  heatmap: 'rect',
  histogram: 'bar',
};

/** Channels which may also be written beside `mark`: `{ mark: 'bar', x: 'city', y: 'total' }`. */
const shorthandChannels = [
  'x',
  'y',
  'color',
  'size',
  'theta',
  'shape',
  'tooltip',
  'column',
  'row',
  'xOffset',
];

function typeWord(value: GuestValue, path: string): string {
  for (const [name, letter] of Object.entries(types)) {
    if (value === name || value === letter || value === letter.toLowerCase()) return name;
  }
  throw chartError(`${path} must be one of ${Object.keys(types).join(', ')}, not ${describeValue(value)}.`);
}

function gathered(parts: Record<string, unknown>): Record<string, unknown> {
  const encoding: Record<string, unknown> = { ...(parts['encoding'] as Record<string, unknown> | undefined) };
  for (const name of shorthandChannels) {
    if (parts[name] !== undefined) encoding[name] = parts[name];
    delete parts[name];
  }
  if (Object.keys(encoding).length > 0) parts['encoding'] = encoding;
  if (parts['layer'] === undefined && parts['mark'] === undefined) throw chartError('mark is missing.');
  if (parts['layer'] !== undefined && parts['mark'] !== undefined)
    throw chartError('give either mark or layer.');
  if (parts['layer'] === undefined && parts['encoding'] === undefined)
    throw chartError('encoding is missing.');
  return parts;
}
