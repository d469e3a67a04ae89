import { named, operationsOf, optional, required } from './builders.js';
import type { Operation } from './types.js';

const str = operationsOf('str', 'expression');

const characters = [optional('characters', 'text', { aliases: ['matching'] })];
const pattern = required('pattern', 'text', { aliases: ['pat'], type: 'string | RegExp' });
const howToRead = [optional('literal', 'boolean'), named('regex', 'boolean')];
const padding = [
  required('length', 'integer', { minimum: 0, maximum: 1000 }),
  optional('fillCharacter', 'text', { aliases: ['fillChar'] }),
];
const parsing = [optional('format', 'text', { aliases: ['fmt'] }), named('strict', 'boolean')];
const times = { minimum: 0, maximum: 1000 };

/** `pl.col('x').str`. */
export const stringOperations: readonly Operation[] = [
  str(
    'contains',
    'Whether a text or pattern occurs; `{ literal: true }` takes it as it stands.',
    "pl.col('name').str.contains('^A.*n')",
    { parameters: [pattern, ...howToRead], aliases: ['includes'] },
  ),
  str(
    'containsAny',
    'Whether one of several texts occurs.',
    "pl.col('name').str.containsAny(['Ann', 'Bob'])",
    {
      parameters: [required('texts', 'texts', { aliases: ['patterns'] })],
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
  str('toTitleCase', 'Each word with a capital.', "pl.col('name').str.toTitleCase()", {
    aliases: ['toTitlecase', 'title', 'capitalize'],
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
  str('stripPrefix', 'Without a text at the start.', "pl.col('code').str.stripPrefix('a')", {
    parameters: [required('prefix', 'text')],
    aliases: ['removePrefix'],
  }),
  str('stripSuffix', 'Without a text at the end.', "pl.col('code').str.stripSuffix('z')", {
    parameters: [required('suffix', 'text')],
    aliases: ['removeSuffix'],
  }),
  str(
    'replace',
    'The first occurrence of a text or pattern replaced; `$1` is a group.',
    "pl.col('name').str.replace('a', 'b')",
    {
      parameters: [pattern, required('value', 'operand'), ...howToRead],
    },
  ),
  str('replaceAll', 'Every occurrence replaced.', "pl.col('name').str.replaceAll('a', 'b')", {
    parameters: [pattern, required('value', 'operand'), ...howToRead],
  }),
  str('split', 'A list of the parts between separators.', "pl.col('name').str.split(' ')", {
    parameters: [required('by', 'text', { aliases: ['separator'] }), optional('inclusive', 'boolean')],
  }),
  str(
    'splitExact',
    'A struct of the first n + 1 parts: `field_0`, `field_1`, ….',
    "pl.col('name').str.splitExact(' ', 1).struct.field('field_0')",
    {
      parameters: [
        required('by', 'text', { aliases: ['separator'] }),
        required('n', 'integer', { minimum: 1, maximum: 100 }),
        named('inclusive', 'boolean'),
      ],
    },
  ),
  str('slice', 'Characters from an offset on; negative from the end.', "pl.col('name').str.slice(0, 3)", {
    parameters: [required('offset', 'integer'), optional('length', 'integer', { minimum: 0 })],
    aliases: ['substring', 'substr'],
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
  str('zfill', 'Padded with zeros at the start.', "pl.col('n').str.zfill(5)", {
    parameters: [required('length', 'integer', times)],
    aliases: ['zFill'],
  }),
  str('padStart', 'Padded at the start.', "pl.col('code').str.padStart(5, '0')", {
    parameters: padding,
    aliases: ['rjust'],
  }),
  str('padEnd', 'Padded at the end.', "pl.col('code').str.padEnd(5, '.')", {
    parameters: padding,
    aliases: ['ljust'],
  }),
  str('reverse', 'Its characters in reverse order.', "pl.col('name').str.reverse()"),
  str(
    'extract',
    'A group of the first match of a pattern; 0 is the whole match.',
    "pl.col('name').str.extract('([A-Z])', 1)",
    {
      parameters: [
        pattern,
        optional('group', 'integer', { minimum: 0, maximum: 100, aliases: ['groupIndex'] }),
      ],
    },
  ),
  str('extractAll', 'All matches of a pattern, as a list.', "pl.col('name').str.extractAll('[A-Z]')", {
    parameters: [pattern],
  }),
  str('countMatches', 'How often a text or pattern occurs.', "pl.col('name').str.countMatches('a')", {
    parameters: [pattern, ...howToRead],
    aliases: ['count', 'countMatch'],
  }),
  str('concat', 'All values joined into one text.', "pl.col('name').str.concat(', ')", {
    parameters: [optional('separator', 'text', { aliases: ['delimiter'] })],
    aliases: ['join'],
    reduces: true,
  }),
  str(
    'strptime',
    'As a date or datetime by a format; what does not fit is null unless `{ strict: true }`.',
    "pl.col('day').str.strptime(pl.Date, '%d/%m/%Y')",
    { parameters: [required('dtype', 'dtype'), ...parsing] },
  ),
  str('toDate', 'As a date; what does not fit is null.', "pl.col('day').str.toDate('%d/%m/%Y')", {
    parameters: parsing,
  }),
  str('toDatetime', 'As a datetime; what does not fit is null.', "pl.col('day').str.toDatetime('%d/%m/%Y')", {
    parameters: parsing,
  }),
  str('toInteger', 'As a whole number; what does not fit is null.', "pl.col('n').str.toInteger()", {
    parameters: [named('strict', 'boolean')],
    aliases: ['toInt', 'parseInt'],
  }),
  str('toDecimal', 'As a number; what does not fit is null.', "pl.col('n').str.toDecimal()", {
    aliases: ['toFloat'],
  }),
];
