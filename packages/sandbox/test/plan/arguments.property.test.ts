import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations, type NodeKind, type Operation, type Parameter } from '../../src/facade/spec/index.js';
import { GuestError } from '../../src/language/index.js';
import { executePlan, PlanErrorCode } from '../../src/plan/index.js';

const frame = {
  op: 'pl.DataFrame',
  args: {
    columns: [
      { name: 'a', values: [3, 1, null, 2] },
      { name: 'b', values: ['x', 'y', 'x', null] },
      { name: 'c', values: [0.5, { type: 'number', text: 'NaN' }, null, -1] },
      {
        name: 'd',
        values: [0, 86_400_000, null, 1].map((item) =>
          item === null ? null : { type: 'datetime', milliseconds: item },
        ),
      },
      { name: 'e', values: [true, false, null, true] },
    ],
  },
};

const columnName = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'nothing');
const column = fc
  .oneof({ weight: 6, arbitrary: columnName }, { weight: 1, arbitrary: fc.string({ maxLength: 3 }) })
  .map((name) => ({ op: 'pl.col', args: { names: [name] } }));
const literal = fc.oneof(
  fc.constantFrom(null, '', 'x', '2024-01-31', '2024-13-99', 0, 1, -1, 1.5, true, 2 ** 52),
  fc.constantFrom(
    { type: 'date', milliseconds: 0 },
    { type: 'datetime', milliseconds: 1 },
    { type: 'number', text: 'Infinity' },
  ),
  fc.string({ maxLength: 6 }),
);
const expression = fc.oneof(
  { weight: 3, arbitrary: column },
  { weight: 1, arbitrary: literal.map((value) => ({ op: 'pl.lit', args: { value } })) },
);

/** Arguments that the validator lets pass, sensible or not. */
function argument(parameter: Parameter): fc.Arbitrary<unknown> {
  const several = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(item, { minLength: 1, maxLength: 3 });
  switch (parameter.kind) {
    case 'expression':
    case 'operand': {
      return expression;
    }
    case 'expressions':
    case 'operands': {
      return several(expression);
    }
    case 'column': {
      return columnName;
    }
    case 'columns': {
      return several(columnName);
    }
    case 'text':
    case 'dataset': {
      return fc.oneof(
        columnName,
        fc.constantFrom('%Y', '(', '[a', 'Europe/Oslo', 'UTC'),
        fc.string({ maxLength: 4 }),
      );
    }
    case 'texts': {
      return several(fc.string({ maxLength: 3 }));
    }
    case 'duration': {
      return fc.constantFrom('1d', '1mo', '1q', '1y', '2w', '1h', '0d', '-1d', '1mo1d');
    }
    case 'choice': {
      return fc.constantFrom(...Object.keys(parameter.choices ?? {}));
    }
    case 'dtype': {
      return fc.constantFrom(
        'i8',
        'i64',
        'u32',
        'f32',
        'f64',
        'str',
        'bool',
        'date',
        'datetime',
        'duration',
        'time',
        'categorical',
        'list[i64]',
      );
    }
    case 'integer': {
      return fc.integer({ min: parameter.minimum ?? -5, max: Math.min(parameter.maximum ?? 9, 9) });
    }
    case 'number': {
      return fc.double({ min: parameter.minimum ?? -5, max: parameter.maximum ?? 5, noNaN: true });
    }
    case 'boolean': {
      return fc.boolean();
    }
    case 'booleans': {
      return several(fc.boolean());
    }
    case 'literal': {
      return literal;
    }
    case 'literals': {
      return several(literal);
    }
    case 'dtypes': {
      return several(fc.constantFrom('i64', 'numeric', 'str', 'list', 'nothing'));
    }
    case 'casts': {
      return several(fc.tuple(columnName, fc.constantFrom('i64', 'str', 'date', 'decimal[10,2]')));
    }
    case 'renames': {
      return several(fc.tuple(columnName, fc.constantFrom('a', 'z', '')));
    }
    case 'frame': {
      return fc.constant(frame);
    }
    case 'frames': {
      return several(fc.constant(frame));
    }
    case 'table': {
      return fc.constant(frame.args.columns);
    }
  }
}

function input(operation: Operation): fc.Arbitrary<unknown> {
  const group = column.map((by) => ({ op: 'frame.groupBy', input: frame, args: { by: [by] } }));
  const when = expression.map((predicate) => ({ op: 'pl.when', args: { predicates: [predicate] } }));
  const then = fc
    .tuple(when, expression)
    .map(([start, value]) => ({ op: 'when.then', input: start, args: { value } }));
  const split = column.map((item) => ({ op: 'str.split', input: item, args: { by: 'x' } }));
  switch (operation.receiver) {
    case 'pl':
    case 'cs': {
      return fc.constant(undefined);
    }
    case 'frame': {
      return fc.constant(frame);
    }
    case 'groupBy': {
      return group;
    }
    case 'when': {
      return when;
    }
    case 'then': {
      return then;
    }
    case 'list': {
      return split;
    }
    default: {
      return expression;
    }
  }
}

/** A whole plan around a step of some kind. */
function plan(kind: NodeKind, step: unknown): unknown {
  switch (kind) {
    case 'frame': {
      return step;
    }
    case 'expression': {
      return { op: 'frame.select', input: frame, args: { expressions: [step] } };
    }
    case 'groupBy': {
      return { op: 'groupBy.len', input: step };
    }
    case 'when': {
      return plan('then', {
        op: 'when.then',
        input: step,
        args: { value: { op: 'pl.lit', args: { value: 1 } } },
      });
    }
    case 'then': {
      return plan('expression', {
        op: 'then.otherwise',
        input: step,
        args: { value: { op: 'pl.lit', args: { value: null } } },
      });
    }
  }
}

function stepsOf(operation: Operation): fc.Arbitrary<unknown> {
  const required = operation.parameters.filter((parameter) => parameter.optional !== true);
  const args = fc.record(
    Object.fromEntries(operation.parameters.map((parameter) => [parameter.name, argument(parameter)])),
    { requiredKeys: required.map((parameter) => parameter.name), noNullPrototype: true },
  );
  return fc.tuple(input(operation), args).map(([from, given]) => {
    const step: Record<string, unknown> = { op: operation.id, args: given };
    if (from !== undefined) step['input'] = from;
    return step;
  });
}

/** `computed`, or the code and message of the error that a plan ends in. */
function outcome(value: unknown): { code: string; message: string } {
  try {
    const table = executePlan(value, { datasets: new Map() });
    return { code: JSON.stringify(table).length > 0 ? 'computed' : 'empty', message: '' };
  } catch (error) {
    if (error instanceof GuestError) return { code: error.code, message: error.message };
    throw error;
  }
}

const codes: readonly string[] = [
  'computed',
  ...Object.values(PlanErrorCode).filter((code) => code !== PlanErrorCode.PlanInvalid),
];
const planOperations = operations.filter(
  (operation) => operation.form === 'plan' || operation.form === 'internal',
);

describe('arguments of the right kinds end in a table or in an error that says why', () => {
  test.each(planOperations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
    fc.assert(
      fc.property(stepsOf(operation), (step) => {
        const { code, message } = outcome(plan(operation.result as NodeKind, step));
        expect(codes).toContain(code);
        expect(message).not.toMatch(/napi|Failed to convert|Failed to recover|unwrap/);
      }),
      { numRuns: 40 },
    );
  });
});
