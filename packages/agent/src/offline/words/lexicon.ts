import type { AggregateOperation, ChartKind, TimeBucket } from '../query.js';
import { wordTable } from './word-table.js';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Words that carry no meaning for a query. */
export const stopWords: ReadonlySet<string> = new Set(
  words(`
    a an the this that these those it its they them their there here i me my we us our you your he she his her him
    is are was were be been being am do does did done has have had having can could will would shall should may might must
    of in on at to for from with without within into onto by per as about among amongst between during through via and or but nor so
    what which who whom whose when where how why if then than too also just only even ever still yet again now
    please show tell give list display find get let want need know see look make compute calculate work out figure determine
    like some any all each every both either such own same other another more most less least much many few several
    not no yes ok okay thanks thank hi hello hey kindly quickly simply exactly really very quite right
    data dataset datasets table tables file record records row rows entry entries value values result results information info figure
    figures number numbers column columns field fields overview summary summarise summarize analyse analyze analysis breakdown
    question answer kind type types one ones thing things respective respectively overall general generally altogether
    up down over under off above below across along around s t re ve ll d compared comparing versus vs against
    stats statistics placed made recorded observed measured registered found reported happened happen happening occurred occur took take taken place given
    there's ever currently current level levels together combined group groups grouped grouping split broken break category categories
    wise based according respect regard regards regarding concerning terms term case cases come comes came coming go goes went going
    use using used belong belongs belonging exist exists existing available contain contains contained include includes included including
    appear appears appeared actual actually stand stands different various differ differs difference differences mean means
    can't won't would like could look looked looking say says said think compare comparison chart graph plot visual visualise visualize draw
    drawn picture figure diagram ask asked asking question questions every everyone everything everybody anyone someone
    set sets lot lots bit big back world real time times way ways still whole entire total
    were have got getting gets obtain obtained per fall falls lie lies within range ranges sorted sort order ordered rank ranked ranking
    first last final next previous part parts percent percentage share
    named called titled known whether while though although since because due
    euro euros eur dollar dollars usd gbp gap spread ever serving collected collection stored holds hold held world worldwide events event occurrence occurrences instance instances observation observations
    measurement measurements`),
);

/** Phrases that name an aggregate, longest first where they overlap. */
export const aggregatePhrases: readonly (readonly [string, AggregateOperation])[] = [
  ['how many', 'count'],
  ['total number of', 'count'],
  ['number of', 'count'],
  ['count of', 'count'],
  ['no of', 'count'],
  ['counts', 'count'],
  ['count', 'count'],
  ['frequency', 'count'],
  ['headcount', 'count'],
  ['head count', 'count'],
  ['how often', 'count'],
  ['how much', 'sum'],
  ['grand total', 'sum'],
  ['sum total', 'sum'],
  ['in total', 'sum'],
  ['total', 'sum'],
  ['totals', 'sum'],
  ['sum', 'sum'],
  ['summed', 'sum'],
  ['combined', 'sum'],
  ['aggregate', 'sum'],
  ['overall', 'sum'],
  ['on average', 'mean'],
  ['average', 'mean'],
  ['averages', 'mean'],
  ['averaged', 'mean'],
  ['avg', 'mean'],
  ['mean', 'mean'],
  ['means', 'mean'],
  ['typical', 'mean'],
  ['typically', 'mean'],
  ['usual', 'mean'],
  ['median', 'median'],
  ['medians', 'median'],
  ['midpoint', 'median'],
  ['standard deviation', 'std'],
  ['std dev', 'std'],
  ['std', 'std'],
  ['stdev', 'std'],
  ['stddev', 'std'],
  ['variability', 'std'],
  ['variance', 'variance'],
  ['minimum', 'min'],
  ['min', 'min'],
  ['maximum', 'max'],
  ['max', 'max'],
];

export const distinctWords: ReadonlySet<string> = new Set(words('distinct unique different'));

/** A word that ranks: which way, and the concept it speaks of when it names one. */
interface Superlative {
  descending: boolean;
  concept?: string;
  /** `most employees`, `most common`: ranks by a count when no column is near. */
  counts?: boolean;
}

const high = (concept?: string): Superlative => ({ descending: true, ...(concept ? { concept } : {}) });
const low = (concept?: string): Superlative => ({ descending: false, ...(concept ? { concept } : {}) });

export const superlatives: Readonly<Record<string, Superlative>> = wordTable({
  highest: high(),
  largest: high(),
  biggest: high('size'),
  greatest: high(),
  top: high(),
  best: high(),
  most: { descending: true, counts: true },
  maximum: high(),
  max: high(),
  leading: high(),
  lowest: low(),
  smallest: low('size'),
  least: { descending: false, counts: true },
  fewest: { descending: false, counts: true },
  worst: low(),
  bottom: low(),
  minimum: low(),
  min: low(),
  commonest: { descending: true, counts: true },
  rarest: { descending: false, counts: true },
  heaviest: high('weight'),
  lightest: low('weight'),
  longest: high('length'),
  shortest: low('length'),
  tallest: high('height'),
  deepest: high('depth'),
  fastest: high('speed'),
  slowest: low('speed'),
  hottest: high('temperature-high'),
  warmest: high('temperature-high'),
  coldest: low('temperature-low'),
  coolest: low('temperature-low'),
  wettest: high('precipitation'),
  rainiest: high('precipitation'),
  driest: low('precipitation'),
  windiest: high('wind'),
  calmest: low('wind'),
  busiest: { descending: true, counts: true },
  quietest: { descending: false, counts: true },
  oldest: high('age'),
  eldest: high('age'),
  youngest: low('age'),
  newest: high('recent'),
  earliest: low('recent'),
  latest: high('recent'),
  richest: high('income'),
  wealthiest: high('income'),
  poorest: low('income'),
  priciest: high('price'),
  costliest: high('price'),
  cheapest: low('price'),
  deadliest: high('deaths'),
  strongest: high('power'),
  thriftiest: high('economy'),
});

