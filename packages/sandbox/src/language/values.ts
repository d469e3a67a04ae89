import type { FunctionCode } from './runtime/function-code.js';

/** A value that has no parts. */
export type GuestPrimitive = undefined | null | boolean | number | string;

/** A plain host array whose elements are guest values. Never sparse. */
export type GuestArray = GuestValue[];

/** An object without a prototype whose properties are guest values. */
export interface GuestObject {
  [key: string]: GuestValue;
}

/** Everything that a guest program can hold. No host function, prototype or class instance is among it. */
export type GuestValue =
  | GuestPrimitive
  | GuestArray
  | GuestObject
  | GuestFunction
  | NativeFunction
  | Capability
  | GuestMap
  | GuestSet
  | GuestDate
  | GuestPattern;

/** What a native function may ask of the run that calls it. Charges throw the limit, which no guest can catch. */
export interface CallContext {
  /** Spends fuel. Call it before doing the work. */
  charge(steps: number): void;
  /** Spends memory. Call it before allocating. */
  allocate(bytes: number): void;
  /** Calls a guest or native function. Throws a `GuestError` when the value is not callable. */
  call(callee: GuestValue, args: GuestValue[]): GuestValue;
  /** Lets an array answer to further names beside its elements, for as long as nobody copies it. */
  nameParts(array: GuestArray, parts: Record<string, GuestValue>): void;
}

/** A host-owned value which a guest can hold and pass on, but never look into. */
export abstract class Capability {
  /** What error messages call it: `LazyFrame`, `Expression`. */
  abstract readonly typeName: string;
  /** The names that `getMember` knows, for did-you-mean. */
  abstract memberNames(): readonly string[];
  /** The member of that name; `undefined` means that there is none, and the interpreter makes the error. */
  abstract getMember(name: string, context: CallContext): GuestValue | undefined;
  /** The text that `console.log` and template literals print. */
  display(_context: CallContext): string {
    return `[${this.typeName}]`;
  }
}

/** A function that the host implements. The guest can call it and read its name, nothing else. */
export class NativeFunction {
  readonly name: string;
  readonly implementation: (args: GuestValue[], context: CallContext) => GuestValue;
  /** For a namespace such as `Number` or `Map`: what `Number.parseFloat` finds. */
  readonly members: Readonly<Record<string, GuestValue>> | undefined;

  constructor(
    name: string,
    implementation: (args: GuestValue[], context: CallContext) => GuestValue,
    members?: Readonly<Record<string, GuestValue>>,
  ) {
    this.name = name;
    this.implementation = implementation;
    this.members = members;
  }
}

/** A variable that outlives the activation which declared it. */
export interface Cell {
  value: Slot;
}

/** One place in an activation: a variable, the cell of a captured one, or the list of captured cells. */
export type Slot = GuestValue | Cell | readonly Cell[] | typeof uninitialised;

/** What a cell holds before its declaration has run. */
export const uninitialised: unique symbol = Symbol('uninitialised');

/** A function that the program wrote. */
export class GuestFunction {
  readonly code: FunctionCode;
  readonly captured: readonly Cell[];

  constructor(code: FunctionCode, captured: readonly Cell[]) {
    this.code = code;
    this.captured = captured;
  }
}

/** A guest's `Map`. */
export class GuestMap {
  readonly entries = new Map<GuestValue, GuestValue>();
}

/** A guest's `Set`. */
export class GuestSet {
  readonly entries = new Set<GuestValue>();
}

/** A guest's `Date`: milliseconds since the epoch, UTC only; `NaN` when invalid. */
export class GuestDate {
  time: number;

  constructor(time: number) {
    this.time = time;
  }
}

/** A regular expression literal. The matcher is linear in the text and is never visible. */
export class GuestPattern {
  readonly source: string;
  readonly flags: string;
  /** The compiled form, owned by the pattern built-ins. */
  readonly compiled: unknown;
  lastIndex = 0;

  constructor(source: string, flags: string, compiled: unknown) {
    this.source = source;
    this.flags = flags;
    this.compiled = compiled;
  }
}

/** A new empty guest object. */
export function createObject(): GuestObject {
  return Object.create(null) as GuestObject;
}
