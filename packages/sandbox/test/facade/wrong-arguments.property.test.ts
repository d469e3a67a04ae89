import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createPolarsGlobals, FrameCapability } from '../../src/facade/index.js';
import { memberOf } from '../../src/facade/invoke.js';
import { PlanCapability } from '../../src/facade/plan-capability.js';
import { operations, toSnakeCase, type Operation } from '../../src/facade/spec/index.js';
import {
  Capability,
  createObject,
  GuestDate,
  GuestError,
  GuestMap,
  GuestSet,
  NativeFunction,
  type CallContext,
  type GuestValue,
} from '../../src/language/index.js';
import { PlanErrorCode } from '../../src/plan/index.js';
import { smallDatasets } from '../plan/fixtures.js';

const bench = smallDatasets();
afterAll(() => bench.close());

const context: CallContext = {
  charge: () => undefined,
  allocate: () => undefined,
  call: () => undefined,
  nameParts: () => undefined,
};
const globals = createPolarsGlobals(bench.host);

function member(owner: GuestValue, name: string): GuestValue {
  if (!(owner instanceof Capability)) throw new Error(`${name} has no owner`);
  return owner.getMember(name, context);
}

function call(owner: GuestValue, name: string, ...args: GuestValue[]): GuestValue {
  const method = member(owner, name);
  if (!(method instanceof NativeFunction)) throw new Error(`${name} is no method`);
  return method.implementation(args, context);
}

const pl = globals['pl'];
const frame = call(pl, 'scan', 'staff');
const column = call(pl, 'col', 'salary');
const group = call(frame, 'groupBy', 'department');
const when = call(pl, 'when', call(column, 'gt', 1));
const then = call(when, 'then', 1);

function guestObject(entries: Readonly<Record<string, GuestValue>>): GuestValue {
  return Object.assign(createObject(), entries);
}

const map = new GuestMap();
map.entries.set('a', 1);
const set = new GuestSet();
set.entries.add('name');

/** One value of every kind that a program can hold, sensible as an argument or not. */
const guestValues: readonly GuestValue[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'salary',
  'nothing',
  '__proto__',
  '1d',
  '(',
  'x'.repeat(30_000),
  [],
  ['name', 'salary'],
  [1, 'x', null],
  [[1], [2]],
  guestObject({}),
  guestObject({ a: 1 }),
  guestObject({ by: 'salary', descending: true }),
  guestObject({ $: ['df', 1] }),
  guestObject({ op: 'pl.scan', args: guestObject({ name: 'staff' }) }),
  new GuestDate(0),
  new GuestDate(Number.NaN),
  map,
  set,
  pl,
  frame,
  column,
  group,
  when,
  then,
  member(pl, 'cs'),
  member(pl, 'Int64'),
  member(pl, 'List'),
  member(pl, 'Decimal'),
  member(pl, 'col'),
  member(column, 'str'),
];
const guestValue = fc.constantFrom(...guestValues);
const arguments_ = fc.oneof(
  fc.array(guestValue, { maxLength: 4 }),
  fc
    .tuple(
      guestValue,
      fc.dictionary(
        fc.constantFrom(
          ...operations.flatMap(({ parameters }) =>
            parameters.flatMap(({ name }) => [name, toSnakeCase(name)]),
          ),
          'nothing',
          '__proto__',
        ),
        guestValue,
        { maxKeys: 3 },
      ),
    )
    .map(([first, options]) => [first, guestObject(options)]),
);

const codes: ReadonlySet<string> = new Set(
  Object.values(PlanErrorCode).filter((code) => code !== PlanErrorCode.PlanInvalid),
);

function receiver({ receiver: kind }: Operation): PlanCapability | undefined {
  const owners: ReadonlyMap<string, GuestValue> = new Map([
    ['frame', frame],
    ['groupBy', group],
    ['when', when],
    ['then', then],
    ['pl', undefined],
    ['cs', undefined],
  ]);
  const owner = owners.has(kind) ? owners.get(kind) : column;
  return owner instanceof PlanCapability ? owner : undefined;
}

/** What a value that a call has made comes to: its rows, or how they fail. */
function settle(value: GuestValue): void {
  if (value instanceof FrameCapability) value.collect(10);
  if (value instanceof PlanCapability && value.kind === 'expression') settle(call(frame, 'select', value));
  if (value instanceof PlanCapability && value.kind === 'groupBy') settle(call(value, 'len'));
}

/** The error that a call with some arguments ends in; `undefined` when it ends in a value. */
function errorOf(operation: Operation, args: readonly GuestValue[]): unknown {
  const method = memberOf(operation.receiver, operation.name, facade, receiver(operation), context);
  try {
    settle((method as NativeFunction).implementation([...args], context));
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Whether a program can read an error, if there is one, and learns nothing of the host from it. */
function isReadable(error: unknown): boolean {
  if (error === undefined) return true;
  if (!(error instanceof GuestError) || !codes.has(error.code)) return false;
  const tellsOfTheHost = /napi|Failed to convert|unwrap|undefined is not|Cannot read|\/tmp\//;
  return error.message.length < 1500 && !tellsOfTheHost.test(error.message);
}

const { facade } = column as PlanCapability;
const visible = operations.filter(({ form }) => form !== 'internal' && form !== 'property');

describe('a call with any arguments ends in a value or in an error that the program can read', () => {
  test.each(visible.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
    fc.assert(
      fc.property(arguments_, (args) => {
        const error = errorOf(operation, args);
        expect([isReadable(error), String(error)]).toEqual([true, String(error)]);
      }),
      { numRuns: 60 },
    );
  });
});
