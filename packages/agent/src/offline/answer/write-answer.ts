import type { CellValue, DatasetProfile } from '../catalog.js';
import { rowNoun } from '../assemble/naming.js';
import { perNoun } from '../assemble/per-group.js';
import { offlineLimits } from '../limits.js';
import type { GroupKey, Measure, QuerySpec } from '../query.js';
import { spoken } from '../read/reading.js';
import type { AnalysisResult } from '../tools/results.js';
import { describeQuery, filtersInWords, groupWords } from './describe-query.js';
import { capitalise, formatCell, formatNumber, joinWords, plain } from './format.js';

/** All that an answer is written from. Its numbers come from `result`, and from nowhere else. */
interface Material {
  spec: QuerySpec;
  result: AnalysisResult;
  dataset: DatasetProfile;
}

const cell = ({ result }: Material, row: number, name: string): CellValue => {
  const index = result.columns.indexOf(name);
  return index < 0 ? null : (result.rows[row]?.[index] ?? null);
};

const where = ({ spec }: Material): string => {
  const filters = filtersInWords(spec.filters);
  return `in ${spec.dataset}${filters === '' ? '' : `, ${filters}`}`;
};

const groupName = (material: Material, row: number): string =>
  material.spec.groups
    .map(({ alias, column, bucket }: GroupKey) => {
      const value = cell(material, row, alias);
      if (typeof value === 'boolean') return `${value ? '' : 'not '}${plain(spoken(column))}`;
      return plain(formatCell(value, column, bucket));
    })
    .join(', ');

/** A measure in words; a count says what it counts. */
const labelOf = ({ dataset }: Material, { operation, label }: Measure): string =>
  operation === 'count' ? `number of ${rowNoun(dataset)}` : label;

const bold = (text: string): string => `**${text}**`;

const countWords = (count: number, noun: string): string =>
  `${formatNumber(count)} ${count === 1 ? noun.replace(/s$/, '') : noun}`;

const plural = (noun: string): string =>
  /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : noun.replace(/([^aeiou])y$/, '$1ie') + 's';

function moreLines(material: Material, shown: number): string {
  const more = material.result.rowCount - shown;
  return more > 0 ? `\n- … and ${formatNumber(more)} more in the table` : '';
}

function nothingFound(material: Material): string {
  return `No rows match ${where(material)}, so there is nothing to compute.`;
}

function scalarAnswer(material: Material): string {
  const { spec, dataset } = material;
  const rows = cell(material, 0, 'rows');
  if (rows === 0) return nothingFound(material);
  const [measure, ...others] = spec.measures;
  if (measure === undefined) return nothingFound(material);
  const value = cell(material, 0, measure.alias);
  if (measure.operation === 'count' && others.length === 0) {
    const noun = rowNoun(dataset);
    const one = value === 1;
    return `There ${one ? 'is' : 'are'} ${bold(formatCell(value))} ${one ? noun.replace(/s$/, '') : noun} ${where(material)}.`;
  }
  if (spec.per !== undefined) {
    const groups =
      typeof rows === 'number' ? ` (over ${countWords(rows, plural(perNoun(spec.per.group)))})` : '';
    return `The ${measure.label} ${where(material)} is ${bold(formatCell(value, measure.alias))}${groups}.`;
  }
  const known = cell(material, 0, 'known');
  const missing = typeof known === 'number' && typeof rows === 'number' && known < rows;
  const basis =
    typeof rows !== 'number'
      ? ''
      : missing
        ? ` (over ${countWords(known, rowNoun(dataset))} with a value, of ${formatNumber(rows)})`
        : ` (over ${countWords(rows, rowNoun(dataset))})`;
  if (value === null && others.length === 0)
    return `The ${measure.label} ${where(material)} is not known: no row has a value.`;
  if (others.length === 0)
    return `The ${measure.label} ${where(material)} is ${bold(formatCell(value, measure.alias))}${basis}.`;
  const parts = spec.measures.map(
    ({ alias, label }) => `- ${label}: ${bold(formatCell(cell(material, 0, alias), alias))}`,
  );
  return `${capitalise(where(material))}${basis}:\n${parts.join('\n')}`;
}

