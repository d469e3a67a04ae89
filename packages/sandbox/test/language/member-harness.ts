import {
  Capability,
  createObject,
  GuestError,
  GuestFunction,
  type GuestValue,
} from '../../src/language/index.js';
import type { FunctionCode } from '../../src/language/runtime/function-code.js';

/** A capability whose members are what a function says. */
export class Box extends Capability {
  readonly typeName = 'Box';
  readonly #content: (name: string) => unknown;

  constructor(content: (name: string) => unknown) {
    super();
    this.#content = content;
  }

  override memberNames(): readonly string[] {
    return ['open', 'lid'];
  }

  override getMember(name: string): GuestValue {
    return this.#content(name) as GuestValue;
  }
}

/** The offset that errors have to name. */
export const at = 7;

export function object(properties: Record<string, GuestValue>): GuestValue {
  return Object.assign(createObject(), properties);
}

function guestFunctionOf(body: FunctionCode['body']): GuestFunction {
  const code: FunctionCode = {
    name: 'add',
    arity: 2,
    parameterCount: 2,
    capturedParameters: [],
    bind: undefined,
    slotCount: 3,
    weight: 1,
    body,
  };
  return new GuestFunction(code, []);
}

/** A function of the program that adds two numbers. */
export function guestFunction(): GuestFunction {
  return guestFunctionOf((frame) => Number(frame[1]) + Number(frame[2]));
}

/** One that fails. */
export function failingFunction(): GuestFunction {
  return guestFunctionOf(() => {
    throw new GuestError('own', 'It failed.');
  });
}

/** The error that an action has to fail with. */
export function errorOf(action: () => unknown): GuestError {
  try {
    action();
  } catch (error) {
    if (error instanceof GuestError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
