import type { Evaluate, Frame } from '../runtime/function-code.js';
import { patternNames } from '../analysis.js';
import { uninitialised } from '../values.js';
import { Signal, type AnyStatement, type CompileContext, type Execute, type Store } from './context.js';
import { initialise } from './names.js';
import type { Binding } from './scope.js';

/** Compiles the statements of a block whose scope is already open: declares names, hoists functions. */
export function compileStatements(statements: readonly AnyStatement[], context: CompileContext): Execute {
  const prepare = openBlock(statements, context);
  const execute = sequence(statements.map((statement) => context.statement(statement)));
  if (prepare === undefined) return execute;
  return (frame) => {
    prepare(frame);
    return execute(frame);
  };
}

/** Declares what statements declare, and returns what has to happen when their block is entered. */
export function openBlock(
  statements: readonly AnyStatement[],
  context: CompileContext,
): ((frame: Frame) => void) | undefined {
  const before = new Set(context.scope.bindings.values());
  for (const statement of statements) declareNames(statement, context);
  const declared = [...context.scope.bindings.values()].filter((binding) => !before.has(binding));
  const enter = enterScope(declared);
  const hoisted = statements.flatMap((statement) => hoist(statement, context));
  if (enter === undefined && hoisted.length === 0) return undefined;
  return (frame) => {
    enter?.(frame);
    for (const { store, create } of hoisted) store(frame, create(frame));
  };
}

/** Declares what a statement adds to its block: `let`, `const`, functions and imports. */
function declareNames(statement: AnyStatement, context: CompileContext): void {
  const { scope } = context;
  const node =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration
      : statement;
  if (node?.type === 'VariableDeclaration') {
    const { kind } = node;
    if (kind !== 'let' && kind !== 'const') return;
    for (const declarator of node.declarations)
      patternNames(declarator.id, (name) => scope.declare(name, kind));
  } else if (node?.type === 'FunctionDeclaration' && node.id !== null) {
    scope.declare(node.id.name, 'function');
  } else if (node?.type === 'ImportDeclaration') {
    for (const specifier of node.specifiers) scope.declare(specifier.local.name, 'import');
  }
}

function hoist(statement: AnyStatement, context: CompileContext): { store: Store; create: Evaluate }[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (node?.type !== 'FunctionDeclaration' || node.id === null) return [];
  const binding = context.scope.resolve(node.id.name);
  return binding === undefined ? [] : [{ store: initialise(binding), create: context.expression(node) }];
}

/** Gives fresh cells to captured variables, so that each pass of a loop has its own. */
export function enterScope(bindings: readonly Binding[]): ((frame: Frame) => void) | undefined {
  const cells = bindings.filter((binding) => binding.captured);
  const marks = bindings.filter((binding) => !binding.captured && binding.uncertain);
  if (cells.length === 0 && marks.length === 0) return undefined;
  return (frame) => {
    for (const { slot, ready, kind } of cells) {
      frame[slot] = { value: ready && kind !== 'const' && kind !== 'let' ? undefined : uninitialised };
    }
    for (const { slot } of marks) frame[slot] = uninitialised;
  };
}

/** One statement after the other, until one of them leaves. */
export function sequence(statements: readonly Execute[]): Execute {
  const [first, second, third] = statements;
  if (first === undefined) return () => Signal.Normal;
  if (second === undefined) return first;
  if (third === undefined) {
    return (frame) => {
      const signal = first(frame);
      return signal === Signal.Normal ? second(frame) : signal;
    };
  }
  const { length } = statements;
  return (frame) => {
    for (let index = 0; index < length; index++) {
      const signal = (statements[index] as Execute)(frame);
      if (signal !== Signal.Normal) return signal;
    }
    return Signal.Normal;
  };
}
