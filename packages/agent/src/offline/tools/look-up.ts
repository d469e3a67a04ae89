import { isText, type CellValue, type DatasetProfile, type DatasetSummary } from '../catalog.js';
import { offlineLimits } from '../limits.js';
import { column, quote } from '../program/source.js';
import { singular } from '../words/forms.js';
import type { RanProgram } from './conversation.js';

const header = '// Look up';

/** Text columns whose samples don't show all their values. */
export const partlyKnown = (dataset: DatasetProfile): string[] =>
  dataset.columns
    .filter((one) => isText(one) && one.samples !== undefined && (one.distinct ?? 0) > one.samples.length)
    .map(({ name }) => name)
    .slice(0, offlineLimits.lookedUpColumns);

/** Text columns of a dataset of which only the names are known; codes and the like name nothing that is asked for. */
const textColumns = (dataset: DatasetSummary): string[] =>
  dataset.columns
    .filter((one) => isText(one) && !/(^|_)id$/i.test(one.name))
    .map(({ name }) => name)
    .slice(0, offlineLimits.lookedUpColumns);

/** Words of one phrase are looked up together first: `New York`. */
function phrasesOf(words: readonly string[]): string[] {
  const named = words.filter((word) => /\p{L}{2}/u.test(word));
  const whole = named.length > 1 && named.length <= 4 ? [named.join(' ')] : [];
  return [...new Set([...whole, ...named].map((phrase) => singular(phrase.toLowerCase())))].slice(
    0,
    offlineLimits.lookedUpPhrases,
  );
}

/** Where a look-up searches: datasets that have been described, and others of which the catalog gives the columns. */
interface Places {
  described: readonly DatasetProfile[];
  others: readonly DatasetSummary[];
}

/** A look-up program, and the datasets that it reads. */
export interface LookUp {
  code: string;
  datasets: string[];
}

/** A program that finds in which columns unknown words are values, or parts of values; undefined when there is nowhere to look. */
export function writeLookUp({ described, others }: Places, words: readonly string[]): LookUp | undefined {
  const columns = [
    ...described.map((dataset) => ({ dataset: dataset.name, names: partlyKnown(dataset) })),
    ...others.map((dataset) => ({ dataset: dataset.name, names: textColumns(dataset) })),
  ].filter(({ names }) => names.length > 0);
  const places = columns
    .flatMap(({ dataset, names }) => names.map((name) => `  [${quote(dataset)}, ${quote(name)}],`))
    .slice(0, offlineLimits.lookedUpPlaces);
  const phrases = phrasesOf(words);
  if (places.length === 0 || phrases.length === 0) return undefined;
  const code = [
    `${header} which values the question names`,
    `const places = [`,
    ...places,
    `];`,
    `const words = [${phrases.map(quote).join(', ')}];`,
    `const find = (dataset, name, text) => pl.scan(dataset)`,
    `  .filter(pl.col(name).str.toLowerCase().str.contains(text))`,
    `  .groupBy(pl.col(name).alias('value'))`,
    `  .agg(pl.len().alias('count'))`,
    `  .withColumns(pl.lit(dataset).alias('dataset'), pl.lit(name).alias('column'), pl.lit(text).alias('text'))`,
    `  .sort(pl.col('value').str.lengths())`,
    `  .head(${offlineLimits.lookedUpValues});`,
    `pl.concat(places.flatMap(([dataset, name]) => words.map((text) => find(dataset, name, text))))`,
    `  .select('dataset', 'column', 'text', 'value', 'count')`,
    `  .sort(${column('value')}.str.lengths())`,
    `  .head(${offlineLimits.lookedUpValues})`,
    '',
  ].join('\n');
  return { code, datasets: columns.map(({ dataset }) => dataset) };
}

export const isLookUp = (code: string): boolean => code.startsWith(header);

const text = (cell: CellValue | undefined): string => (typeof cell === 'string' ? cell : '');

interface FoundValue {
  dataset: string;
  column: string;
  sought: string;
  value: string;
}

const foundBy = (programs: readonly RanProgram[]): FoundValue[] =>
  programs
    .filter(({ code }) => isLookUp(code))
    .flatMap(({ outcome }) => (outcome.ok ? outcome.result.rows : []))
    .map(([dataset, name, sought, value]) => ({
      dataset: text(dataset),
      column: text(name),
      sought: text(sought),
      value: text(value),
    }));

const isWhole = ({ sought, value }: FoundValue): boolean => singular(value.toLowerCase()) === sought;

/** The datasets in which the look-ups of this turn found something, those that have a whole value first. */
export function datasetsFound(programs: readonly RanProgram[]): string[] {
  const found = foundBy(programs);
  return [...new Set([...found.filter(isWhole), ...found].map(({ dataset }) => dataset))];
}

/** Adds what the look-ups of this turn found to the profiles, as values the reader may link to. */
export function withFoundValues(
  profiles: readonly DatasetProfile[],
  programs: readonly RanProgram[],
): DatasetProfile[] {
  const found = foundBy(programs);
  return profiles.map((dataset) => {
    const mine = found.filter((one) => one.dataset === dataset.name);
    if (mine.length === 0) return dataset;
    const columns = dataset.columns.map((one) => {
      const here = mine.filter(({ column: name }) => name === one.name);
      const whole = here.filter(isWhole);
      const inside = here
        .filter(({ sought }) => !whole.some((other) => other.sought === sought))
        .map(({ sought }) => sought);
      return {
        ...one,
        samples: [...new Set([...(one.samples ?? []), ...whole.map(({ value }) => value)])],
        foundInside: [...new Set(inside)],
      };
    });
    return { ...dataset, columns };
  });
}
