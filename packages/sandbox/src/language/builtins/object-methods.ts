import { toKey } from '../runtime/coerce.js';
import { table } from '../table.js';
import type { GuestObject } from '../values.js';
import type { GuestValue } from '../values.js';
import type { Method } from './method.js';

/** The methods of plain objects: only what programs call out of habit. */
export const objectMethods = table<Method<GuestObject>>({
  hasOwnProperty: (target: GuestObject, args: GuestValue[]) => Object.hasOwn(target, toKey(args[0])),
});
