import { isNumeric, isText, type ColumnSummary, type DatasetSummary } from './catalog.js';
import { revenueOf } from './link/revenue.js';
import { timeColumnsOf, timeKindOf } from './link/time-columns.js';
import { spoken } from './read/reading.js';
import { wordsOfName } from './words/tokens.js';

const nameLike = /^(id|name|title|_?id|.*_id|.*name|code|email|address)$/i;

/** Names of quantities that one asks for first. */
const telling =
  /salary|revenue|sales|amount|total|price|income|cost|profit|rate|budget|gross|temp|precipitation|life|mile|weight|mass/i;

/** More words than these make a name that a question does not read well with. */
const shortName = 2;

/** What is left over or set aside, for which hardly anyone asks. */
const leftOver = /(^|[^a-z])(other|misc|adjusted|raw)([^a-z]|$)/i;

const readsWell = ({ name }: ColumnSummary): boolean =>
  wordsOfName(name).length <= shortName && !leftOver.test(name);

/** The columns that read well in a question; all of them where none does. */
const readable = (columns: readonly ColumnSummary[]): ColumnSummary[] => {
  const well = columns.filter(readsWell);
  return well.length > 0 ? well : [...columns];
};

const isCategory = (column: ColumnSummary): boolean =>
  isText(column) && !nameLike.test(column.name) && timeKindOf(column) === undefined;
const isMeasure = (column: ColumnSummary): boolean =>
  isNumeric(column) &&
  timeKindOf(column) === undefined &&
  !wordsOfName(column.name).some((word) =>
    ['id', 'latitude', 'longitude', 'index', 'code', 'lat', 'lon'].includes(word),
  );

function questionsFor(dataset: DatasetSummary): string[] {
  const [category] = readable(dataset.columns.filter(isCategory));
  const measures = readable(dataset.columns.filter(isMeasure));
  const measure = measures.find(({ name }) => telling.test(name)) ?? measures[0];
  const second = measures.find((column) => column !== measure);
  const [time] = timeColumnsOf(dataset);
  const questions: string[] = [];
  if (revenueOf(dataset)?.kind === 'product' && category !== undefined)
    questions.push(`What is the total revenue by ${spoken(category.name)} in ${dataset.name}?`);
  if (measure !== undefined && category !== undefined)
    questions.push(
      `What is the average ${spoken(measure.name)} by ${spoken(category.name)} in ${dataset.name}?`,
    );
  if (measure !== undefined && time !== undefined && category === undefined)
    questions.push(`How did ${spoken(measure.name)} in ${dataset.name} change over time?`);
  if (measure !== undefined && second !== undefined)
    questions.push(
      `Is there a correlation between ${spoken(measure.name)} and ${spoken(second.name)} in ${dataset.name}?`,
    );
  if (category !== undefined)
    questions.push(`How many rows of ${dataset.name} are there per ${spoken(category.name)}?`);
  return questions;
}

/** Questions that the data can answer, drawn from the names of its columns: one per dataset first, then further ones. */
export function exampleQuestions(catalog: readonly DatasetSummary[], count = 3): string[] {
  const perDataset = catalog.map(questionsFor);
  const longest = Math.max(0, ...perDataset.map(({ length }) => length));
  const rounds = Array.from({ length: longest }, (_, round) =>
    perDataset.flatMap((questions) => questions.slice(round, round + 1)),
  );
  return rounds.flat().slice(0, count);
}
