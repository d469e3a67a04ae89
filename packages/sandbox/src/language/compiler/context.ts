import type { AnyNode, Expression, Pattern, Statement, ModuleDeclaration } from 'acorn';

import type { Analysis } from '../analysis.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import type { Run } from '../runtime/run.js';
import type { GuestValue } from '../values.js';
import type { BlockScope, FunctionScope } from './scope.js';

/** How a statement ended. After `Return` the value lies in `run.returnValue`. */
export const Signal = { Normal: 0, Break: 1, Continue: 2, Return: 3 } as const;

/** One of those. */
export type Signal = (typeof Signal)[keyof typeof Signal];

/** A compiled statement. */
export type Execute = (frame: Frame) => Signal;

/** A compiled assignment target. */
export type Store = (frame: Frame, value: GuestValue) => void;

/** A node of one type. */
export type NodeOf<Type extends AnyNode['type']> = Extract<AnyNode, { type: Type }>;

/** Any statement, with the declarations that only a module's top level has. */
export type AnyStatement = Statement | ModuleDeclaration;

/** Whether a pattern declares its names or assigns to what they name. */
export type PatternUse = 'declare' | 'assign';

/** What the compiler functions of the single node types work with. */
export interface CompileContext {
  readonly run: Run;
  readonly analysis: Analysis;
  /** Names of the host and the language. */
  global(name: string): { readonly value: GuestValue } | undefined;
  globalNames(): readonly string[];
  /** Whether the host's globals are known. A check without a run tolerates names that it cannot know. */
  readonly knowsGlobals: boolean;
  /** Whether what the language does not have is refused before anything runs. Only proofs say no. */
  readonly staticChecks: boolean;
  scope: BlockScope;
  owner: FunctionScope;
  /** `name` is what an anonymous function gets as its name. */
  expression(node: AnyNode, name?: string): Evaluate;
  /** An object or callee inside an optional chain: it may evaluate to `chainBreak`. */
  chainPart(node: AnyNode): Evaluate;
  statement(node: AnyStatement): Execute;
  pattern(node: Pattern | Expression, use: PatternUse): Store;
  /** Compiles in a new block scope. */
  withScope<Result>(scope: BlockScope, compile: () => Result): Result;
}
