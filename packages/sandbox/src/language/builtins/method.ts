import type { Run } from '../runtime/run.js';
import type { GuestValue } from '../values.js';

/** A built-in method of one kind of value. */
export type Method<Target extends GuestValue> = (target: Target, args: GuestValue[], run: Run) => GuestValue;