function groupLine(material: Material, row: number): string {
  const { spec, result } = material;
  const values = spec.measures.map(({ alias, label }) => {
    const text = formatCell(cell(material, row, alias), alias);
    return spec.measures.length === 1 ? text : `${label} ${text}`;
  });
  const extras = [
    ...(result.columns.includes('share_percent')
      ? [`${formatCell(cell(material, row, 'share_percent'), 'share_percent')} of the total`]
      : []),
    ...(result.columns.includes('change_percent') && cell(material, row, 'change_percent') !== null
      ? [`${formatCell(cell(material, row, 'change_percent'), 'change_percent')} against the one before`]
      : []),
  ];
  return `- ${groupName(material, row)}: ${values.join(', ')}${extras.length === 0 ? '' : ` (${extras.join(', ')})`}`;
}

function totalSentence({ spec, result, dataset }: Material): string {
  const [measure] = spec.measures;
  const { total } = result.facts;
  if (measure === undefined || typeof total !== 'number') return '';
  if (measure.operation === 'count')
    return ` In all there are ${bold(formatNumber(total))} ${rowNoun(dataset)}.`;
  return ` In all the ${measure.label} is ${bold(formatCell(total, measure.alias))}.`;
}

function differenceSentence(material: Material): string {
  const { difference, ratio } = material.result.facts;
  const [measure] = material.spec.measures;
  if (typeof difference !== 'number' || measure === undefined || material.result.rowCount !== 2) return '';
  const [more, less] = difference >= 0 ? [0, 1] : [1, 0];
  if (difference === 0) return ' The two are equal.';
  const [one, other] = material.spec.ratio ?? [];
  if (typeof ratio === 'number' && one !== undefined && other !== undefined)
    return ` The ratio of ${plain(formatCell(one))} to ${plain(formatCell(other))} is ${bold(formatNumber(ratio))}.`;
  return ` The ${measure.label} of ${groupName(material, more)} is higher than that of ${groupName(material, less)} by ${bold(formatCell(Math.abs(difference), measure.alias))}.`;
}

function groupedAnswer(material: Material): string {
  const { spec, result } = material;
  const [measure] = spec.measures;
  const [group] = spec.groups;
  if (result.rowCount === 0 || measure === undefined || group === undefined) return nothingFound(material);
  const keys = joinWords(spec.groups.map(groupWords));
  const value = formatCell(cell(material, 0, measure.alias), measure.alias);
  const ranked = spec.order?.by === measure.alias && spec.measures.length === 1;
  const end = spec.order?.descending === true ? 'highest' : 'lowest';
  if (spec.order?.by === 'change_percent' && spec.limit === 1) {
    const change = formatCell(cell(material, 0, 'change_percent'), 'change_percent');
    return `${bold(groupName(material, 0))} is the ${keys} with the ${end} change of ${measure.label} against the ${keys} before, ${bold(change)} (to ${value}), ${where(material)}.`;
  }
  if (spec.limit === 1) {
    return `${bold(groupName(material, 0))} is the ${keys} with the ${end} ${/^(highest|lowest) /.test(measure.label) ? measure.label.replace(/^\w+ /, '') : labelOf(material, measure)}, ${bold(value)}, ${where(material)}.${totalSentence(material)}`;
  }
  const shown = Math.min(result.rows.length, offlineLimits.answerLines);
  const lines = Array.from({ length: shown }, (_, row) => groupLine(material, row));
  const single = result.rowCount === 1;
  const lead = ranked && !single ? ` ${bold(groupName(material, 0))} has the ${end}, ${bold(value)}.` : '';
  const title = `${capitalise(joinWords(spec.measures.map((one) => labelOf(material, one))))} by ${keys} ${where(material)}:`;
  return `${title}${lead}${differenceSentence(material)}${totalSentence(material)}\n\n${lines.join('\n')}${moreLines(material, shown)}`;
}

const identifying =
  /name|title|model|species|country|city|date|department|product|^id$|entity|location|region/i;

/** The cells by which a row is recognised: its names and dates first, a handful in all. */
function rowWords(material: Material, row: number, leave: string): string {
  const { result } = material;
  const names = result.columns.filter((name) => name !== leave);
  const chosen = [
    ...names.filter((name) => identifying.test(name)),
    ...names.filter((name) => !identifying.test(name)),
  ].slice(0, 5);
  return chosen
    .map((name) => `${spoken(name)} ${plain(formatCell(cell(material, row, name), name))}`)
    .join(', ');
}

