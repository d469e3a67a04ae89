import type { GroupKey, QuerySpec } from '../query.js';
import { describeQuery } from '../answer/describe-query.js';
import { capitalise } from '../answer/format.js';
import { key, quote } from './source.js';

type Channel = Record<string, string>;

const write = (value: Channel): string =>
  `{ ${Object.entries(value)
    .map(([name, text]) => `${key(name)}: ${text}`)
    .join(', ')} }`;

function writeEncoding(channels: Readonly<Record<string, Channel>>): string {
  const lines = Object.entries(channels).map(([name, channel]) => `    ${key(name)}: ${write(channel)},`);
  return `{\n${lines.join('\n')}\n  }`;
}

const field = (name: string, type: string, title?: string): Channel => ({
  field: quote(name),
  type: quote(type),
  ...(title === undefined ? {} : { title: quote(title) }),
});

const dated = new Set(['day', 'week', 'month']);

const groupType = ({ bucket, alias }: GroupKey): string => {
  if (bucket !== undefined) return dated.has(bucket) ? 'temporal' : 'ordinal';
  return /^year$/i.test(alias) ? 'ordinal' : 'nominal';
};

function groupedChannels(spec: QuerySpec): Record<string, Channel> {
  const [group, second] = spec.groups;
  const [measure] = spec.measures;
  if (group === undefined || measure === undefined) return {};
  const value = spec.share === true && spec.chart === 'arc' ? 'share_percent' : measure.alias;
  const amount = field(value, 'quantitative', value === measure.alias ? measure.label : 'share (%)');
  if (spec.chart === 'arc') return { theta: amount, color: field(group.alias, 'nominal') };
  const sorted = spec.chart === 'bar' && spec.order?.by === measure.alias;
  const x = field(
    group.alias,
    spec.chart === 'bar' && groupType(group) === 'temporal' ? 'ordinal' : groupType(group),
  );
  return {
    x: sorted ? { ...x, sort: quote(spec.order?.descending === true ? '-y' : 'y') } : x,
    y: amount,
    ...(second === undefined
      ? {}
      : { color: field(second.alias, groupType(second) === 'temporal' ? 'ordinal' : groupType(second)) }),
  };
}

function channelsOf(spec: QuerySpec): Record<string, Channel> {
  const [first, second] = spec.columns ?? [];
  if (spec.intent === 'histogram' && first !== undefined) {
    return { x: { ...field('from', 'ordinal', first) }, y: field('count', 'quantitative', 'number of rows') };
  }
  if (
    (spec.intent === 'scatter' || spec.intent === 'correlation') &&
    first !== undefined &&
    second !== undefined
  ) {
    const [group] = spec.groups;
    return {
      x: field(first, 'quantitative'),
      y: field(second, 'quantitative'),
      ...(group === undefined ? {} : { color: field(group.column, 'nominal') }),
    };
  }
  if (spec.intent === 'extreme-row' && spec.order !== undefined) {
    const name = spec.columns?.[0];
    return name === undefined
      ? {}
      : { x: { ...field(name, 'nominal'), sort: quote('-y') }, y: field(spec.order.by, 'quantitative') };
  }
  return groupedChannels(spec);
}

/** `chart(result, { … })` for a query that wants one; undefined when it has nothing to draw. */
export function writeChart(spec: QuerySpec, frame: string): string | undefined {
  if (spec.chart === undefined) return undefined;
  const channels = channelsOf(spec);
  if (Object.keys(channels).length === 0) return undefined;
  const mark = spec.chart === 'line' ? `{ type: 'line', point: true }` : quote(spec.chart);
  return `chart(${frame}, {\n  title: ${quote(capitalise(describeQuery(spec)))},\n  mark: ${mark},\n  encoding: ${writeEncoding(channels)},\n})`;
}
