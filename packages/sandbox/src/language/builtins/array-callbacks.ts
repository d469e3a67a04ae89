import { typeMismatch } from '../errors.js';
import { isTruthy } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import type { GuestArray, GuestValue } from '../values.js';
import { requireFunction } from './arguments.js';
import type { Method } from './method.js';

type ArrayMethod = Method<GuestArray>;

/** Calls back for each element until the visitor says stop. Elements that a callback removes are not visited. */
function visit(
  name: string,
  target: GuestArray,
  args: GuestValue[],
  run: Run,
  visitor: (result: GuestValue, element: GuestValue, index: number) => boolean | void,
): void {
  const callback = requireFunction(args[0], name);
  const { length } = target;
  for (let index = 0; index < length && index < target.length; index++) {
    run.charge(1);
    const element = target[index];
    if (visitor(run.callback(callback, element, index, target), element, index) === true) return;
  }
}

const map: ArrayMethod = (target, args, run) => {
  run.allocate(16 + 8 * target.length);
  const result: GuestArray = [];
  visit('map', target, args, run, (value) => void result.push(value));
  return result;
};

const filter: ArrayMethod = (target, args, run) => {
  const result: GuestArray = [];
  visit('filter', target, args, run, (keep, element) => {
    if (isTruthy(keep)) {
      run.allocate(8);
      result.push(element);
    }
  });
  return result;
};

const forEach: ArrayMethod = (target, args, run) => {
  visit('forEach', target, args, run, () => false);
  return undefined;
};

const some: ArrayMethod = (target, args, run) => {
  let found = false;
  visit('some', target, args, run, (result) => (found = isTruthy(result)));
  return found;
};

const every: ArrayMethod = (target, args, run) => {
  let missed = false;
  visit('every', target, args, run, (result) => (missed = !isTruthy(result)));
  return !missed;
};

function search(name: string, target: GuestArray, args: GuestValue[], run: Run): number {
  let found = -1;
  visit(name, target, args, run, (result, _element, index) => {
    if (isTruthy(result)) found = index;
    return found !== -1;
  });
  return found;
}

function searchLast(name: string, target: GuestArray, args: GuestValue[], run: Run): number {
  const callback = requireFunction(args[0], name);
  for (let index = target.length - 1; index >= 0; index--) {
    run.charge(1);
    if (isTruthy(run.callback(callback, target[index], index, target))) return index;
  }
  return -1;
}

function reduceWith(name: string, backwards: boolean): ArrayMethod {
  return (target, args, run) => {
    const callback = requireFunction(args[0], name);
    const { length } = target;
    let visited = 0;
    let result = args[1];
    if (args.length < 2) {
      if (length === 0)
        throw typeMismatch(
          `.${name}(…) of an empty array needs a start value.`,
          'Pass it as second argument.',
        );
      result = target[backwards ? length - 1 : 0];
      visited = 1;
    }
    for (; visited < length; visited++) {
      run.charge(1);
      const index = backwards ? length - 1 - visited : visited;
      if (index >= target.length) continue;
      result = run.callback(callback, result, target[index], index);
    }
    return result;
  };
}

const flatMap: ArrayMethod = (target, args, run) => {
  const result: GuestArray = [];
  visit('flatMap', target, args, run, (value) => {
    const values = Array.isArray(value) ? value : [value];
    run.charge(values.length);
    run.allocate(8 * values.length);
    for (const element of values) result.push(element);
  });
  return result;
};

/** The array methods that call back. */
export const arrayCallbackMethods: Readonly<Record<string, ArrayMethod>> = {
  map,
  filter,
  forEach,
  some,
  every,
  find: (target, args, run) => {
    const index = search('find', target, args, run);
    return index === -1 ? undefined : target[index];
  },
  findIndex: (target, args, run) => search('findIndex', target, args, run),
  findLast: (target, args, run) => {
    const index = searchLast('findLast', target, args, run);
    return index === -1 ? undefined : target[index];
  },
  findLastIndex: (target, args, run) => searchLast('findLastIndex', target, args, run),
  reduce: reduceWith('reduce', false),
  reduceRight: reduceWith('reduceRight', true),
  flatMap,
};