function extremeAnswer(material: Material): string {
  const { spec, result } = material;
  const { order } = spec;
  if (order === undefined || result.rowCount === 0) return nothingFound(material);
  const end = order.descending ? 'highest' : 'lowest';
  const name = spoken(order.by);
  if (spec.limit === 1) {
    const value = bold(formatCell(cell(material, 0, order.by), order.by));
    if (result.rowCount === 1)
      return `The ${end} ${name} ${where(material)} is ${value}: ${rowWords(material, 0, order.by)}.`;
    const lines = result.rows
      .slice(0, offlineLimits.answerLines)
      .map((_, row) => `- ${rowWords(material, row, order.by)}`);
    return `The ${end} ${name} ${where(material)} is ${value}, shared by ${formatNumber(result.rowCount)} rows or more:\n${lines.join('\n')}`;
  }
  const lines = result.rows
    .slice(0, offlineLimits.answerLines)
    .map(
      (_, row) =>
        `- ${formatCell(cell(material, row, order.by), order.by)}: ${rowWords(material, row, order.by)}`,
    );
  return `The ${countWords(result.rowCount, rowNoun(material.dataset))} with the ${end} ${name} ${where(material)}:\n${lines.join('\n')}${moreLines(material, lines.length)}`;
}

function rowsAnswer(material: Material): string {
  const { result, dataset } = material;
  const matching = result.facts['matching'];
  if (matching === 0 || result.rowCount === 0) return nothingFound(material);
  const lines = result.rows
    .slice(0, offlineLimits.answerLines)
    .map((_, row) => `- ${rowWords(material, row, '')}`);
  const all =
    typeof matching === 'number' ? `${bold(formatNumber(matching))} ${rowNoun(dataset)} match ` : '';
  return `${all}${where(material)}; here ${result.rowCount === 1 ? 'is one' : `are ${formatNumber(result.rowCount)}`}:\n${lines.join('\n')}${moreLines(material, lines.length)}`;
}

function distinctAnswer(material: Material): string {
  const { spec, result } = material;
  const [name = ''] = spec.columns ?? [];
  const { distinct } = result.facts;
  const lines = result.rows
    .slice(0, offlineLimits.answerLines * 2)
    .map(
      (_, row) =>
        `- ${plain(formatCell(cell(material, row, name), name))} (${formatCell(cell(material, row, 'count'))} rows)`,
    );
  const count = typeof distinct === 'number' ? bold(formatNumber(distinct)) : 'the';
  return `There are ${count} different values of ${spoken(name)} ${where(material)}:\n${lines.join('\n')}${moreLines(material, lines.length)}`;
}

function fractionsAnswer(material: Material): string {
  const { spec, result, dataset } = material;
  if (result.rowCount === 0) return nothingFound(material);
  const [measure] = spec.measures;
  const what = measure?.operand === undefined ? rowNoun(dataset) : measure.label;
  const shown = Math.min(result.rows.length, offlineLimits.answerLines);
  const lines = Array.from({ length: shown }, (_, row) => {
    const [percent, part, all] = ['percent', 'matching', 'all'].map((name) => cell(material, row, name));
    return `- ${groupName(material, row)}: ${bold(formatCell(percent, 'percent_percent'))} (${formatCell(part, measure?.alias)} of ${formatCell(all, measure?.alias)})`;
  });
  return `Share of ${what} ${filtersInWords(spec.condition ?? [])} by ${joinWords(spec.groups.map(groupWords))}, ${where(material)}:\n${lines.join('\n')}${moreLines(material, shown)}`;
}

function fractionAnswer(material: Material): string {
  const { spec, dataset } = material;
  if (spec.groups.length > 0) return fractionsAnswer(material);
  const all = cell(material, 0, 'all');
  if (all === 0 || all === null) return nothingFound(material);
  const [measure] = spec.measures;
  const what = measure?.operand === undefined ? rowNoun(dataset) : `the ${measure.label}`;
  const percent = formatCell(cell(material, 0, 'percent'), 'percent_percent');
  return `${bold(percent)} of ${what} ${where(material)} ${measure?.operand === undefined ? 'are those' : 'comes from rows'} ${filtersInWords(spec.condition ?? [])}: ${formatCell(cell(material, 0, 'matching'), measure?.alias)} of ${formatCell(all, measure?.alias)}.`;
}

