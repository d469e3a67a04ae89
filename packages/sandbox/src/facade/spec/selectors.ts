import { operationsOf, required } from './builders.js';
import type { Operation } from './types.js';

const cs = operationsOf('cs', 'expression');

/** Selectors by type: name, aliases, what they choose. */
const byType: readonly (readonly [string, readonly string[], string])[] = [
  ['numeric', [], 'All numeric columns.'],
  ['integer', [], 'All columns of whole numbers.'],
  ['float', [], 'All columns of floats.'],
  ['string', ['utf8'], 'All columns of texts.'],
  ['boolean', [], 'All columns of booleans.'],
  ['temporal', [], 'All columns of dates, datetimes, times and durations.'],
  ['categorical', [], 'All categorical columns.'],
];

const names = [required('names', 'columns')];
const texts = [required('texts', 'texts')];

/** `pl.cs`, the selectors. Each is an expression of several columns. */
export const selectorOperations: readonly Operation[] = [
  ...byType.map(([name, aliases, doc]) => cs(name, doc, `pl.cs.${name}()`, { aliases })),
  cs('all', 'All columns.', 'pl.cs.all()'),
  cs('byName', 'Columns by name.', "pl.cs.byName('city', 'price')", { parameters: names }),
  cs('byDtype', 'Columns by type.', 'pl.cs.byDtype(pl.Date, pl.Datetime)', {
    parameters: [required('dtypes', 'dtypes')],
  }),
  cs('exclude', 'All columns but these.', "pl.cs.exclude('id')", { parameters: names }),
  cs('startsWith', 'Columns whose names start with a text.', "pl.cs.startsWith('q')", { parameters: texts }),
  cs('endsWith', 'Columns whose names end with a text.', "pl.cs.endsWith('y')", { parameters: texts }),
  cs('contains', 'Columns whose names contain a text.', "pl.cs.contains('it')", { parameters: texts }),
  cs('matches', 'Columns whose names match a pattern.', "pl.cs.matches('^q[0-9]$')", {
    parameters: [required('pattern', 'text')],
  }),
];
