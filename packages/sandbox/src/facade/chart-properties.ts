import {
  anyOf,
  boolean,
  chartError,
  list,
  nothing,
  number,
  plainText,
  scalar,
  shape,
  token,
  word,
  type Reader,
} from './chart-values.js';
import { describeValue } from './describe-value.js';

export const markTypes = [
  'bar',
  'line',
  'area',
  'point',
  'arc',
  'tick',
  'rect',
  'boxplot',
  'circle',
  'square',
  'text',
  'rule',
  'trail',
];

/** The channels of an encoding. None of them can name an address: no `href`, no `url`. */
export const channelNames = [
  'x',
  'y',
  'x2',
  'y2',
  'xOffset',
  'yOffset',
  'color',
  'fill',
  'stroke',
  'size',
  'shape',
  'opacity',
  'strokeDash',
  'theta',
  'radius',
  'text',
  'tooltip',
  'order',
  'detail',
  'row',
  'column',
  'facet',
] as const;

export const aggregates = [
  'count',
  'sum',
  'mean',
  'average',
  'median',
  'min',
  'max',
  'stdev',
  'variance',
  'distinct',
  'q1',
  'q3',
];
export const types = { quantitative: 'Q', nominal: 'N', ordinal: 'O', temporal: 'T' } as const;
export const orders = word(
  'ascending',
  'descending',
  'x',
  '-x',
  'y',
  '-y',
  'color',
  '-color',
  'size',
  '-size',
  'theta',
  '-theta',
);

export const markProperties: Readonly<Record<string, Reader>> = {
  type: word(...markTypes),
  point: boolean,
  tooltip: boolean,
  filled: boolean,
  line: boolean,
  clip: boolean,
  interpolate: word('linear', 'monotone', 'step', 'step-before', 'step-after', 'basis', 'cardinal'),
  innerRadius: number(0, 1000),
  outerRadius: number(0, 1000),
  padAngle: number(0, 1),
  cornerRadius: number(0, 100),
  cornerRadiusEnd: number(0, 100),
  cornerRadiusTopLeft: number(0, 100),
  cornerRadiusTopRight: number(0, 100),
  cornerRadiusBottomLeft: number(0, 100),
  cornerRadiusBottomRight: number(0, 100),
  opacity: number(0, 1),
  fillOpacity: number(0, 1),
  strokeOpacity: number(0, 1),
  size: number(0, 10_000),
  thickness: number(0, 100),
  strokeWidth: number(0, 100),
  strokeDash: list(number(0, 100), 8),
  color: token,
  fill: token,
  stroke: token,
  fontSize: number(4, 100),
  fontWeight: anyOf(number(100, 900), word('normal', 'bold')),
  angle: number(-360, 360),
  align: word('left', 'center', 'right'),
  baseline: word('top', 'middle', 'bottom'),
  dx: number(-500, 500),
  dy: number(-500, 500),
  orient: word('horizontal', 'vertical'),
  extent: anyOf(number(0, 10), word('min-max')),
};

export const scale = shape({
  zero: boolean,
  nice: boolean,
  reverse: boolean,
  clamp: boolean,
  padding: number(0, 500),
  paddingInner: number(0, 1),
  paddingOuter: number(0, 100),
  domainMin: scalar,
  domainMax: scalar,
  type: word('linear', 'log', 'sqrt', 'pow', 'symlog', 'time', 'utc', 'band', 'point', 'ordinal'),
  domain: list(scalar, 100),
  range: list(anyOf(number(-10_000, 10_000), token), 100),
  scheme: token,
});

export const title = anyOf(nothing, plainText);
export const axis = anyOf(
  nothing,
  shape({
    title,
    format: token,
    labelAngle: number(-360, 360),
    labels: boolean,
    labelLimit: number(0, 2000),
    labelFontSize: number(4, 100),
    titleFontSize: number(4, 100),
    labelOverlap: anyOf(boolean, word('parity', 'greedy')),
    values: list(scalar, 100),
    domain: boolean,
    grid: boolean,
    ticks: boolean,
    tickCount: number(0, 100),
    orient: word('left', 'right', 'top', 'bottom'),
  }),
);
export const legend = anyOf(
  nothing,
  shape({
    title,
    format: token,
    orient: word(
      'left',
      'right',
      'top',
      'bottom',
      'none',
      'top-left',
      'top-right',
      'bottom-left',
      'bottom-right',
    ),
    direction: word('horizontal', 'vertical'),
    columns: number(0, 20),
    labelLimit: number(0, 2000),
    values: list(scalar, 100),
  }),
);

export const timeUnit: Reader = (value, path) => {
  if (
    typeof value === 'string' &&
    /^(utc)?(year|quarter|month|week|dayofyear|day|date|hours|minutes|seconds){1,6}$/.test(value)
  )
    return value;
  throw chartError(
    `${path} must be a unit of time such as 'year', 'yearmonth' or 'month', not ${describeValue(value)}.`,
  );
};
