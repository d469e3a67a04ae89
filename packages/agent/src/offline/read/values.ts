import { isBoolean } from '../catalog.js';
import type { Mention } from '../link/mentions.js';
import type { Filter, FilterValue } from '../query.js';
import { tagsOf } from '../words/forms.js';
import type { Fragment } from './fragment.js';
import { columnGroup } from './groups.js';
import type { Reading } from './reading.js';

const negations = new Set([
  'not',
  'excluding',
  'except',
  'exclude',
  'without',
  'non',
  'minus',
  'no',
  'besides',
  'never',
  'outside',
]);

const passed = new Set([
  'the',
  'in',
  'of',
  'from',
  'for',
  'a',
  'an',
  'at',
  'is',
  'are',
  'any',
  'and',
  'or',
  'nor',
  'being',
  'by',
  ',',
  '-',
]);

/** How far before a value its `not` may stand: `do not work remotely`, `excluding those in the …`. */
const negationReach = 5;

/** The word that turns a value round; undefined when there is none. A list that opens with one is turned round as a whole. */
function negationOf(reading: Reading, start: number, chosen: readonly Chosen[]): number | undefined {
  for (let index = start - 1; index >= Math.max(0, start - negationReach); index -= 1) {
    const word = reading.word(index);
    if (negations.has(word)) return index;
    if (word === 'than' && reading.word(index - 1) === 'other') return index;
    const before = chosen.find(({ mention }) => index >= mention.start && index < mention.end);
    if (before !== undefined) return before.negation;
    if (!passed.has(word) && !tagsOf(word).includes('Verb')) return undefined;
  }
  return undefined;
}

interface Chosen {
  mention: Mention;
  column: string;
  value: FilterValue;
  inside: boolean;
  negated: boolean;
  /** Where the word stands that turns the value round. */
  negation?: number;
}

/** Of the columns that hold a value, the one whose name stands near it, or that the question groups by or filters already. */
function chooseValue(
  reading: Reading,
  fragment: Fragment,
  mention: Mention,
  chosen: readonly Chosen[],
): Chosen | undefined {
  const options = reading.valuesOf(mention);
  const best = options[0]?.weight ?? 0;
  const tied = options.filter(({ weight }) => weight >= best - 0.3);
  const named = (column: string): number => {
    const near = reading.mentions.some(
      (other) =>
        other !== mention &&
        Math.abs(other.start - mention.start) <= 3 &&
        other.alternatives.some(({ target }) => target.kind === 'column' && target.column === column),
    );
    const before =
      chosen.some((one) => one.column === column) || fragment.groups.some((group) => group.column === column);
    return (near ? 2 : 0) + (before ? 1 : 0);
  };
  const [winner] = [...tied].sort((one, other) => named(other.column) - named(one.column));
  if (winner === undefined) return undefined;
  if (tied.length > 1 && named(winner.column) === 0)
    reading.assume(`"${String(winner.value)}" is read as a value of the column ${winner.column}`);
  const negation = negationOf(reading, mention.start, chosen);
  if (negation !== undefined) reading.use(negation);
  return {
    mention,
    column: winner.column,
    value: winner.value,
    inside: winner.inside,
    negated: negation !== undefined,
    ...(negation === undefined ? {} : { negation }),
  };
}

function toFilters(chosen: readonly Chosen[]): Filter[] {
  const filters: Filter[] = [];
  for (const { inside, column, value, negated } of chosen) {
    const not = negated ? { negated } : {};
    if (inside) filters.push({ kind: 'text', column, test: 'contains', value: String(value), ...not });
  }
  const whole = chosen.filter(({ inside }) => !inside);
  for (const column of new Set(whole.map((one) => one.column))) {
    for (const negated of [false, true]) {
      const values = [
        ...new Set(
          whole.filter((one) => one.column === column && one.negated === negated).map(({ value }) => value),
        ),
      ];
      const [only] = values;
      if (only === undefined) continue;
      if (values.length === 1)
        filters.push({ kind: 'compare', column, operator: negated ? '!=' : '=', value: only });
      else filters.push({ kind: 'in', column, values, ...(negated ? { negated } : {}) });
    }
  }
  return filters;
}

/** A column's name beside its value (`the Sales department`, `weather is rain`) is no group of its own. */
function useNameBeside(reading: Reading, { mention, column }: Chosen): void {
  for (const other of reading.mentions) {
    if (other === mention || !reading.isFree(other)) continue;
    const names = other.alternatives.some(
      ({ target }) => target.kind === 'column' && target.column === column,
    );
    const distance = other.start >= mention.end ? other.start - mention.end : mention.start - other.end;
    const linked =
      other.start >= mention.end
        ? distance === 0
        : distance <= 1 &&
          ['is', 'was', '=', 'of', 'are', 'being', 'named', 'called', 'equals', ':', ''].includes(
            distance === 0 ? '' : reading.word(other.end),
          );
    if (names && linked) reading.use(other.start, other.end);
  }
}

const copulas = new Set([
  'is',
  'are',
  'was',
  'were',
  'have',
  'has',
  'had',
  'who',
  'that',
  'which',
  'come',
  'comes',
  'came',
  'earn',
  'earns',
  'earned',
  'caused',
  'cause',
  'belong',
  'belongs',
  'work',
  'works',
  'made',
]);

