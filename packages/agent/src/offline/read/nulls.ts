import { isBoolean, isNumeric, isText, type ColumnProfile } from '../catalog.js';
import type { Filter } from '../query.js';
import type { Fragment } from './fragment.js';
import { spoken, type Reading } from './reading.js';

const missingWords = new Set([
  'missing',
  'without',
  'null',
  'blank',
  'unknown',
  'empty',
  'lacking',
  'lack',
  'lacks',
]);
const afterColumn = new Set(['missing', 'null', 'blank', 'unknown', 'empty']);
const possessing = /^(with|have|has|had|having|got|get|gets|give|gives|gave|left|leave)$/;

/** What `no …` asks of a column: no value, nothing at all, or not set; undefined where its values have a word for it. */
function absenceOf(column: ColumnProfile): Filter | undefined {
  if (column.nulls === undefined || column.nulls > 0) return { kind: 'null', column: column.name };
  if (isBoolean(column)) return { kind: 'compare', column: column.name, operator: '=', value: false };
  if (isNumeric(column)) return { kind: 'compare', column: column.name, operator: '=', value: 0 };
  return isText(column) ? undefined : { kind: 'null', column: column.name };
}

/** Where a word of absence stands before a column, and how far the column's name may be from it. */
function leadsAbsence(reading: Reading, index: number): boolean {
  const word = reading.word(index);
  if (missingWords.has(word)) return true;
  if (word === 'no') return possessing.test(reading.word(index - 1));
  return /^(have|has|had)$/.test(word) && reading.word(index - 1) === 'not';
}

/** `with a rating`: only rows that have one. */
function leadsPresence(reading: Reading, index: number): boolean {
  return (
    /^(a|an|any|known)$/.test(reading.word(index)) &&
    /^(with|have|has|had|having)$/.test(reading.word(index - 1)) &&
    reading.word(index - 2) !== 'not'
  );
}

/** `no rain`: of an amount that starts at zero, none is zero. */
const measuresFromZero = (column: ColumnProfile | undefined): boolean =>
  column !== undefined && isNumeric(column) && column.min === 0 && column.nulls === 0;

/** Reads `without a manager`, `missing sex`, `where bonus is null`, `have no rating`, `with a rating`. */
export function readNulls(reading: Reading, fragment: Fragment): void {
  for (const { index, word } of reading.tokens) {
    const absent = leadsAbsence(reading, index);
    const present = !absent && leadsPresence(reading, index);
    if (!absent && !present) continue;
    const next = reading.nextMention(index + 1, 1);
    const before = [...reading.mentions]
      .reverse()
      .find((mention) => reading.isFree(mention) && mention.end <= index && index - mention.end <= 2);
    const mention = next ?? (afterColumn.has(word) ? before : undefined);
    const name = mention?.alternatives.flatMap(({ target, weight }) =>
      target.kind === 'column' && (weight >= 2 || measuresFromZero(reading.column(target.column)))
        ? [target.column]
        : [],
    )[0];
    const column = name === undefined ? undefined : reading.column(name);
    if (mention === undefined || column === undefined) continue;
    if (present) {
      if ((column.nulls ?? 0) === 0 || ['of', 'between'].includes(reading.word(mention.end))) continue;
      fragment.filters.push({ kind: 'null', column: column.name, negated: true });
    } else {
      const filter = absenceOf(column);
      if (filter === undefined) continue;
      const negated =
        word !== 'have' &&
        word !== 'has' &&
        word !== 'had' &&
        (reading.word(index - 1) === 'not' || reading.word(index - 2) === 'not');
      if (filter.kind === 'compare')
        reading.assume(`"${word} ${spoken(column.name)}" is read as none or zero`);
      fragment.filters.push(
        negated
          ? filter.kind === 'compare'
            ? { ...filter, operator: '!=' }
            : { kind: 'null', column: column.name, negated }
          : filter,
      );
    }
    reading.use(index);
    reading.use(mention.start, mention.end);
  }
}