function strength(value: number): string {
  const size = Math.abs(value);
  if (size < 0.1) return 'practically none';
  const word = size < 0.3 ? 'weak' : size < 0.6 ? 'moderate' : size < 0.8 ? 'strong' : 'very strong';
  return `${word} and ${value > 0 ? 'positive: as one rises, the other tends to rise' : 'negative: as one rises, the other tends to fall'}`;
}

function correlationAnswer(material: Material): string {
  const { spec, result } = material;
  const pair = joinWords((spec.columns ?? []).map(spoken));
  const value = result.facts['correlation'] ?? cell(material, 0, 'correlation');
  if (spec.groups.length > 0 && result.rowCount > 1 && result.columns.includes('correlation')) {
    const lines = result.rows
      .slice(0, offlineLimits.answerLines)
      .map(
        (_, row) =>
          `- ${plain(formatCell(cell(material, row, spec.groups[0]?.column ?? '')))}: ${formatCell(cell(material, row, 'correlation'))}`,
      );
    return `Pearson correlation of ${pair} ${where(material)}:\n${lines.join('\n')}`;
  }
  if (typeof value !== 'number')
    return `The correlation of ${pair} ${where(material)} could not be computed: too few values.`;
  const rows = cell(material, 0, 'rows') ?? result.facts['matching'];
  const basis = typeof rows === 'number' ? `, over ${formatNumber(rows)} rows that have both` : '';
  return `The Pearson correlation of ${pair} ${where(material)} is ${bold(value.toFixed(3))}${basis}. That is ${strength(value)}. A correlation says nothing about cause.`;
}

function histogramAnswer(material: Material): string {
  const { spec, result, dataset } = material;
  const [name = ''] = spec.columns ?? [];
  const { mean, median, min, max } = result.facts;
  if (typeof mean !== 'number' || typeof median !== 'number') return nothingFound(material);
  const number = (value: CellValue | undefined): string => bold(formatCell(value ?? null, name));
  const width = spec.bins?.width ?? 1;
  const lines = result.rows.slice(0, offlineLimits.answerLines * 2).map((_, row) => {
    const from = cell(material, row, 'from');
    const end = typeof from === 'number' ? ` to ${formatNumber(from + width)}` : '';
    return `- ${formatCell(from)}${end}: ${formatCell(cell(material, row, 'count'))} ${rowNoun(dataset)}`;
  });
  return `The values of ${spoken(name)} ${where(material)} run from ${number(min)} to ${number(max)}, with a mean of ${number(mean)} and a median of ${number(median)}:\n${lines.join('\n')}`;
}

function body(material: Material): string {
  const { spec, result } = material;
  switch (spec.intent) {
    case 'aggregate':
      return spec.groups.length === 0 ? scalarAnswer(material) : groupedAnswer(material);
    case 'extreme-row':
      return extremeAnswer(material);
    case 'rows':
      return rowsAnswer(material);
    case 'distinct-values':
      return distinctAnswer(material);
    case 'fraction':
      return fractionAnswer(material);
    case 'correlation':
      return correlationAnswer(material);
    case 'scatter':
      return `${correlationAnswer(material)} The chart shows ${formatNumber(result.rowCount)} points.`;
    case 'histogram':
      return histogramAnswer(material);
    case 'describe-dataset':
    case 'list-datasets':
      return capitalise(describeQuery(spec));
    default:
      return spec.intent satisfies never;
  }
}

/** Writes the answer to a query from the result of its program, with the assumptions that were made. */
export function writeAnswer(spec: QuerySpec, result: AnalysisResult, dataset: DatasetProfile): string {
  const notes =
    spec.assumptions.length === 0
      ? ''
      : `\n\n_How I read it: ${spec.assumptions.map((text) => plain(text)).join('; ')}._`;
  const chart = result.hasChart ? '\n\nThe chart shows it.' : '';
  return `${body({ spec, result, dataset })}${chart}${notes}`;
}
