/** What questions are drawn from: a dataset as it is listed, and what is known besides where it is described. */
export interface QuestionableDataset {
  name: string;
  columns: readonly QuestionableColumn[];
}

/** A column, with the facts of its profile where there is one. */
export interface QuestionableColumn {
  name: string;
  dtype: string;
  distinct?: number;
  min?: unknown;
  max?: unknown;
}

const numeric = /^([iu](8|16|32|64)|f(32|64)|decimal)/;
const temporal = /^date/;
const textual = /^(str|categorical)/;

/** Names that say that a number is no quantity: an identifier, a place on the map, a moment. */
const noQuantity =
  /(^|[^a-z])(id|key|code|zip|postcode|index|lat|latitude|lon|lng|longitude|year|month|day|phone|cluster)([^a-z]|$)/i;

/** Names of quantities that one asks for first. */
const telling =
  /salary|revenue|sales|amount|total|price|income|cost|profit|rate|budget|gross|temp|precipitation|life|expect|mile|weight|mass|horse/i;

/** Names of what tells rows apart, by which nobody groups. */
const names = /^(id|name|title|code|email|address)$|[\s_]id$|name$/i;

/** Names of what is left over or set aside, for which hardly anyone asks. */
const leftOver = /(^|[^a-z])(other|misc|adjusted|raw)([^a-z]|$)/i;

/** How many values make a column worth grouping by, and up to how many a reader keeps in view. */
const groups = { fewest: 2, inView: 12, most: 40 };

/** More words than these make a name that a question does not read well with. */
const shortName = 2;

/**
 * Questions drawn from real columns, in the order of the catalog: one of each dataset first, then a second of each.
 * Neighbours ask for different things, so that the first few show what can be asked.
 */
export function suggestQuestions(datasets: readonly QuestionableDataset[], most: number): string[] {
  const perDataset = datasets.map(questionsOf).map(rotated);
  const longest = Math.max(0, ...perDataset.map((questions) => questions.length));
  const ranked = Array.from({ length: longest }, (_, rank) =>
    perDataset.map((questions) => questions[rank]),
  ).flat();
  return [...new Set(ranked.filter((question) => question !== undefined))].slice(0, most);
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function questionsOf({ name, columns }: QuestionableDataset): string[] {
  const quantity = quantityOf(columns);
  const category = categoryOf(columns);
  const date = columns.find((column) => temporal.test(column.dtype)) ?? columns.find(isYear);
  const data = words(name);
  const asked = hasRevenue(columns) ? 'total revenue' : quantity && `average ${words(quantity.name)}`;
  const questions: string[] = [];
  if (asked && category) questions.push(`What is the ${asked} by ${words(category.name)} in ${data}?`);
  if (asked && date) questions.push(`How did the ${asked} in ${data} develop by ${periodOf(date)}?`);
  if (category) {
    const isPlural = data.endsWith('s') && wordCount(data) <= shortName;
    const counted = isPlural ? `${data} are there` : `rows of ${data} are there`;
    questions.push(`How many ${counted} by ${words(category.name)}, as a bar chart?`);
  }
  if (quantity && !category && !date)
    questions.push(`What is the highest ${words(quantity.name)} in ${data}?`);
  return questions;
}

/** Where there are a quantity and a price there is a revenue. */
function hasRevenue(columns: readonly QuestionableColumn[]): boolean {
  const has = (name: RegExp): boolean =>
    columns.some((column) => numeric.test(column.dtype) && name.test(column.name));
  return has(/quantity|units/i) && has(/price/i);
}

function quantityOf(columns: readonly QuestionableColumn[]): QuestionableColumn | undefined {
  const quantities = columns.filter(
    (column) =>
      numeric.test(column.dtype) && varies(column) && !noQuantity.test(column.name.replaceAll('_', ' ')),
  );
  return best(quantities, [
    (column) => telling.test(column.name),
    (column) => !leftOver.test(words(column.name)),
    (column) => /total/i.test(column.name),
  ]);
}

function categoryOf(columns: readonly QuestionableColumn[]): QuestionableColumn | undefined {
  const categories = columns.filter(
    (column) =>
      textual.test(column.dtype) &&
      (column.distinct === undefined
        ? !names.test(column.name)
        : column.distinct >= groups.fewest && column.distinct <= groups.most),
  );
  return best(categories, [
    ({ distinct }) => distinct !== undefined && distinct <= groups.inView,
    (column) => wordCount(words(column.name)) <= shortName,
  ]);
}

/** The first item that is left when each test in turn keeps those that pass it, unless none would. */
function best<Item>(items: readonly Item[], tests: readonly ((item: Item) => boolean)[]): Item | undefined {
  let left = items;
  for (const test of tests) {
    const passing = left.filter(test);
    if (passing.length > 0) left = passing;
  }
  return left[0];
}

function varies({ distinct }: QuestionableColumn): boolean {
  return distinct === undefined || distinct > 2;
}

function isYear(column: QuestionableColumn): boolean {
  return numeric.test(column.dtype) && /^year$/i.test(column.name) && varies(column);
}

/** The period whose count of points is readable: months within a few years, else years. */
function periodOf(date: QuestionableColumn): 'month' | 'year' {
  if (isYear(date)) return 'year';
  const year = (value: unknown): number => Number(String(value).slice(0, 4));
  const span = year(date.max) - year(date.min);
  return span > 5 ? 'year' : 'month';
}

function wordCount(text: string): number {
  return text.split(' ').length;
}

/** A name as words, without its unit: `Horse_Power`, `horsePower` and `Horse power (kW)` become `horse power`. */
function words(name: string): string {
  const bare = name.replaceAll(/\([^)]*\)|[$€£%]/g, ' ').trim();
  return (bare || name)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