/** Of a fraction, what is counted is said after the verb: `what share of women | are in Sales`. */
function splitFraction(
  reading: Reading,
  fragment: Fragment,
  chosen: readonly Chosen[],
  filters: Filter[],
): void {
  const verb = reading.tokens.findIndex(({ word }, index) => index > 2 && copulas.has(word));
  const after = chosen.filter(({ mention }) => verb >= 0 && mention.start > verb);
  const before = chosen.filter((one) => !after.includes(one));
  const numeric = fragment.filters.filter(({ kind }) => kind !== 'period' && kind !== 'season');
  fragment.filters = fragment.filters.filter(({ kind }) => kind === 'period' || kind === 'season');
  if (after.length > 0) {
    fragment.condition = [...toFilters(after), ...numeric];
    fragment.filters.push(...toFilters(before));
  } else if (numeric.length > 0 && chosen.length > 0) {
    fragment.condition = numeric;
    fragment.filters.push(...filters);
  } else fragment.condition = [...filters, ...numeric];
  if (fragment.condition.length === 0) delete fragment.condition;
  else fragment.intent = 'fraction';
}

/** `share of remote employees by department`: what stands between the share and its groups is what is shared. */
function standsBeforeGroup(reading: Reading, { start, end }: Mention): boolean {
  const marker = reading.tokens.findIndex(
    ({ word, index }) => index >= end && /^(by|per|across|each)$/.test(word),
  );
  const share = reading.tokens.findIndex(({ word }) =>
    /^(share|percentage|percent|proportion|fraction|rate|%)$/.test(word),
  );
  return marker > 0 && share >= 0 && (share < start || share === end);
}

/** `cancellation rate`: the share of rows whose flag is set. */
function readRate(reading: Reading, fragment: Fragment, chosen: readonly Chosen[]): void {
  const flag = chosen.find(({ mention }) => /^rates?$/.test(reading.word(mention.end)));
  const profile = flag === undefined ? undefined : reading.column(flag.column);
  if (flag === undefined || profile === undefined || (!isBoolean(profile) && profile.distinct !== 2)) return;
  reading.use(flag.mention.end);
  fragment.share = true;
}

/** `remote vs non-remote`: both sides of a flag leave every row, and set the two against each other. */
function withoutBothSides(reading: Reading, fragment: Fragment, chosen: readonly Chosen[]): Chosen[] {
  const both = chosen.find(
    (one) =>
      typeof one.value === 'boolean' &&
      chosen.some((other) => other.column === one.column && other.negated !== one.negated),
  );
  if (both === undefined) return [...chosen];
  if (!fragment.groups.some(({ column }) => column === both.column))
    fragment.groups.push(columnGroup(reading, both.column));
  fragment.comparison = true;
  return chosen.filter(({ column }) => column !== both.column);
}

/** `the most rainy days` counts days; `the most rain` adds up rain. */
const countsRows = /^(days?|events?|rows?|times?|weather|strikes?|orders?|people|employees?)$/;

/** Reads category values as filters; two values of a column that are compared become its groups too. */
export function readValues(reading: Reading, fragment: Fragment): void {
  const chosen: Chosen[] = [];
  for (const mention of reading.mentions) {
    const [first] = mention.alternatives;
    if (!reading.isFree(mention) || reading.valuesOf(mention).length === 0) continue;
    if (
      first?.target.kind !== 'value' &&
      (reading.valuesOf(mention)[0]?.weight ?? 0) < (first?.weight ?? 0) - 0.6
    )
      continue;
    const wantsNumber =
      fragment.measures.some(
        ({ operation, operand }) => operation !== undefined && operation !== 'count' && operand === undefined,
      ) ||
      (fragment.ranking !== undefined &&
        fragment.measures.length === 0 &&
        !countsRows.test(reading.word(mention.end)));
    if (wantsNumber && reading.operandsOf(mention).length > 0) continue;
    const value = chooseValue(reading, fragment, mention, chosen);
    if (value === undefined) continue;
    reading.use(mention.start, mention.end);
    chosen.push(value);
  }
  for (const one of chosen) useNameBeside(reading, one);
  const filters = toFilters(withoutBothSides(reading, fragment, chosen));
  readRate(reading, fragment, chosen);
  const several = filters.find((filter) => filter.kind === 'in' && filter.negated !== true);
  const wantsShare = fragment.share && several === undefined && fragment.groups.length === 0;
  if (
    wantsShare &&
    (filters.length > 0 || fragment.filters.some(({ kind }) => kind === 'compare' || kind === 'between'))
  ) {
    splitFraction(reading, fragment, chosen, filters);
    return;
  }
  const [only, ...further] = chosen;
  if (
    fragment.setsAgainst === true &&
    only !== undefined &&
    further.length === 0 &&
    fragment.groups.length === 0
  ) {
    fragment.groups.push(columnGroup(reading, only.column));
    return;
  }
  if (fragment.share && several === undefined && fragment.groups.length === 1) {
    const counted = chosen.filter(({ mention }) => standsBeforeGroup(reading, mention));
    if (counted.length > 0) {
      fragment.intent = 'fraction';
      fragment.condition = toFilters(counted);
      fragment.filters.push(...toFilters(chosen.filter((one) => !counted.includes(one))));
      return;
    }
  }
  fragment.filters.push(...filters);
  if (
    several === undefined ||
    fragment.groups.some(({ column }) => column === (several.kind === 'in' ? several.column : ''))
  )
    return;
  const alternatives =
    reading.tokens.some(({ word, index }) => word === 'or' && index > 0) && !fragment.comparison;
  if (several.kind === 'in' && fragment.intent !== 'rows' && !alternatives) {
    fragment.groups.unshift(columnGroup(reading, several.column));
    if (several.values.length === 2) fragment.comparison = true;
  }
}