/** A comparative that compares with a number: the operator, and the concept it speaks of. */
export const comparatives: Readonly<Record<string, { operator: '>' | '<'; concept?: string }>> = wordTable({
  more: { operator: '>' },
  greater: { operator: '>' },
  higher: { operator: '>' },
  larger: { operator: '>' },
  bigger: { operator: '>' },
  less: { operator: '<' },
  fewer: { operator: '<' },
  lower: { operator: '<' },
  smaller: { operator: '<' },
  heavier: { operator: '>', concept: 'weight' },
  lighter: { operator: '<', concept: 'weight' },
  longer: { operator: '>', concept: 'length' },
  shorter: { operator: '<', concept: 'length' },
  taller: { operator: '>', concept: 'height' },
  older: { operator: '>', concept: 'age' },
  younger: { operator: '<', concept: 'age' },
  hotter: { operator: '>', concept: 'temperature-high' },
  warmer: { operator: '>', concept: 'temperature-high' },
  colder: { operator: '<', concept: 'temperature-low' },
  cooler: { operator: '<', concept: 'temperature-low' },
  faster: { operator: '>', concept: 'speed' },
  slower: { operator: '<', concept: 'speed' },
  cheaper: { operator: '<', concept: 'price' },
  pricier: { operator: '>', concept: 'price' },
  windier: { operator: '>', concept: 'wind' },
  wetter: { operator: '>', concept: 'precipitation' },
});

/** `highly`, `expensive`, `common`: adjectives that turn `most`/`least` into a ranking by a concept. */
export const rankedAdjectives: Readonly<
  Record<string, { concept?: string; inverted?: boolean; counts?: boolean }>
> = wordTable({
  expensive: { concept: 'price' },
  costly: { concept: 'price' },
  common: { counts: true },
  frequent: { counts: true },
  frequently: { counts: true },
  popular: { counts: true },
  often: { counts: true },
  numerous: { counts: true },
  powerful: { concept: 'power' },
  populous: { concept: 'population' },
  populated: { concept: 'population' },
  efficient: { concept: 'economy' },
  economical: { concept: 'economy' },
  profitable: { concept: 'revenue' },
  lucrative: { concept: 'revenue' },
  fertile: { concept: 'fertility' },
  rainy: { concept: 'precipitation' },
  windy: { concept: 'wind' },
  senior: { concept: 'age' },
  recent: { concept: 'recent' },
  recently: { concept: 'recent' },
  paid: { concept: 'salary' },
  selling: { concept: 'revenue' },
  sold: { concept: 'quantity' },
  performing: { concept: 'performance' },
  rated: { concept: 'rating' },
  earning: { concept: 'salary' },
  grossing: { concept: 'revenue' },
});

export const bucketNouns: Readonly<Record<string, TimeBucket>> = wordTable({
  day: 'day',
  date: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  weekday: 'weekday',
  hour: 'hour',
});

export const bucketAdjectives: Readonly<Record<string, TimeBucket>> = wordTable({
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  hourly: 'hour',
  seasonal: 'month-of-year',
  seasonality: 'month-of-year',
});

export const chartWords: Readonly<Record<string, ChartKind | 'default' | 'histogram'>> = wordTable({
  bar: 'bar',
  bars: 'bar',
  column: 'bar',
  barchart: 'bar',
  line: 'line',
  linechart: 'line',
  pie: 'arc',
  piechart: 'arc',
  donut: 'arc',
  doughnut: 'arc',
  scatter: 'point',
  scatterplot: 'point',
  dot: 'point',
  bubble: 'point',
  area: 'area',
  histogram: 'histogram',
  chart: 'default',
  graph: 'default',
  plot: 'default',
  plotted: 'default',
  visualise: 'default',
  visualize: 'default',
  diagram: 'default',
  visualisation: 'default',
  visualization: 'default',
  draw: 'default',
});

/** Words that the reader itself gives a meaning, beside those of the tables above. */
export const structureWords: ReadonlySet<string> = new Set(
  words(`
    average total median maximum minimum highest lowest largest smallest
    correlation correlate correlated correlates relationship relation related distribution histogram spread trend trends trending evolution
    evolve evolved develop developed development changed change changes changing growth grew grow grown increase increased decrease decreased
    share proportion percentage percent fraction ratio compare compared comparison versus difference between
    before after since until till through throughout during from
    ascending descending asc desc increasing decreasing alphabetical alphabetically reverse reversed
    exceed exceeds exceeding equal equals greater least most
    excluding except exclude excludes without missing null blank empty unknown
    describe schema structure distinct unique different percentile quartile
    spring summer autumn winter weekend weekends weekdays quarter month year week today yesterday
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    instead remove drop reset clear everything filter filtered filters restrict limit
    starting beginning ending start begin end starts begins ends
    which where what when how many much`),
);
