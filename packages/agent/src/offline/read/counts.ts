import { isBoolean, isNumeric, isText } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import { timeKindOf } from '../link/time-columns.js';
import { distinctWords } from '../words/lexicon.js';
import { matchesWord } from '../link/entries.js';
import { synonymGroups } from '../words/concepts.js';
import { singular } from '../words/forms.js';
import { wordsOfName } from '../words/tokens.js';
import { isAdditive } from './additive.js';
import type { Fragment } from './fragment.js';
import type { Aggregate } from './measures.js';
import { isGroupable, isOnePerRow, type Reading } from './reading.js';

/** `how many bikes were sold` asks for units and not for orders, where the data tells units. */
function soldUnits(reading: Reading): string | undefined {
  if (!reading.tokens.some(({ word }) => /^(sold|sell|bought|purchased)$/.test(word))) return undefined;
  return reading.dataset.columns.find(
    (column) => isNumeric(column) && /^(quantity|qty|units)$/i.test(column.name),
  )?.name;
}

/** Whether a row stands for one unit of time, so that counting rows counts days (or years). */
function isRowUnit(reading: Reading, position: number): boolean {
  const unit = singular(reading.word(position));
  if (reading.timeAt(position) !== undefined || unit === 'day')
    return unit !== 'day' || reading.timeColumns.some(({ kind }) => kind !== 'year-number');
  const [time] = reading.timeColumns;
  const column = time === undefined ? undefined : reading.column(time.column);
  return column !== undefined && isOnePerRow(column, reading.dataset);
}

/** Reads what `how many`, `number of` counts: rows, different values, or units. */
export function readCount(reading: Reading, fragment: Fragment, aggregate: Aggregate): void {
  let position = aggregate.end;
  let distinct = false;
  while (
    [
      'different',
      'unique',
      'distinct',
      'the',
      'of',
      'all',
      'kinds',
      'types',
      'total',
      'individual',
      'separate',
    ].includes(reading.word(position))
  ) {
    if (distinctWords.has(reading.word(position))) distinct = true;
    position += 1;
  }
  const mention = reading.nextMention(position, distinct ? 3 : 2);
  const near = mention !== undefined && mention.start <= position + 2 ? mention : undefined;
  if (
    /^(days?|weeks?|months?|quarters?|years?)$/.test(reading.word(position)) &&
    !isRowUnit(reading, position)
  )
    fragment.essentialUnknown.push(reading.word(position));
  if (near === undefined || reading.timeAt(position) !== undefined) {
    if (['rows', 'records', 'entries', 'columns'].includes(reading.word(position))) reading.use(position);
    fragment.measures.push({ operation: 'count' });
    return;
  }
  const column = columnToCount(reading, near);
  const profile = column === undefined ? undefined : reading.column(column);
  const first = near.alternatives[0]?.target;
  const entity = reading.isEntity(near);
  if (profile !== undefined && isBoolean(profile) && !distinct) {
    fragment.measures.push({ operation: 'count' });
    const rows = reading.nextMention(near.end, 0, (mention) => reading.isEntity(mention));
    if (rows !== undefined) reading.use(rows.start, rows.end);
    fragment.entity ||= rows !== undefined;
    return;
  }
  if (column !== undefined && !entity && first?.kind === 'column' && !namesColumn(reading, near, column)) {
    fragment.measures.push({ operation: 'count' });
    fragment.essentialUnknown.push(reading.tokens[near.start]?.text ?? column);
    return;
  }
  if (distinct && column !== undefined) {
    reading.use(near.start, near.end);
    fragment.measures.push({ operation: 'distinct', operand: { kind: 'column', column } });
    return;
  }
  if (
    profile !== undefined &&
    timeKindOf(profile) !== undefined &&
    timeKindOf(profile) !== 'year-number' &&
    (isOnePerRow(profile, reading.dataset) ||
      !/^(days?|dates?|months?|years?)$/.test(reading.word(near.start)))
  ) {
    reading.use(near.start, near.end);
    fragment.measures.push({ operation: 'count' });
    return;
  }
  if (
    first?.kind === 'value' &&
    first.inside === true &&
    !reading.mentions.some(({ start }) => start === near.end)
  ) {
    fragment.measures.push({ operation: 'count' });
    fragment.essentialUnknown.push(reading.tokens[near.start]?.text ?? '');
    return;
  }
  if (first?.kind === 'value' && !entity) {
    const units = soldUnits(reading);
    if (units !== undefined) {
      reading.assume(`the units sold are added up from the column ${units}`);
      fragment.measures.push({ operation: 'sum', operand: { kind: 'column', column: units } });
      return;
    }
    fragment.measures.push({ operation: 'count' });
    return;
  }
  if (entity) {
    reading.use(near.start, near.end);
    fragment.entity = true;
    fragment.measures.push({ operation: 'count' });
    return;
  }
  const [operand] = reading.operandsOf(near);
  if (operand !== undefined && isAdditive(operand)) {
    reading.use(near.start, near.end);
    fragment.measures.push({ operation: 'sum', operand });
    return;
  }
  if (
    profile !== undefined &&
    column !== undefined &&
    (isText(profile) || isGroupable(profile, reading.dataset))
  ) {
    reading.use(near.start, near.end);
    fragment.measures.push({ operation: 'distinct', operand: { kind: 'column', column } });
    return;
  }
  fragment.measures.push({ operation: 'count' });
}

/** Last words of names that only say that the column is a name. */
const labels = /^(name|names|title|id|code|no|nr|number|key|label|model|type|kind)$/;

/** Whether a mention names what a column holds (`airports` for `Airport Name`), and not what it tells of (`customers` for `customer_segment`). */
function namesColumn(reading: Reading, mention: Mention, column: string): boolean {
  const words = wordsOfName(column);
  const heads = words.filter(
    (word, index) => index === words.length - 1 || labels.test(words[index + 1] ?? ''),
  );
  return reading.tokens
    .slice(mention.start, mention.end)
    .some(({ forms }) =>
      heads.some(
        (head) =>
          matchesWord(forms, head) ||
          Object.values(synonymGroups).some(
            (group) => group.includes(head) && [...forms].some((form) => group.includes(form)),
          ),
      ),
    );
}

function columnToCount(reading: Reading, mention: Mention): string | undefined {
  for (const { target } of mention.alternatives) if (target.kind === 'column') return target.column;
  return undefined;
}
