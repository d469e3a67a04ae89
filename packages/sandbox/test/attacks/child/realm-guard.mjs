// Plain JavaScript: children of the sandbox load it beside their own code, without a loader.

const names = [
  'Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Promise', 'Proxy', 'Reflect', 'Map', 'Set',
  'WeakMap', 'WeakSet', 'WeakRef', 'Date', 'RegExp', 'JSON', 'Math', 'Atomics', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView',
  'Uint8Array', 'Float64Array', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError',
]; // prettier-ignore

/** Every object of the realm that code inherits from, by a name for it. */
function intrinsics() {
  const found = new Map();
  const add = (name, value) => {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (!isObject || found.has(value)) return;
    found.set(value, name);
    add(`${name}.prototype`, Object.getOwnPropertyDescriptor(value, 'prototype')?.value);
    add(`the prototype of ${name}`, Object.getPrototypeOf(value));
  };
  for (const name of names) add(name, globalThis[name]);
  for (const [name, value] of [
    ['a list iterator', [][Symbol.iterator]()],
    ['a Map iterator', new Map().entries()],
    ['a text iterator', ''[Symbol.iterator]()],
    ['an async function', async () => {}],
    ['a generator', function* () {}],
  ])
    add(name, Object.getPrototypeOf(value));
  return found;
}

/** What every intrinsic object holds now. Compare with `realmChange`. */
export function captureRealm() {
  return [...intrinsics()].map(([value, name]) => ({
    name,
    value,
    prototype: Object.getPrototypeOf(value),
    properties: new Map(
      Reflect.ownKeys(value).map((key) => [key, Object.getOwnPropertyDescriptor(value, key)]),
    ),
  }));
}

/** The first place at which the realm is not what it was, or undefined. */
export function realmChange(captured) {
  for (const { name, value, prototype, properties } of captured) {
    if (Object.getPrototypeOf(value) !== prototype) return `the prototype of ${name}`;
    for (const key of Reflect.ownKeys(value)) if (!properties.has(key)) return `${name} has ${String(key)}`;
    for (const [key, before] of properties) {
      const now = Object.getOwnPropertyDescriptor(value, key);
      const same = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'].every((field) =>
        Object.is(before[field], now?.[field]),
      );
      if (!same && key !== 'stackTraceLimit') return `${name}.${String(key)}`;
    }
  }
  return undefined;
}
