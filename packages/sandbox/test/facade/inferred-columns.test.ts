import pl from 'nodejs-polars';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { inferredColumns } from '../../src/facade/known-columns.js';
import type { ColumnTypes } from '../../src/facade/inferred-types.js';
import { executePlan, type PlanNode } from '../../src/plan/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-inferred-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'all.parquet');
pl.DataFrame({
  text: ['a', 'b'],
  whole: pl.Series('whole', [1, 2], pl.Int64),
  small: pl.Series('small', [1, 2], pl.Int8),
  count: pl.Series('count', [1, 2], pl.UInt32),
  real: [1.5, 2.5],
  single: pl.Series('single', [1.5, 2.5], pl.Float32),
  flag: [true, false],
  day: pl.Series('day', [new Date(0), new Date(1)], pl.Datetime('ms')).cast(pl.Date),
  list: [[1], [2]],
}).writeParquet(path);

const datasets = new Map([['all', { name: 'all', path }]]);
const scan: PlanNode = { op: 'pl.scan', args: { name: 'all' } };
const columns: ColumnTypes = new Map(asked(scan));

function asked(node: PlanNode): [string, string][] {
  const table = executePlan(node, { datasets, action: { kind: 'schema' } });
  return table.columns.map(({ name, dtype }) => [name, dtype]);
}

const col = (...names: string[]): PlanNode => ({ op: 'pl.col', args: { names } });
const lit = (value: string | number): PlanNode => ({ op: 'pl.lit', args: { value } });
const on = (op: string, input: PlanNode, args: PlanNode['args'] = {}): PlanNode => ({ op, input, args });

const aggregates = [
  'count',
  'len',
  'nUnique',
  'first',
  'last',
  'max',
  'min',
  'sum',
  'mean',
  'median',
  'std',
  'mode',
];
const comparisons = ['eq', 'gt', 'gtEq', 'lt', 'ltEq', 'neq', 'mod'];
const names = [...columns.keys(), 'missing', '^te.*$', '*'];

const expressions: PlanNode[] = names.flatMap((name) => [
  col(name),
  on('expression.alias', col(name), { name: 'other' }),
  on('expression.alias', on('expression.max', col(name)), { name: 'other' }),
  on('expression.mean', on('expression.mean', col(name))),
]);
for (const name of names) {
  for (const op of aggregates) expressions.push(on(`expression.${op}`, col(name)));
  for (const op of comparisons) {
    for (const other of [lit(1), lit('x'), col('whole')]) {
      expressions.push(on(`expression.${op}`, col(name), { other }));
    }
  }
}
const gt = on('expression.gt', col('whole'), { other: lit(1) });
expressions.push(
  { op: 'pl.len', args: {} },
  col('text', 'whole'),
  on('expression.and', gt, { others: [on('expression.eq', col('text'), { other: lit('x') })] }),
  on('expression.or', gt, { others: [gt, col('flag')] }),
  on('expression.and', col('text'), { others: [gt] }),
);

const grouped = on('frame.groupBy', scan, { by: [col('text')] });
const steps: [string, (list: PlanNode[]) => PlanNode][] = [
  ['select', (list) => on('frame.select', scan, { expressions: list })],
  ['withColumns', (list) => on('frame.withColumns', scan, { expressions: list })],
  ['filter', (list) => on('frame.filter', scan, { predicates: list })],
  ['sort', (list) => on('frame.sort', scan, { by: list })],
  ['agg', (list) => on('groupBy.agg', grouped, { aggregations: list })],
  [
    'groupBy',
    (list) =>
      on('groupBy.agg', on('frame.groupBy', scan, { by: list }), {
        aggregations: [{ op: 'pl.len', args: {} }],
      }),
  ],
];

/** What is inferred, where it is, must be what polars says. */
function compare(node: PlanNode): 'inferred' | 'to ask' {
  const inferred = inferredColumns(
    node,
    { datasets: () => [] },
    { get: (step) => (step === scan ? columns : undefined) },
  );
  if (inferred === undefined) return 'to ask';
  expect({ node, columns: [...inferred] }).toEqual({ node, columns: asked(node) });
  return 'inferred';
}

test.each(steps)('%s: what is inferred of each expression is what polars says', (_name, step) => {
  const found = expressions.map((expression) => compare(step([expression])));
  expect(found).toContain('inferred');
  expect(found).toContain('to ask');
});

test.each(steps)('%s: pairs of expressions, the same name twice among them', (_name, step) => {
  const some = [
    col('whole'),
    col('text'),
    on('expression.sum', col('whole')),
    on('expression.alias', col('real'), { name: 'text' }),
  ];
  const found = some.flatMap((left) => some.map((right) => compare(step([left, right]))));
  expect(found).toContain('to ask');
});

test('common programs ask polars nothing but their rows', () => {
  const mean = on('expression.alias', on('expression.mean', col('whole')), { name: 'mean' });
  expect(compare(on('groupBy.agg', grouped, { aggregations: [mean, { op: 'pl.len', args: {} }] }))).toBe(
    'inferred',
  );
  expect(compare(on('frame.filter', scan, { predicates: [gt] }))).toBe('inferred');
  expect(compare(on('frame.collect', scan, {}))).toBe('inferred');
});
