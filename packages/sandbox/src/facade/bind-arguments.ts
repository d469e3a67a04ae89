import { GuestError, isPlainObject, suggestNames, type GuestValue } from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { PlanArgument } from '../plan/plan.js';
import { argumentError, convertArgument, fitsList } from './convert.js';
import { toSnakeCase, type ArgumentKind, type Operation, type Parameter } from './spec/index.js';

const listKinds: ReadonlySet<ArgumentKind> = new Set([
  'expressions',
  'operands',
  'columns',
  'texts',
  'frames',
  'literals',
  'dtypes',
]);

/** The values given for each parameter, by its name. */
export type BoundValues = Map<string, GuestValue[]>;

/**
 * Brings the arguments of a call into the form of the specification: positions, lists or single values, and a last
 * object with named options in camelCase or snake_case.
 */
export function bindValues(operation: Operation, args: readonly GuestValue[]): BoundValues {
  const bound: BoundValues = new Map();
  const given = trimmed(args);
  const options = takeOptions(operation, given);
  const positional = operation.parameters.filter((parameter) => parameter.named !== true);
  const listCount = positional.filter((parameter) => listKinds.has(parameter.kind)).length;
  let position = 0;
  for (const [index, parameter] of positional.entries()) {
    if (position >= given.length) break;
    if (options !== undefined && readOption(options, parameter) !== undefined) continue;
    const next = positional[index + 1];
    const count =
      listKinds.has(parameter.kind) && listCount === 1 ? listLength(parameter, next, given, position) : 1;
    bound.set(parameter.name, given.slice(position, position + count));
    position += count;
  }
  const extra = given[position];
  if (position < given.length && extra !== undefined) throw tooMany(operation, given.length);
  if (options !== undefined) bindOptions(operation, options, bound);
  return bound;
}

/** Converts bound values to arguments of a plan's step. */
export function convertBound(operation: Operation, bound: BoundValues): Record<string, PlanArgument> {
  const converted: Record<string, PlanArgument> = {};
  for (const parameter of operation.parameters) {
    const values = bound.get(parameter.name);
    const place = { operation, parameter };
    if (values === undefined || (values.length === 1 && values[0] === undefined)) {
      if (parameter.optional !== true) throw missing(operation, parameter);
      continue;
    }
    const [value] = values;
    if (
      value === null &&
      parameter.optional === true &&
      parameter.kind !== 'operand' &&
      parameter.kind !== 'literal'
    )
      continue;
    if (values.length === 0 && parameter.optional !== true) throw missing(operation, parameter);
    if (values.length > 1 && !listKinds.has(parameter.kind)) throw argumentError(place, values[1]);
    const argument = convertArgument(values, place);
    const isEmpty = Array.isArray(argument) && argument.length === 0;
    if (isEmpty && parameter.optional !== true && parameter.kind !== 'literals')
      throw missing(operation, parameter);
    converted[parameter.name] = argument;
  }
  return converted;
}

function trimmed(args: readonly GuestValue[]): GuestValue[] {
  const given = [...args];
  while (given.length > 0 && given.at(-1) === undefined) given.pop();
  return given;
}

/** How many of the arguments from a position on belong to a parameter that takes any number. */
function listLength(
  parameter: Parameter,
  next: Parameter | undefined,
  given: readonly GuestValue[],
  position: number,
): number {
  let count = 0;
  for (const value of given.slice(position)) {
    if (!fitsList(parameter.kind, value) && !isPlainObject(value) && count > 0) break;
    if (count > 0 && typeof value === 'string' && next?.kind === 'choice' && isChoice(next, value)) break;
    count += 1;
  }
  return count;
}

function isChoice(parameter: Parameter, value: string): boolean {
  return Object.entries(parameter.choices ?? {}).some(
    ([word, spellings]) => word === value || spellings.includes(value),
  );
}

function optionNames(parameter: Parameter): string[] {
  const names = [parameter.name, ...(parameter.aliases ?? [])];
  return [...new Set([...names, ...names.map((name) => toSnakeCase(name))])];
}

/** Whether an operation takes `{ name: expression }`: it does where new columns are made and nothing else is said. */
export function takesNamedExpressions(operation: Operation): boolean {
  const [only, ...others] = operation.parameters;
  const makesColumns = only?.name === 'expressions' || only?.name === 'aggregations';
  return only?.kind === 'expressions' && makesColumns && others.length === 0;
}

/** Options of polars that make no difference here: how something is computed, not what. */
const harmless: ReadonlySet<string> = new Set([
  'eager',
  'parallel',
  'allow_parallel',
  'force_parallel',
  'multithreaded',
  'streaming',
  'engine',
  'rechunk',
  'cache',
  'low_memory',
  'check_sorted',
  'check_sortedness',
  'warn_if_unsorted',
  'strict',
]);

type Options = Readonly<Record<string, GuestValue>>;

/** The last argument, when it is an object of options: one whose every name is a parameter's. */
function takeOptions(operation: Operation, given: GuestValue[]): Options | undefined {
  const last = given.at(-1);
  if (!isPlainObject(last)) return undefined;
  const takesNamed = takesNamedExpressions(operation);
  const takesObject = operation.parameters.some(
    ({ kind, named }) => named !== true && (kind === 'renames' || kind === 'casts' || kind === 'table'),
  );
  const names = new Set(operation.parameters.flatMap((parameter) => optionNames(parameter)));
  const keys = Object.keys(last);
  const isOptions = keys.length > 0 && keys.every((key) => names.has(key));
  if (takesNamed || (takesObject && !isOptions)) return undefined;
  given.pop();
  return last;
}

function readOption(options: Options, parameter: Parameter): GuestValue {
  for (const name of optionNames(parameter)) {
    if (Object.hasOwn(options, name)) return options[name];
  }
  return undefined;
}

function bindOptions(operation: Operation, options: Options, bound: BoundValues): void {
  const names = new Set(operation.parameters.flatMap((parameter) => optionNames(parameter)));
  for (const key of Object.keys(options)) {
    if (names.has(key) || harmless.has(toSnakeCase(key))) continue;
    const known = operation.parameters.map((parameter) => parameter.name);
    throw new GuestError(
      PlanErrorCode.ArgumentInvalid,
      `${operation.name} has no option ${JSON.stringify(key.slice(0, 60))}.`,
      {
        hint:
          known.length === 0
            ? `Example: ${operation.example}`
            : `Its options are ${known.join(', ')}. Example: ${operation.example}`,
        didYouMean: suggestNames(key, [...new Set([...known, ...names])]),
      },
    );
  }
  for (const parameter of operation.parameters) {
    const value = readOption(options, parameter);
    if (value !== undefined) bound.set(parameter.name, [value]);
  }
}

function missing(operation: Operation, parameter: Parameter): GuestError {
  return new GuestError(PlanErrorCode.ArgumentInvalid, `${operation.name} needs ${parameter.name}.`, {
    hint: `Example: ${operation.example}`,
  });
}

function tooMany(operation: Operation, count: number): GuestError {
  return new GuestError(
    PlanErrorCode.ArgumentInvalid,
    `${operation.name} is given ${count} arguments, which is too many.`,
    {
      hint: `Example: ${operation.example}`,
    },
  );
}
