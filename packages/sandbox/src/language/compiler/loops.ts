import type { Expression, Statement } from 'acorn';

import { patternNames } from '../analysis.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { iterate } from '../runtime/iterate.js';
import type { Cell, GuestValue } from '../values.js';
import { enterScope } from './blocks.js';
import { Signal, type CompileContext, type Execute, type NodeOf, type Store } from './context.js';
import { refuse } from './refusals.js';
import { BlockScope } from './scope.js';
import { compileBranch } from './statements.js';

/** The fuel of one pass, charged before the pass. */
function weightOf(
  node: NodeOf<'ForStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement'>,
  context: CompileContext,
): number {
  return context.analysis.weights.get(node) ?? 1;
}

export function compileFor(node: NodeOf<'ForStatement'>, context: CompileContext): Execute {
  return context.withScope(new BlockScope(context.scope, context.owner), () => {
    const { init } = node;
    if (init?.type === 'VariableDeclaration' && init.kind !== 'var') {
      const kind = init.kind === 'const' ? 'const' : 'let';
      for (const { id } of init.declarations) patternNames(id, (name) => context.scope.declare(name, kind));
    }
    const bindings = [...context.scope.bindings.values()];
    const enter = enterScope(bindings);
    const start = compileStart(node, context);
    const copied = bindings.filter((binding) => binding.captured).map((binding) => binding.slot);
    const loop = compileForPasses(node, copied, context);
    return (frame) => {
      enter?.(frame);
      start?.(frame);
      return loop(frame);
    };
  });
}

function compileStart(node: NodeOf<'ForStatement'>, context: CompileContext): Execute | Evaluate | undefined {
  const { init } = node;
  if (!init) return undefined;
  return init.type === 'VariableDeclaration' ? context.statement(init) : context.expression(init);
}

function compileForPasses(
  node: NodeOf<'ForStatement'>,
  copied: readonly number[],
  context: CompileContext,
): Execute {
  const { run } = context;
  const at = node.start;
  const weight = weightOf(node, context);
  const test = node.test ? context.expression(node.test) : () => true;
  const update: Evaluate = node.update ? context.expression(node.update) : () => undefined;
  const expression = copied.length === 0 ? loneExpression(node.body) : undefined;
  if (expression !== undefined) {
    // Nothing in such a body can leave the loop.
    const evaluate = context.expression(expression);
    const completes = context.owner.parent === undefined;
    return (frame) => {
      while (test(frame)) {
        run.steps += weight;
        if (run.steps > run.nextCheck) run.check(at);
        const value = evaluate(frame);
        if (completes) run.completion = value;
        update(frame);
      }
      return Signal.Normal;
    };
  }
  const body = compileBranch(node.body, context);
  return (frame) => {
    while (test(frame)) {
      run.steps += weight;
      if (run.steps > run.nextCheck) run.check(at);
      const signal = body(frame);
      if (signal === Signal.Break) break;
      if (signal === Signal.Return) return signal;
      if (copied.length > 0) renewCells(frame, copied);
      update(frame);
    }
    return Signal.Normal;
  };
}

/** Gives each pass its own variables, with the values that they had. */
function renewCells(frame: Frame, slots: readonly number[]): void {
  for (const slot of slots) frame[slot] = { value: (frame[slot] as Cell).value };
}

/** The expression that is all of a loop's body, with braces around it or without. */
function loneExpression(body: Statement): Expression | undefined {
  const [only, ...others] = body.type === 'BlockStatement' ? body.body : [body];
  return only?.type === 'ExpressionStatement' && others.length === 0 ? only.expression : undefined;
}

export function compileWhile(node: NodeOf<'WhileStatement'>, context: CompileContext): Execute {
  const { run } = context;
  const at = node.start;
  const weight = weightOf(node, context);
  const test = context.expression(node.test);
  const body = compileBranch(node.body, context);
  return (frame) => {
    while (test(frame)) {
      run.steps += weight;
      if (run.steps > run.nextCheck) run.check(at);
      const signal = body(frame);
      if (signal === Signal.Break) break;
      if (signal === Signal.Return) return signal;
    }
    return Signal.Normal;
  };
}

export function compileDoWhile(node: NodeOf<'DoWhileStatement'>, context: CompileContext): Execute {
  const { run } = context;
  const at = node.start;
  const weight = weightOf(node, context);
  const body = compileBranch(node.body, context);
  const test = context.expression(node.test);
  return (frame) => {
    do {
      run.steps += weight;
      if (run.steps > run.nextCheck) run.check(at);
      const signal = body(frame);
      if (signal === Signal.Break) break;
      if (signal === Signal.Return) return signal;
    } while (test(frame));
    return Signal.Normal;
  };
}

export function compileForOf(node: NodeOf<'ForOfStatement'>, context: CompileContext): Execute {
  if (node.await) throw refuse('`for await`', 'Write `for (const item of items)`.', node.start);
  const values = context.expression(node.right);
  return context.withScope(new BlockScope(context.scope, context.owner), () => {
    const store = compileElement(node.left, context);
    const enter = enterScope([...context.scope.bindings.values()]);
    const body = compileBranch(node.body, context);
    return compilePasses(node, context, values, (frame, value) => {
      enter?.(frame);
      store(frame, value);
      return body(frame);
    });
  });
}

function compileElement(left: NodeOf<'ForOfStatement'>['left'], context: CompileContext): Store {
  if (left.type !== 'VariableDeclaration') return context.pattern(left, 'assign');
  const [declarator] = left.declarations;
  if (declarator === undefined) return () => undefined;
  if (left.kind === 'let' || left.kind === 'const') {
    const { kind } = left;
    patternNames(declarator.id, (name) => context.scope.declare(name, kind));
  }
  return context.pattern(declarator.id, 'declare');
}

function compilePasses(
  node: NodeOf<'ForOfStatement'>,
  context: CompileContext,
  values: Evaluate,
  pass: (frame: Frame, value: GuestValue) => Signal,
): Execute {
  const { run } = context;
  const at = node.right.start;
  const weight = weightOf(node, context);
  return (frame) => {
    const source = values(frame);
    const elements = Array.isArray(source) ? source : iterate(source, run, at);
    for (const element of elements) {
      run.steps += weight;
      if (run.steps > run.nextCheck) run.check(at);
      const signal = pass(frame, element);
      if (signal === Signal.Break) break;
      if (signal === Signal.Return) return signal;
    }
    return Signal.Normal;
  };
}
