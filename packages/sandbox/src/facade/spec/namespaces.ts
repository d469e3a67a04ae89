import { choice, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const str = operationsOf('str', 'expression');
const dt = operationsOf('dt', 'expression');
const list = operationsOf('list', 'expression');
const struct = operationsOf('struct', 'expression');

const characters = [optional('characters', 'text', { aliases: ['matching'] })];

/** `pl.col('x').str`. */
export const stringOperations: readonly Operation[] = [
  str(
    'contains',
    'Whether a text occurs; with `{ regex: true }` a pattern.',
    "pl.col('name').str.contains('son')",
    {
      parameters: [required('pattern', 'text'), optional('literal', 'boolean'), optional('regex', 'boolean')],
      aliases: ['includes'],
    },
  ),
  str('startsWith', 'Whether it starts with a text.', "pl.col('name').str.startsWith('A')", {
    parameters: [required('prefix', 'operand')],
  }),
  str('endsWith', 'Whether it ends with a text.', "pl.col('name').str.endsWith('a')", {
    parameters: [required('suffix', 'operand')],
  }),
  str('toLowerCase', 'In lower case.', "pl.col('name').str.toLowerCase()", {
    aliases: ['toLowercase', 'lower', 'lowercase'],
  }),
  str('toUpperCase', 'In upper case.', "pl.col('name').str.toUpperCase()", {
    aliases: ['toUppercase', 'upper', 'uppercase'],
  }),
  str('strip', 'Without spaces (or other characters) at the ends.', "pl.col('name').str.strip()", {
    parameters: characters,
    aliases: ['trim', 'stripChars'],
  }),
  str('stripStart', 'Without spaces at the start.', "pl.col('name').str.stripStart()", {
    parameters: characters,
    aliases: ['lstrip', 'trimStart', 'stripCharsStart'],
  }),
  str('stripEnd', 'Without spaces at the end.', "pl.col('name').str.stripEnd()", {
    parameters: characters,
    aliases: ['rstrip', 'trimEnd', 'stripCharsEnd'],
  }),
  str(
    'replace',
    'The first occurrence replaced; with `{ regex: true }` a pattern.',
    "pl.col('name').str.replace('a', 'b')",
    {
      parameters: [
        required('pattern', 'text'),
        required('value', 'operand'),
        optional('literal', 'boolean'),
        optional('regex', 'boolean'),
      ],
    },
  ),
  str('replaceAll', 'Every occurrence replaced.', "pl.col('name').str.replaceAll('a', 'b')", {
    parameters: [
      required('pattern', 'text'),
      required('value', 'operand'),
      optional('literal', 'boolean'),
      optional('regex', 'boolean'),
    ],
  }),
  str('split', 'A list of the parts between separators.', "pl.col('name').str.split(' ')", {
    parameters: [required('by', 'text', { aliases: ['separator'] }), optional('inclusive', 'boolean')],
  }),
  str('slice', 'Characters from an offset on.', "pl.col('name').str.slice(0, 3)", {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
    aliases: ['substring'],
  }),
  str('head', 'The first characters.', "pl.col('name').str.head(3)", {
    parameters: [required('n', 'integer', { minimum: 0 })],
  }),
  str('tail', 'The last characters.', "pl.col('name').str.tail(3)", {
    parameters: [required('n', 'integer', { minimum: 0 })],
  }),
  str('lengths', 'Number of characters.', "pl.col('name').str.lengths()", {
    aliases: ['length', 'len', 'lenChars', 'nChars'],
  }),
  str('zfill', 'Padded with zeros at the start.', "pl.col('code').str.zfill(5)", {
    parameters: [required('length', 'integer', { minimum: 0, maximum: 1000 })],
    aliases: ['zFill'],
  }),
  str('padStart', 'Padded at the start.', "pl.col('code').str.padStart(5, '0')", {
    parameters: [
      required('length', 'integer', { minimum: 0, maximum: 1000 }),
      optional('fillCharacter', 'text', { aliases: ['fillChar'] }),
    ],
    aliases: ['rjust'],
  }),
  str('extract', 'A group of the first match of a pattern.', "pl.col('name').str.extract('(\\\\d+)', 1)", {
    parameters: [
      required('pattern', 'text'),
      optional('group', 'integer', { minimum: 0, maximum: 100, aliases: ['groupIndex'] }),
    ],
  }),
  str('countMatches', 'How often a text occurs.', "pl.col('name').str.countMatches('a')", {
    parameters: [required('pattern', 'text')],
  }),
  str('concat', 'All values joined into one text.', "pl.col('name').str.concat(', ')", {
    parameters: [optional('separator', 'text', { aliases: ['delimiter'] })],
    aliases: ['join'],
  }),
  str(
    'strptime',
    'As a date or datetime by a format; what does not fit is null.',
    "pl.col('day').str.strptime(pl.Date, '%d/%m/%Y')",
    {
      parameters: [required('dtype', 'dtype'), optional('format', 'text', { aliases: ['fmt'] })],
    },
  ),
  str('toDate', 'As a date; what does not fit is null.', "pl.col('day').str.toDate('%Y-%m-%d')", {
    parameters: [optional('format', 'text')],
  }),
  str(
    'toDatetime',
    'As a datetime; what does not fit is null.',
    "pl.col('at').str.toDatetime('%Y-%m-%d %H:%M:%S')",
    {
      parameters: [optional('format', 'text')],
    },
  ),
  str('toInteger', 'As a whole number; what does not fit is null.', "pl.col('n').str.toInteger()", {
    aliases: ['toInt'],
  }),
  str('toDecimal', 'As a number; what does not fit is null.', "pl.col('n').str.toDecimal()", {
    aliases: ['toFloat'],
  }),
];

/** Parts of a date: name, aliases, what it is. */
const parts: readonly (readonly [string, readonly string[], string])[] = [
  ['year', [], 'Year.'],
  ['quarter', [], 'Quarter, 1 to 4.'],
  ['month', [], 'Month, 1 to 12.'],
  ['week', ['isoWeek', 'weekOfYear'], 'ISO week.'],
  ['weekday', ['dayOfWeek'], 'Day of the week, Monday is 1 and Sunday 7.'],
  ['day', ['dayOfMonth'], 'Day of the month.'],
  ['ordinalDay', ['dayOfYear'], 'Day of the year.'],
  ['hour', [], 'Hour.'],
  ['minute', [], 'Minute.'],
  ['second', [], 'Second.'],
  ['nanosecond', [], 'Nanoseconds of the second.'],
  ['date', [], 'The date of a datetime.'],
  ['time', [], 'The time of day of a datetime.'],
  ['monthStart', [], 'The first day of the month.'],
  ['totalDays', ['days'], 'A duration in days.'],
  ['totalHours', ['hours'], 'A duration in hours.'],
  ['totalMinutes', ['minutes'], 'A duration in minutes.'],
  ['totalSeconds', ['seconds'], 'A duration in seconds.'],
  ['totalMilliseconds', ['milliseconds'], 'A duration in milliseconds.'],
];

/** `pl.col('x').dt`. */
export const temporalOperations: readonly Operation[] = [
  ...parts.map(([name, aliases, doc]) => dt(name, doc, `pl.col('date').dt.${name}()`, { aliases })),
  dt(
    'truncate',
    'Start of the window, such as `1w`, `1mo`, `1q`, `1y`.',
    "pl.col('date').dt.truncate('1mo')",
    {
      parameters: [required('every', 'duration')],
    },
  ),
  dt('strftime', 'As a text by a format.', "pl.col('date').dt.strftime('%Y-%m')", {
    parameters: [required('format', 'text', { aliases: ['fmt'] })],
    aliases: ['format', 'toString'],
  }),
  dt('offsetBy', 'Moved by a span, such as `7d` or `-1h`.', "pl.col('date').dt.offsetBy('7d')", {
    parameters: [required('by', 'duration')],
  }),
  dt('epoch', 'Time since 1970 in `s`, `ms`, `us` or `d`.', "pl.col('at').dt.epoch('s')", {
    parameters: [choice('unit', { ms: [], s: [], us: [], d: [] })],
    aliases: ['timestamp'],
  }),
  dt('replaceTimeZone', 'The same clock time in a time zone.', "pl.col('at').dt.replaceTimeZone('UTC')", {
    parameters: [required('timeZone', 'text')],
  }),
  dt(
    'convertTimeZone',
    'The same instant in a time zone.',
    "pl.col('at').dt.convertTimeZone('Europe/Oslo')",
    {
      parameters: [required('timeZone', 'text')],
    },
  ),
];

/** `pl.col('x').list`. */
export const listOperations: readonly Operation[] = [
  list('lengths', 'Number of items.', "pl.col('tags').list.lengths()", { aliases: ['len', 'length'] }),
  list('get', 'The item at a position; negative from the end.', "pl.col('tags').list.get(0)", {
    parameters: [required('index', 'integer')],
  }),
  list('first', 'The first item.', "pl.col('tags').list.first()"),
  list('last', 'The last item.', "pl.col('tags').list.last()"),
  list('contains', 'Whether a value is among the items.', "pl.col('tags').list.contains('new')", {
    parameters: [required('item', 'operand')],
  }),
  list('join', 'The items as one text.', "pl.col('tags').list.join(', ')", {
    parameters: [optional('separator', 'text')],
  }),
  list('sum', 'Sum of the items.', "pl.col('scores').list.sum()"),
  list('mean', 'Mean of the items.', "pl.col('scores').list.mean()"),
  list('min', 'Smallest item.', "pl.col('scores').list.min()"),
  list('max', 'Largest item.', "pl.col('scores').list.max()"),
  list('sort', 'The items in order.', "pl.col('scores').list.sort({ descending: true })", {
    parameters: [optional('descending', 'boolean')],
  }),
  list('unique', 'The distinct items.', "pl.col('tags').list.unique()"),
  list('reverse', 'The items in reverse order.', "pl.col('tags').list.reverse()"),
  list('head', 'The first items.', "pl.col('tags').list.head(2)", {
    parameters: [optional('n', 'integer', { minimum: 0 })],
  }),
  list('tail', 'The last items.', "pl.col('tags').list.tail(2)", {
    parameters: [optional('n', 'integer', { minimum: 0 })],
  }),
];

/** `pl.col('x').struct`. */
export const structOperations: readonly Operation[] = [
  struct('field', 'A field of a struct.', "pl.col('point').struct.field('x')", {
    parameters: [required('name', 'text')],
  }),
];
