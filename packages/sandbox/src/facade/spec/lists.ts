import { operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const list = operationsOf('list', 'expression');
const struct = operationsOf('struct', 'expression');

/** Operations without arguments: name, aliases, what it means. */
const plain: readonly (readonly [string, readonly string[], string])[] = [
  ['lengths', ['len', 'length', 'size'], 'Number of items.'],
  ['first', [], 'The first item.'],
  ['last', [], 'The last item.'],
  ['sum', [], 'Sum of the items.'],
  ['mean', [], 'Mean of the items.'],
  ['median', [], 'Median of the items.'],
  ['std', [], 'Standard deviation of the items.'],
  ['var', [], 'Variance of the items.'],
  ['min', [], 'Smallest item.'],
  ['max', [], 'Largest item.'],
  ['argMin', [], 'Position of the smallest item.'],
  ['argMax', [], 'Position of the largest item.'],
  ['nUnique', ['countDistinct'], 'Number of distinct items.'],
  ['unique', ['distinct'], 'The distinct items, in order of their first.'],
  ['reverse', [], 'The items in reverse order.'],
  ['dropNulls', [], 'Without the items which are null.'],
];

const count = [optional('n', 'integer', { minimum: 0, maximum: 2 ** 31 - 1 })];
const steps = [optional('n', 'integer', { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 })];

/** `pl.col('x').list`. */
export const listOperations: readonly Operation[] = [
  ...plain.map(([name, aliases, doc]) => list(name, doc, `pl.col('scores').list.${name}()`, { aliases })),
  list('get', 'The item at a position; negative from the end.', "pl.col('tags').list.get(0)", {
    parameters: [required('index', 'integer')],
    aliases: ['gather'],
  }),
  list('contains', 'Whether a value is among the items.', "pl.col('tags').list.contains('new')", {
    parameters: [required('item', 'operand')],
    aliases: ['includes'],
  }),
  list('countMatches', 'How many items are equal to a value.', "pl.col('tags').list.countMatches('new')", {
    parameters: [required('item', 'operand')],
  }),
  list('join', 'The items as one text.', "pl.col('tags').list.join(', ')", {
    parameters: [optional('separator', 'text')],
  }),
  list('sort', 'The items in order.', "pl.col('scores').list.sort({ descending: true })", {
    parameters: [optional('descending', 'boolean')],
  }),
  list('head', 'The first items.', "pl.col('tags').list.head(2)", { parameters: count }),
  list('tail', 'The last items.', "pl.col('tags').list.tail(2)", { parameters: count }),
  list('slice', 'Items from an offset on.', "pl.col('tags').list.slice(0, 1)", {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
  }),
  list('diff', 'Differences between neighbours.', "pl.col('scores').list.diff()", { parameters: steps }),
  list('shift', 'Items moved by n places.', "pl.col('scores').list.shift(1)", { parameters: steps }),
  list(
    'eval',
    'An expression on the items, which are `pl.element()`.',
    "pl.col('scores').list.eval(pl.element().mul(2))",
    {
      parameters: [required('expression', 'expression')],
    },
  ),
  list('concat', 'The items of several lists.', "pl.col('tags').list.concat(pl.col('tags'))", {
    parameters: [required('others', 'expressions')],
  }),
  list('explode', 'One row per item.', "pl.col('tags').list.explode()", {
    form: 'method',
    returns: 'Expression',
  }),
];

/** `pl.col('x').struct`. */
export const structOperations: readonly Operation[] = [
  struct('field', 'A field of a struct.', "pl.col('point').struct.field('x')", {
    parameters: [required('name', 'text')],
  }),
  struct(
    'renameFields',
    'The fields under other names.',
    "pl.col('point').struct.renameFields(['east', 'north'])",
    {
      parameters: [required('names', 'texts')],
    },
  ),
  struct('jsonEncode', 'The struct as a JSON text.', "pl.col('point').struct.jsonEncode()"),
];

const name = operationsOf('name', 'expression');
const affix = { form: 'method', returns: 'Expression', parameters: [required('text', 'text')] } as const;

/** `pl.col('x').name`. */
export const nameOperations: readonly Operation[] = [
  name('keep', 'Under the name of the first column.', "pl.col('price').mul(2).name.keep()", {
    form: 'method',
    returns: 'Expression',
  }),
  name('prefix', 'With a prefix to the name.', "pl.all().name.prefix('x_')", affix),
  name('suffix', 'With a suffix to the name.', "pl.all().name.suffix('_x')", affix),
];
