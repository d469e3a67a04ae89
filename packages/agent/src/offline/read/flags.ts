import type { QueryIntent } from '../query.js';
import { chartWords } from '../words/lexicon.js';
import type { Fragment } from './fragment.js';
import type { Reading } from './reading.js';

/** A phrase that sets something of the query by itself. Matched on the words of the question, joined by spaces. */
interface Flag {
  pattern: RegExp;
  apply(fragment: Fragment): void;
}

const intent =
  (value: QueryIntent) =>
  (fragment: Fragment): void => {
    fragment.intent ??= value;
  };

const flags: readonly Flag[] = [
  {
    pattern: /\b(correlat\w*|relationship|relation|related|association|associated|go together)\b/,
    apply: intent('correlation'),
  },
  {
    pattern: /\b(does|do|is|are) .* (depend\w*|influence|affect|relate|linked|tied)\b/,
    apply: intent('correlation'),
  },
  { pattern: /\b(distribution|distributed|histogram|spread)\b/, apply: intent('histogram') },
  {
    pattern:
      /\b(trend\w*|over time|over the years|through time|evolution|evolv\w*|develop(ed|ment)?|time series|timeline|has .* changed?|have .* changed?|did .* change|how .* chang\w+)\b/,
    apply: (fragment) => (fragment.trend = true),
  },
  {
    pattern: /\b(shares?|proportions?|percentages?|percent|fractions?|portion|ratio|%)(?= |$)/,
    apply: (fragment) => (fragment.share = true),
  },
  { pattern: /%/, apply: (fragment) => (fragment.share = true) },
  {
    pattern: /\b(compare[ds]?|comparison|versus|vs|difference between|compared)\b/,
    apply: (fragment) => (fragment.comparison = true),
  },
  {
    pattern:
      /\b((year over year|month over month|quarter over quarter|yoy|mom|qoq)|growth( rate)?|percent(age)? change|change from|how much (did|has|have) .* (grow|grown|increase|increased|rise|risen|fall|fallen|drop|dropped|decrease|decreased|decline|declined)|(highest|largest|biggest|greatest|strongest|lowest|smallest|steepest|sharpest) (percentage |relative |sales |revenue |monthly |yearly |annual )?(growth|increase|decrease|drop|decline|rise|fall|jump|gain))\b/,
    apply: (fragment) => {
      fragment.change = true;
      fragment.trend = true;
    },
  },
  {
    pattern:
      /\b(highest|largest|biggest|greatest|steepest|sharpest|worst) (\w+ )?(drop|decrease|decline|fall|loss)\b/,
    apply: (fragment) => (fragment.falls = true),
  },
  {
    pattern:
      /\b(without|remove|drop|clear|reset|no) (the |any |all )?(filters?|restrictions?)\b|\b(overall|in total|for all|all together) ?$/,
    apply: (fragment) => (fragment.clearsFilters = true),
  },
  {
    pattern: /\b(as well|too|in addition|additionally|further|also by|and also)\b/,
    apply: (fragment) => (fragment.addsGroups = true),
  },
  {
    pattern:
      /^(please )?(describe|explain|summari[sz]e|tell me about|what is in|what does|what do we know about|give me an overview|overview of|show me an overview|profile)\b|\b(schema|structure|what columns|which columns|what fields|which fields|columns (are|does|of|in)|summary statistics|look like)\b/,
    apply: intent('describe-dataset'),
  },
  {
    pattern:
      /\b(which|what|list|show|available|all|your|the|many) (the |all |me |of |your |available |kinds? of )*(datasets?|data sets?|data|tables)\b( (is|are|do|does|can|have|there|you|we|i|available|get|did)\b.*)?$/,
    apply: intent('list-datasets'),
  },
];

const chartLead =
  /\b(chart|graph|plot|plotted|diagram|visuali[sz]\w*|draw\w*|histogram|scatter\w*|pie|donut|doughnut|bars?)\b/;

function readChart(reading: Reading, fragment: Fragment, text: string): void {
  if (!chartLead.test(text)) return;
  const kinds = reading.tokens.flatMap(({ index, word }) => {
    const kind = Object.hasOwn(chartWords, word) ? chartWords[word] : undefined;
    if (kind === undefined) return [];
    const nearChart = ['chart', 'graph', 'plot', 'diagram', 'charts', 'graphs', 'plots'].includes(
      reading.word(index + 1),
    );
    if (
      (word === 'line' ||
        word === 'area' ||
        word === 'column' ||
        word === 'dot' ||
        word === 'bar' ||
        word === 'bars') &&
      !nearChart &&
      !/\b(as|with) (a )?(line|bar|area|bars)\b/.test(text)
    )
      return [];
    if (reading.mentionAt(index) !== undefined && !nearChart && kind !== 'default') return [];
    reading.use(index);
    return [kind];
  });
  const specific = kinds.find((kind) => kind !== 'default' && kind !== 'histogram');
  if (kinds.includes('histogram')) {
    fragment.intent ??= 'histogram';
    fragment.chart = 'bar';
  } else if (specific === 'point' && fragment.intent !== 'correlation') {
    fragment.intent ??= 'scatter';
    fragment.chart = 'point';
  } else fragment.chart = specific ?? (kinds.length > 0 ? 'default' : undefined);
}

const followUpStart =
  /^(and|but|what about|how about|now|only|just|same|also|then|ok(ay)?|instead|as an?|in an?|make (it|that|this)|show (it|that|this|them|those)|plot (it|that|this|them)|chart (it|that|this)|sort(ed)?|order(ed)? (it|them|by)|reverse|break (it|that|this)|split (it|that|this)|group (it|that|this|them)|by|per|for|in|excluding|except|without|with|top|bottom|limit|remove|filter|restrict|exclude|of (those|these|them)|can you (plot|chart|show) (it|that|this)|turn (it|that|this)|do (it|that|the same)|the same|use|instead of)\b/;
const followUpEnd = /\b(instead|as well|too)$/;
const backReference = /\b(that|those|these|them|this|it)\b/;

/** Reads the phrases that set a flag, the chart that is asked for, and whether the question leans on the one before. */
export function readFlags(reading: Reading, fragment: Fragment): void {
  const text = reading.tokens
    .filter(({ word }) => word !== '?' && word !== '.')
    .map(({ word }) => word)
    .join(' ');
  for (const flag of flags) if (flag.pattern.test(text)) flag.apply(fragment);
  readChart(reading, fragment, text);
  fragment.followsUp =
    followUpStart.test(text) ||
    followUpEnd.test(text) ||
    (reading.tokens.length <= 9 && backReference.test(text));
}
