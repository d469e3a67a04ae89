import {
  createObject,
  GuestError,
  isPlainObject,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';

const keyNames = ['by', 'column', 'name'];
const descendingNames = ['descending', 'desc', 'reverse'];
const nullsLastNames = ['nullsLast', 'nulls_last'];
const known = new Set([...keyNames, ...descendingNames, ...nullsLastNames]);

/**
 * `sort([{ by: 'count', descending: true }, 'name'])`: keys of which each may tell its own direction, as the columns
 * and directions that the specification takes. Any other call is left as it is.
 *
 * @throws GuestError when an object in the list of keys is no such order.
 */
export function sortOrders(args: GuestValue[]): GuestValue[] {
  const [first] = args;
  const keys = args.flatMap((value) => (Array.isArray(value) ? value : [value]));
  const hasOrders = Array.isArray(first)
    ? first.some((key) => isPlainObject(key))
    : args.length > 1 && keys.some((key) => isPlainObject(key) && read(key, keyNames) !== undefined);
  if (!hasOrders) return args;

  const by: GuestValue[] = [];
  const descending: GuestValue[] = [];
  const options = createObject();
  for (const key of keys) {
    const order = isPlainObject(key) ? key : undefined;
    if (order !== undefined && Object.keys(order).some((name) => !known.has(name))) throw noOrder();
    const columns = order === undefined ? key : read(order, keyNames);
    if (columns === undefined && key !== args.at(-1)) throw noOrder();
    for (const column of Array.isArray(columns) ? columns : columns === undefined ? [] : [columns]) {
      by.push(column);
      descending.push((order && read(order, descendingNames)) ?? false);
    }
    const nullsLast = order && read(order, nullsLastNames);
    if (nullsLast !== undefined) options['nullsLast'] = nullsLast;
  }
  options['by'] = by;
  options['descending'] = descending;
  return [options];
}

function read(order: GuestObject, names: readonly string[]): GuestValue {
  return names.map((name) => order[name]).find((value) => value !== undefined);
}

function noOrder(): GuestError {
  const message = 'sort: an object in the list of keys must be { by, descending }.';
  const hint = "Example: df.sort([{ by: 'count', descending: true }, 'name'])";
  return new GuestError(PlanErrorCode.ArgumentInvalid, message, { hint });
}
