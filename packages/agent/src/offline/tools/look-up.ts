import { isText, type CellValue, type DatasetProfile } from '../catalog.js';
import { offlineLimits } from '../limits.js';
import { column, quote } from '../program/source.js';
import type { RanProgram } from './conversation.js';

const header = '// Look up';

/** Text columns whose samples don't show all their values. */
export const partlyKnown = (dataset: DatasetProfile): string[] =>
  dataset.columns
    .filter((one) => isText(one) && one.samples !== undefined && (one.distinct ?? 0) > one.samples.length)
    .map(({ name }) => name)
    .slice(0, offlineLimits.lookedUpColumns);

/** Words of one phrase are looked up together first: `New York`. */
function phrasesOf(words: readonly string[]): string[] {
  const whole = words.length > 1 && words.length <= 4 ? [words.join(' ')] : [];
  return [...new Set([...whole, ...words])].slice(0, 6).map((phrase) => phrase.toLowerCase());
}

/** A program that finds in which columns unknown words are values, or parts of values; undefined when there is nowhere to look. */
export function writeLookUp(dataset: DatasetProfile, words: readonly string[]): string | undefined {
  const columns = partlyKnown(dataset);
  const phrases = phrasesOf(words);
  if (columns.length === 0 || phrases.length === 0) return undefined;
  const tests = columns.flatMap((name) =>
    phrases.map((phrase) => `  find(${quote(name)}, ${quote(phrase)}),`),
  );
  return [
    `${header} which values of ${dataset.name} the question names`,
    `const rows = pl.scan(${quote(dataset.name)});`,
    `const find = (name, text) => rows`,
    `  .filter(pl.col(name).str.toLowerCase().str.contains(text))`,
    `  .groupBy(pl.col(name).alias('value'))`,
    `  .agg(pl.len().alias('count'))`,
    `  .withColumns(pl.lit(name).alias('column'), pl.lit(text).alias('text'))`,
    `  .sort(pl.col('value').str.lengths())`,
    `  .head(${offlineLimits.lookedUpValues});`,
    `pl.concat([`,
    ...tests,
    `]).select('column', 'text', 'value', 'count').sort(${column('value')}.str.lengths()).head(${offlineLimits.lookedUpValues})`,
    '',
  ].join('\n');
}

export const isLookUp = (code: string): boolean => code.startsWith(header);

const text = (cell: CellValue | undefined): string => (typeof cell === 'string' ? cell : '');

/** Adds what the look-ups of this turn found to the profiles, as values the reader may link to. */
export function withFoundValues(
  profiles: readonly DatasetProfile[],
  programs: readonly RanProgram[],
): DatasetProfile[] {
  return profiles.map((dataset) => {
    const mine = programs.filter(
      ({ code }) => isLookUp(code) && code.includes(`pl.scan(${quote(dataset.name)})`),
    );
    const rows = mine.flatMap(({ outcome }) => (outcome.ok ? outcome.result.rows : []));
    if (rows.length === 0) return dataset;
    const columns = dataset.columns.map((one) => {
      const found = rows
        .filter(([name]) => name === one.name)
        .map(([, sought, value]) => ({ sought: text(sought), value: text(value) }));
      const whole = found
        .filter(({ sought, value }) => value.toLowerCase() === sought)
        .map(({ value }) => value);
      const inside = found
        .filter(
          ({ sought }) =>
            !found.some((other) => other.sought === sought && other.value.toLowerCase() === sought),
        )
        .map(({ sought }) => sought);
      return { ...one, samples: [...(one.samples ?? []), ...whole], foundInside: [...new Set(inside)] };
    });
    return { ...dataset, columns };
  });
}
