import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/facade/spec/index.js';
import { GuestError } from '../../src/language/index.js';
import { executePlan, type PlanNode } from '../../src/plan/index.js';

const noDatasets = { datasets: new Map<string, never>() };
const scan = { op: 'pl.scan', args: { name: 'x' } };
const column: PlanNode = { op: 'pl.col', args: { names: ['a'] } };
const one: PlanNode = { op: 'pl.DataFrame', args: { columns: [{ name: 'a', values: [1] }] } };

function codeOf(plan: unknown): string {
  try {
    executePlan(plan, noDatasets);
  } catch (error) {
    if (error instanceof GuestError) return error.code;
    throw error;
  }
  return 'executed';
}

describe('a forged plan', () => {
  const forged: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a text', 'pl.scan'],
    ['a list', [scan]],
    ['an unknown operation', { op: 'frame.sinkCSV', input: scan, args: { path: '/tmp/x' } }],
    ['an operation of the facade', { op: 'frame.toRecords', input: scan }],
    ['a name of an object’s machinery', { op: '__proto__' }],
    ['constructor as an operation', { op: 'constructor', args: {} }],
    ['an operation as a list', { op: ['pl.scan'], args: { name: 'x' } }],
    ['an expression where a frame is needed', column],
    [
      'a frame where an expression is needed',
      { op: 'frame.select', input: one, args: { expressions: [one] } },
    ],
    ['an input too many', { op: 'pl.scan', input: one, args: { name: 'x' } }],
    ['no input', { op: 'frame.head', args: { n: 1 } }],
    ['an unknown argument', { op: 'frame.head', input: one, args: { n: 1, path: '/etc/passwd' } }],
    ['an unknown property', { op: 'frame.head', input: one, path: '/etc/passwd' }],
    ['an argument of another kind', { op: 'frame.head', input: one, args: { n: '1' } }],
    ['a number out of range', { op: 'frame.head', input: one, args: { n: -1 } }],
    ['a number that is not whole', { op: 'frame.head', input: one, args: { n: 1.5 } }],
    ['a choice that is none', { op: 'frame.join', input: one, args: { other: one, how: 'constructor' } }],
    [
      'a type that is none',
      {
        op: 'frame.select',
        input: one,
        args: { expressions: [{ op: 'expression.cast', input: column, args: { dtype: 'object' } }] },
      },
    ],
    [
      'a literal object',
      {
        op: 'frame.select',
        input: one,
        args: { expressions: [{ op: 'pl.lit', args: { value: { type: 'date' } } }] },
      },
    ],
    [
      'a tagged literal with more to it',
      {
        op: 'frame.select',
        input: one,
        args: {
          expressions: [{ op: 'pl.lit', args: { value: { type: 'date', milliseconds: 0, path: 'x' } } }],
        },
      },
    ],
    [
      'a group that is not aggregated',
      { op: 'frame.head', input: { op: 'frame.groupBy', input: one, args: { by: [column] } } },
    ],
    [
      'a condition without an end',
      {
        op: 'frame.select',
        input: one,
        args: {
          expressions: [
            {
              op: 'when.then',
              input: { op: 'pl.when', args: { predicates: [column] } },
              args: { value: column },
            },
          ],
        },
      },
    ],
    [
      'a duration that is none',
      { op: 'frame.groupByDynamic', input: one, args: { indexColumn: 'a', every: '1x' } },
    ],
  ];

  test.each(forged)('with %s is refused', (_title, plan) => {
    expect(codeOf(plan)).toBe('plan-invalid');
  });

  test.each([
    '../x',
    '/etc/passwd',
    'file:///etc/passwd',
    '__proto__',
    'constructor',
    'toString',
    'x.parquet',
    'a'.repeat(10_000),
  ])('with the dataset %s reads nothing', (name) => {
    expect(codeOf({ op: 'pl.scan', args: { name } })).toBe('dataset-unknown');
  });

  test('that is too deep is refused before polars sees it', () => {
    let plan: PlanNode = one;
    for (let depth = 0; depth < 100_000; depth += 1) plan = { op: 'frame.head', input: plan };
    expect(codeOf(plan)).toBe('plan-too-large');
  });

  test('that is too wide is refused', () => {
    const expressions = Array.from({ length: 6000 }, () => column);
    expect(codeOf({ op: 'frame.select', input: one, args: { expressions } })).toBe('plan-too-large');
  });

  test('with too many values is refused', () => {
    const values = Array.from({ length: 100_001 }, () => 1);
    expect(codeOf({ op: 'pl.DataFrame', args: { columns: [{ name: 'a', values }] } })).toBe('plan-too-large');
  });
});

const jsonValue = fc.jsonValue({ maxDepth: 3 });
const operationId = fc.constantFrom(
  ...operations.map((operation) => operation.id),
  'frame.serialize',
  '__proto__',
);
const argumentName = fc.constantFrom(
  ...operations.flatMap((operation) => operation.parameters.map((parameter) => parameter.name)),
  'path',
);

/** Trees that look like plans: right operations with right and wrong arguments. */
const planLike = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.record(
    {
      op: operationId,
      input: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant(one),
        fc.constant(column),
        tie('node'),
      ),
      args: fc.dictionary(
        argumentName,
        fc.oneof({ depthSize: 'small' }, jsonValue, tie('node'), fc.array(tie('node'), { maxLength: 2 })),
        {
          maxKeys: 3,
          noNullPrototype: true,
        },
      ),
    },
    { requiredKeys: ['op'], noNullPrototype: true },
  ),
})).node;

describe('any JSON', () => {
  test('is refused as a plan with a typed error', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(codeOf(value)).toBe('plan-invalid');
      }),
      { numRuns: 500 },
    );
  });

  test('that looks like a plan ends in a frame or in a typed error', () => {
    fc.assert(
      fc.property(planLike, (value) => {
        expect([
          'plan-invalid',
          'plan-too-large',
          'dataset-unknown',
          'column-unknown',
          'argument-invalid',
          'data-invalid',
          'result-too-large',
          'executed',
        ]).toContain(codeOf(value));
      }),
      { numRuns: 3000 },
    );
  });
});
