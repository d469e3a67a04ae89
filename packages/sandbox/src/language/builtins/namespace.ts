import type { Run } from '../runtime/run.js';
import { own, table, type Table } from '../table.js';
import { Capability, NativeFunction, type GuestValue } from '../values.js';

/** A built-in function as the tables hold it. */
export type BuiltIn = (args: GuestValue[], run: Run) => GuestValue;

/** An object of the language that only holds functions and constants, such as `Math`. */
class Namespace extends Capability {
  readonly typeName: string;
  readonly #members: Table<GuestValue>;

  constructor(name: string, members: Table<GuestValue>) {
    super();
    this.typeName = name;
    this.#members = members;
  }

  override memberNames(): readonly string[] {
    return Object.keys(this.#members);
  }

  override getMember(name: string): GuestValue {
    return own(this.#members, name);
  }
}

/** Wraps a built-in. The context of a call is always a `Run`: the interpreter is its only caller. */
export function native(name: string, call: BuiltIn, members?: Table<GuestValue>): NativeFunction {
  return new NativeFunction(name, (args, context) => call(args, context as Run), members);
}

/** Wraps a record of built-ins and constants. */
export function members(
  owner: string,
  entries: Readonly<Record<string, BuiltIn | number>>,
): Table<GuestValue> {
  const wrapped: Record<string, GuestValue> = {};
  for (const [name, entry] of Object.entries(entries)) {
    wrapped[name] = typeof entry === 'function' ? native(`${owner}.${name}`, entry) : entry;
  }
  return table(wrapped);
}

/** A namespace object such as `Math`. */
export function namespace(name: string, entries: Readonly<Record<string, BuiltIn | number>>): Capability {
  return new Namespace(name, members(name, entries));
}

/** A member of a namespace or of a function such as `Number`, none of which ever changes. */
export function constantMember(owner: GuestValue, name: string): GuestValue {
  if (owner instanceof Namespace) return owner.getMember(name);
  return owner instanceof NativeFunction && owner.members !== undefined
    ? own(owner.members, name)
    : undefined;
}
