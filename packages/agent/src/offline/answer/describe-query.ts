import type { Filter, GroupKey, QuerySpec } from '../query.js';
import { spoken } from '../read/reading.js';
import { monthNames, weekdayNames } from '../time/calendar.js';
import { formatNumber, joinWords } from './format.js';

const operatorWords = {
  '=': 'is',
  '!=': 'is not',
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
} as const;

const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

function periodWords({ from, to, negated }: Extract<Filter, { kind: 'period' }>): string {
  const not = negated === true ? 'not ' : '';
  if (from === undefined) return to === undefined ? '' : `${not}before ${to.replace(/-01-01$/, '')}`;
  if (to === undefined) return `${not}from ${from.replace(/-01-01$/, '')} on`;
  const last = dayBefore(to);
  const firstYear = from.slice(0, 4);
  const lastYear = last.slice(0, 4);
  if (from.endsWith('-01-01') && last.endsWith('-12-31'))
    return `${not}in ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`;
  if (from === last) return `${not}on ${from}`;
  const month = Number(from.slice(5, 7));
  const months = (Number(lastYear) - Number(firstYear)) * 12 + Number(last.slice(5, 7)) - month + 1;
  const whole = from.endsWith('-01') && to.endsWith('-01');
  if (whole && months === 1) return `${not}in ${monthNames[month - 1] ?? ''} ${firstYear}`;
  if (whole && months === 3 && month % 3 === 1) return `${not}in Q${(month + 2) / 3} ${firstYear}`;
  return `${not}from ${from} to ${last}`;
}

function seasonWords({ part, values }: Extract<Filter, { kind: 'season' }>): string {
  if (part === 'quarter') return `in ${joinWords(values.map((value) => `Q${value}`))} of any year`;
  const names = part === 'month' ? monthNames : weekdayNames;
  const words = joinWords(values.map((value) => names[value - 1] ?? String(value)));
  return part === 'month' ? `in ${words} of any year` : `on ${words}`;
}

/** A filter in words: `department is Sales`, `in March 2014`. */
function filterWords(filter: Filter): string {
  const value = (one: string | number | boolean): string =>
    typeof one === 'number' ? formatNumber(one) : typeof one === 'boolean' ? (one ? 'yes' : 'no') : one;
  switch (filter.kind) {
    case 'compare':
      return `${spoken(filter.column)} ${operatorWords[filter.operator]} ${value(filter.value)}`;
    case 'between':
      return `${spoken(filter.column)} between ${formatNumber(filter.low)} and ${formatNumber(filter.high)}`;
    case 'in':
      return `${spoken(filter.column)} is ${filter.negated === true ? 'none of' : 'one of'} ${joinWords(filter.values.map(value), filter.negated === true ? 'and' : 'or')}`;
    case 'text':
      return `${spoken(filter.column)} ${filter.negated === true ? 'not ' : ''}${{ contains: 'containing', 'starts-with': 'starting with', 'ends-with': 'ending with' }[filter.test]} "${filter.value}"`;
    case 'null':
      return `${spoken(filter.column)} ${filter.negated === true ? 'known' : 'missing'}`;
    case 'period':
      return periodWords(filter);
    case 'season':
      return seasonWords(filter);
    default:
      return filter satisfies never;
  }
}

/** The filters in words, times last; empty when there are none. */
export function filtersInWords(filters: readonly Filter[]): string {
  const timed = (filter: Filter): boolean => filter.kind === 'period' || filter.kind === 'season';
  const others = filters.filter((filter) => !timed(filter)).map(filterWords);
  const times = filters
    .filter(timed)
    .map(filterWords)
    .filter((words) => words !== '');
  const where = others.length === 0 ? [] : [`where ${joinWords(others)}`];
  return [...where, ...(times.length === 0 ? [] : [times.join(', ')])].join(', ');
}

/** What a group is by, in words. */
export const groupWords = ({ bucket, column, cases }: GroupKey): string =>
  cases !== undefined
    ? joinWords(
        cases.map(({ name }) => name),
        'or',
      )
    : bucket === undefined
      ? spoken(column)
      : bucket.replaceAll('-', ' ');

function subject(spec: QuerySpec): string {
  const columns = (spec.columns ?? []).map(spoken);
  const [measure] = spec.measures;
  switch (spec.intent) {
    case 'aggregate':
      return `${joinWords(spec.measures.map(({ label }) => label))}${spec.groups.length === 0 ? '' : ` by ${joinWords(spec.groups.map(groupWords))}`}`;
    case 'extreme-row':
      return `${spec.order?.descending === true ? 'highest' : 'lowest'} ${spoken(spec.order?.by ?? '')}`;
    case 'rows':
      return 'rows';
    case 'distinct-values':
      return `values of ${joinWords(columns)}`;
    case 'fraction':
      return `share of ${measure?.operand === undefined ? 'rows' : measure.label} ${filtersInWords(spec.condition ?? [])}${spec.groups.length === 0 ? '' : ` by ${joinWords(spec.groups.map(groupWords))}`}`;
    case 'correlation':
    case 'scatter':
      return `${spec.intent === 'scatter' ? '' : 'correlation of '}${joinWords(columns)}`;
    case 'histogram':
      return `distribution of ${joinWords(columns)}`;
    case 'describe-dataset':
      return 'description';
    case 'list-datasets':
      return 'the datasets';
    default:
      return spec.intent satisfies never;
  }
}

/** A query in one line: `average salary by department in employees, where city is Oslo`. */
export function describeQuery(spec: QuerySpec): string {
  const filters = filtersInWords(spec.filters);
  if (spec.intent === 'list-datasets') return subject(spec);
  return `${subject(spec)} in ${spec.dataset}${filters === '' ? '' : `, ${filters}`}`.replaceAll(/\s+/g, ' ');
}
