import { isText } from '../catalog.js';
import type { Fragment } from './fragment.js';
import { spoken, type Reading } from './reading.js';

const textTests: readonly (readonly [RegExp, 'contains' | 'starts-with' | 'ends-with'])[] = [
  [/^(contains?|containing|includes?|including|mentions?|mentioning|with|like)$/, 'contains'],
  [/^(starts?|starting|begins?|beginning)$/, 'starts-with'],
  [/^(ends?|ending)$/, 'ends-with'],
];

/** Reads `name contains "ford"`, `starting with A`, and bare quotations, as filters on text. */
export function readTextTests(reading: Reading, fragment: Fragment): void {
  for (const { index, word } of reading.tokens) {
    const test = textTests.find(([pattern]) => pattern.test(word))?.[1];
    if (test === undefined) continue;
    let position = index + 1;
    while (['with', 'the', 'in', 'word', 'text', 'letter', 'letters'].includes(reading.word(position)))
      position += 1;
    const token = reading.tokens[position];
    const spelled = test !== 'contains' && position > index + 1 && token?.kind === 'word';
    const said =
      /^(contain|mention)/.test(word) &&
      token?.kind === 'word' &&
      !reading.timeAt(position) &&
      reading
        .mentionAt(position)
        ?.alternatives.every(({ target }) => target.kind === 'value' && target.inside === true) !== false &&
      !reading.isUsed(position);
    if (token === undefined || (token.kind !== 'quoted' && !spelled && !said)) continue;
    const before = [...reading.mentions]
      .reverse()
      .find(
        (mention) =>
          mention.end <= index &&
          index - mention.end <= 3 &&
          mention.alternatives.some(
            ({ target }) => target.kind === 'column' && isTextColumn(reading, target.column),
          ),
      );
    const named = before?.alternatives.flatMap(({ target }) =>
      target.kind === 'column' && isTextColumn(reading, target.column) ? [target.column] : [],
    )[0];
    const column = named ?? likeliestName(reading);
    if (column === undefined) continue;
    fragment.filters.push({
      kind: 'text',
      column,
      test,
      value: token.text,
      ...(reading.word(index - 1) === 'not' ? { negated: true } : {}),
    });
    reading.use(index, position + 1);
    if (named !== undefined && before !== undefined) reading.use(before.start, before.end);
    else reading.assume(`I searched the column ${spoken(column)}`);
  }
}

const isTextColumn = (reading: Reading, column: string): boolean => {
  const profile = reading.column(column);
  return profile !== undefined && isText(profile);
};

function likeliestName(reading: Reading): string | undefined {
  const texts = reading.dataset.columns.filter(isText);
  return (
    texts.find(({ name }) => /name|title/i.test(name)) ??
    [...texts].sort((one, other) => (other.distinct ?? 0) - (one.distinct ?? 0))[0]
  )?.name;
}
