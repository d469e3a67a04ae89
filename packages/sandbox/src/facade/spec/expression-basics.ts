import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation, Parameter } from './types.js';

const expression = operationsOf('expression', 'expression');

const other: readonly Parameter[] = [required('other', 'operand')];

/** Operations with one operand, in which a text is a literal: name, aliases, what it means, the operand of the example. */
const binary: readonly (readonly [string, readonly string[], string, string])[] = [
  ['add', ['plus'], 'Sum with a value or expression; joins texts.', '2'],
  ['sub', ['minus', 'subtract'], 'Difference.', '2'],
  ['mul', ['times', 'multiply', 'multiplyBy'], 'Product.', "pl.col('quantity')"],
  ['div', ['truediv', 'divide', 'divideBy', 'dividedBy'], 'Quotient; never rounded.', '2'],
  ['floorDiv', ['floordiv', 'intDiv'], 'Quotient rounded down.', '2'],
  ['mod', ['rem', 'modulo'], 'Remainder.', '2'],
  ['eq', ['equals', 'equal'], 'Equal to; a text is a literal, null means `isNull`.', '2'],
  ['neq', ['ne', 'notEquals', 'notEq', 'notEqual'], 'Not equal to.', '2'],
  ['gt', ['greaterThan'], 'Greater than.', '2'],
  ['gtEq', ['ge', 'gte', 'geq', 'greaterThanEquals', 'greaterThanOrEqual'], 'Greater than or equal to.', '2'],
  ['lt', ['lessThan'], 'Less than.', '2'],
  ['ltEq', ['le', 'lte', 'leq', 'lessThanEquals', 'lessThanOrEqual'], 'Less than or equal to.', '2'],
];

/** Tests of a value: name, aliases, what is true. */
const tests: readonly (readonly [string, readonly string[], string])[] = [
  ['isNull', ['isNa'], 'True where null.'],
  ['isNotNull', ['notNull'], 'True where not null.'],
  ['isNan', [], 'True where NaN.'],
  ['isNotNan', [], 'True where not NaN.'],
  ['isFinite', [], 'True where finite.'],
  ['isInfinite', [], 'True where infinite.'],
  ['isUnique', [], 'True where the value occurs once.'],
  ['isDuplicated', [], 'True where the value occurs more than once.'],
  ['isFirstDistinct', ['isFirst'], 'True at the first of each value.'],
  ['isLastDistinct', ['isLast'], 'True at the last of each value.'],
];

/** Comparisons, arithmetic, logic, names and types of expressions. */
export const basicOperations: readonly Operation[] = [
  ...binary.map(([name, aliases, doc, operand]) =>
    expression(name, doc, `pl.col('price').${name}(${operand})`, { parameters: other, aliases }),
  ),
  expression('pow', 'Power, with a number as the exponent.', "pl.col('price').pow(2)", {
    parameters: [required('other', 'number', { aliases: ['exponent'] })],
    aliases: ['power'],
  }),
  expression('eqMissing', 'Equal to, where null equals null.', "pl.col('a').eqMissing(pl.col('b'))", {
    parameters: other,
  }),
  expression('neMissing', 'Not equal to, where null equals null.', "pl.col('a').neMissing(pl.col('b'))", {
    parameters: other,
    aliases: ['neqMissing'],
  }),
  expression('and', 'Logical and.', "pl.col('a').gt(1).and(pl.col('b').lt(2))", {
    parameters: [required('others', 'operands')],
    aliases: ['and_'],
  }),
  expression('or', 'Logical or.', "pl.col('a').gt(1).or(pl.col('b').lt(2))", {
    parameters: [required('others', 'operands')],
    aliases: ['or_'],
  }),
  expression('xor', 'Logical exclusive or.', "pl.col('a').gt(1).xor(pl.col('b').lt(2))", {
    parameters: other,
  }),
  expression('not', 'Logical not.', "pl.col('active').not()", { aliases: ['not_', 'negate', 'invert'] }),
  expression('neg', 'The value with its sign turned.', "pl.col('price').neg()", { aliases: ['negative'] }),
  ...tests.map(([name, aliases, doc]) => expression(name, doc, `pl.col('price').${name}()`, { aliases })),
  expression('isIn', 'Whether the value is one of a list.', "pl.col('city').isIn(['Oslo', 'Rome'])", {
    parameters: [required('values', 'literals')],
    aliases: ['in', 'includes'],
  }),
  expression('isNotIn', 'Whether the value is none of a list.', "pl.col('city').isNotIn(['Oslo'])", {
    form: 'method',
    returns: 'Expression',
    parameters: [required('values', 'literals')],
    aliases: ['notIn'],
  }),
  expression(
    'isBetween',
    'Between two bounds, both included unless told.',
    "pl.col('date').isBetween('2024-01-01', '2024-03-31')",
    {
      parameters: [
        required('lower', 'operand', { aliases: ['lowerBound', 'low', 'start'] }),
        required('upper', 'operand', { aliases: ['upperBound', 'high', 'end'] }),
        choice('closed', ['both', 'left', 'right', 'none']),
      ],
      aliases: ['between'],
    },
  ),
  expression('alias', 'Under another name.', "pl.col('price').mean().alias('mean_price')", {
    parameters: [required('name', 'text')],
    aliases: ['as', 'rename'],
  }),
  expression('prefix', 'With a prefix to the name.', "pl.all().prefix('x_')", {
    parameters: [required('text', 'text')],
  }),
  expression('suffix', 'With a suffix to the name.', "pl.all().suffix('_x')", {
    parameters: [required('text', 'text')],
  }),
  expression('keepName', 'Under the name of the first column.', "pl.col('price').alias('p').keepName()"),
  expression('exclude', 'Without these columns.', "pl.all().exclude('id')", {
    parameters: [required('names', 'columns')],
  }),
  expression(
    'cast',
    'As another type; what does not fit is an error unless `{ strict: false }`.',
    "pl.col('year').cast(pl.Int64)",
    {
      parameters: [required('dtype', 'dtype'), optional('strict', 'boolean')],
      aliases: ['astype'],
    },
  ),
];
