import type { AnyNode } from 'acorn';

import { ErrorCode } from '../error-code.js';
import { GuestError, RejectionError } from '../errors.js';
import { own, table } from '../table.js';

/** Syntax that the language does not have: what it is called, and what to write instead. */
export const refusals = table<readonly [what: string, hint: string]>({
  ClassDeclaration: ['`class`', 'Use plain objects and functions.'],
  ClassExpression: ['`class`', 'Use plain objects and functions.'],
  ThisExpression: ['`this`', 'Pass the object as an argument.'],
  Super: ['`super`', 'Use plain functions.'],
  MetaProperty: ['A meta property such as `import.meta`', 'Nothing about the host is visible here.'],
  YieldExpression: ['`yield`', 'Collect the values in an array.'],
  LabeledStatement: [
    'A label',
    'For an object write ({ … }) in parentheses; for a loop, move it into a function and return from it.',
  ],
  ForInStatement: ['`for … in`', 'Write `for (const key of Object.keys(object))`.'],
  WithStatement: ['`with`', 'Name the object each time.'],
  DebuggerStatement: ['`debugger`', 'Use console.log(…).'],
  TaggedTemplateExpression: ['A tagged template', 'Call the function with the text as an argument.'],
  ExportAllDeclaration: ['`export *`', 'End the program with the result as its last expression.'],
  ImportAttribute: [
    'An import attribute',
    'Nothing can be imported: `pl` and the built-ins are already there.',
  ],
  PrivateIdentifier: ['A private name', 'Use plain objects and functions.'],
  PropertyDefinition: ['A class field', 'Use plain objects and functions.'],
  MethodDefinition: ['A class method', 'Use plain objects and functions.'],
  StaticBlock: ['A static block', 'Use plain objects and functions.'],
  ClassBody: ['`class`', 'Use plain objects and functions.'],
});

/** The rejection of a node whose type the compiler has no function for. */
export function refuseNode(node: AnyNode): RejectionError {
  const [what, hint] = own(refusals, node.type) ?? [
    `The syntax ${node.type}`,
    'Write it with plain expressions and statements.',
  ];
  return refuse(what, hint, node.start);
}

/** A rejection that says what is not part of the language and what to write instead. */
export function refuse(what: string, hint: string, at: number): RejectionError {
  return new RejectionError(ErrorCode.SyntaxRefused, `${what} is not part of the language.`, { hint, at });
}

/** What a refusal becomes where nothing is refused before the run: an error of the one place that has the syntax. */
export function atRunTime(refusal: RejectionError): GuestError {
  const { code, message, hint, didYouMean, at } = refusal;
  return new GuestError(code, message, { hint, didYouMean, at });
}

const asynchronous = 'Nothing is asynchronous here: write the steps one after the other.';
const noHost = 'A program has no access to the host, its files or its network. Read data with pl.scan(name).';
const reflection = 'Use Object.keys, Object.entries and plain functions.';

/** Well-known names that do not exist here, with what to do about it. */
export const missingNames = table<string>({
  eval: 'Write the code itself.',
  Function: 'Write an arrow function.',
  globalThis: noHost,
  window: noHost,
  global: noHost,
  self: noHost,
  process: noHost,
  require: 'Nothing can be imported: `pl` and the built-ins are already there.',
  module: 'End the program with the result as its last expression.',
  exports: 'End the program with the result as its last expression.',
  fetch: noHost,
  XMLHttpRequest: noHost,
  Buffer: noHost,
  Deno: noHost,
  Bun: noHost,
  fs: noHost,
  setTimeout: asynchronous,
  setInterval: asynchronous,
  setImmediate: asynchronous,
  queueMicrotask: asynchronous,
  arguments: 'Use a rest parameter: (...values) => ….',
  Symbol: reflection,
  Proxy: reflection,
  Reflect: reflection,
  WeakMap: 'Use a Map.',
  WeakSet: 'Use a Set.',
  WeakRef: 'Keep the value itself.',
  BigInt: 'Use numbers, or let `pl` do the arithmetic.',
  performance: 'A program has no clock.',
});
