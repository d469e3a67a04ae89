import { ErrorCode } from '../error-code.js';
import { GuestError, RejectionError } from '../errors.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { suggestNames } from '../suggest.js';
import { own } from '../table.js';
import { Capability, uninitialised, type Cell, type GuestValue } from '../values.js';
import type { CompileContext, NodeOf, Store } from './context.js';
import { missingNames } from './refusals.js';
import type { Binding } from './scope.js';

/** Reads a variable or a global. */
export function compileIdentifier(node: NodeOf<'Identifier'>, context: CompileContext): Evaluate {
  const binding = context.scope.resolve(node.name);
  if (binding !== undefined) return readBinding(binding, node.start, context);
  const global = context.global(node.name);
  if (global !== undefined) {
    const { value } = global;
    return () => value;
  }
  if (!context.knowsGlobals && own(missingNames, node.name) === undefined) return () => undefined;
  throw unknownName(node.name, node.start, context);
}

/** The slot of a variable that can be read without a check, for operators that look into the frame themselves. */
export function plainSlot(
  node: { type: string; name?: string },
  context: CompileContext,
): number | undefined {
  if (node.type !== 'Identifier' || node.name === undefined) return undefined;
  const binding = context.scope.resolve(node.name);
  const plain = binding !== undefined && !binding.captured && binding.ready && !binding.uncertain;
  return plain && binding.owner === context.owner ? binding.slot : undefined;
}

/** `plainSlot` of a variable that can also be assigned to. */
export function assignableSlot(
  node: { type: string; name?: string },
  context: CompileContext,
): number | undefined {
  const kind = node.name === undefined ? undefined : context.scope.resolve(node.name)?.kind;
  return kind === 'const' || kind === 'import' ? undefined : plainSlot(node, context);
}

function readBinding(binding: Binding, at: number, context: CompileContext): Evaluate {
  const { slot, name } = binding;
  if (!binding.captured) {
    if (!binding.ready) return () => throwUninitialised(name, at);
    if (!binding.uncertain) return (frame) => frame[slot] as GuestValue;
    return (frame) => {
      const value = frame[slot];
      return value === uninitialised ? throwUninitialised(name, at) : (value as GuestValue);
    };
  }
  const owned = binding.owner === context.owner;
  if (owned) {
    return (frame) => {
      const { value } = frame[slot] as Cell;
      return value === uninitialised ? throwUninitialised(name, at) : (value as GuestValue);
    };
  }
  const index = context.owner.captureIndex(binding);
  return (frame) => {
    const { value } = (frame[0] as readonly Cell[])[index] as Cell;
    return value === uninitialised ? throwUninitialised(name, at) : (value as GuestValue);
  };
}

function throwUninitialised(name: string, at: number): never {
  const message = `\`${name}\` is used before its declaration has run.`;
  throw new GuestError(ErrorCode.NameUninitialised, message, { hint: 'Move the declaration up.', at });
}

/** The rejection of a name that nothing declares. */
export function unknownName(name: string, at: number, context: CompileContext): RejectionError {
  const hint = own(missingNames, name) ?? memberHint(name, context);
  const didYouMean =
    hint === undefined
      ? suggestNames(name, [...context.scope.visibleNames(), ...context.globalNames()])
      : undefined;
  return new RejectionError(ErrorCode.NameUnknown, `\`${name}\` is not defined.`, {
    hint: hint ?? (didYouMean?.length === 0 ? 'Declare it with const, or check the spelling.' : undefined),
    didYouMean,
    at,
  });
}

/** `col` is written `pl.col`, unless it was taken out of `pl` or imported. */
function memberHint(name: string, context: CompileContext): string | undefined {
  const polars = context.global('pl')?.value;
  if (!(polars instanceof Capability) || !polars.memberNames().includes(name)) return undefined;
  return `Write \`pl.${name}\`.`;
}

/** Writes a new variable's first value. */
export function initialise(binding: Binding): Store {
  const { slot } = binding;
  binding.ready = true;
  if (!binding.captured) {
    return (frame, value) => {
      frame[slot] = value;
    };
  }
  return (frame, value) => {
    (frame[slot] as Cell).value = value;
  };
}

/** Assigns to a name, which has to be a variable. */
export function compileNameStore(node: NodeOf<'Identifier'>, context: CompileContext): Store {
  const binding = context.scope.resolve(node.name);
  const { name, start: at } = node;
  if (binding === undefined) {
    if (context.global(name) === undefined) throw unknownName(name, at, context);
    throw refuseAssignment(`\`${name}\` is built in and cannot be assigned to.`, 'Choose another name.', at);
  }
  if (binding.kind === 'const' || binding.kind === 'import') {
    throw refuseAssignment(`\`${name}\` is a constant.`, `Declare it with \`let ${name}\`.`, at);
  }
  const { slot } = binding;
  if (!binding.captured) {
    if (!binding.ready) return () => throwUninitialised(name, at);
    if (!binding.uncertain) {
      return (frame, value) => {
        frame[slot] = value;
      };
    }
    return (frame, value) => {
      if (frame[slot] === uninitialised) throwUninitialised(name, at);
      frame[slot] = value;
    };
  }
  const cellOf: (frame: Frame) => Cell = context.owner.cellReader(binding);
  return (frame, value) => {
    const cell = cellOf(frame);
    if (cell.value === uninitialised) throwUninitialised(name, at);
    cell.value = value;
  };
}

function refuseAssignment(message: string, hint: string, at: number): RejectionError {
  return new RejectionError(ErrorCode.AssignmentRefused, message, { hint, at });
}
