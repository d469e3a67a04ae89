import { patternNames } from '../analysis.js';
import { caughtValue } from '../builtins/errors.js';
import { isCatchable, ThrownValue, type GuestError } from '../errors.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import { strictlyEquals } from '../runtime/operators.js';
import { compileStatements, enterScope, openBlock, sequence } from './blocks.js';
import {
  Signal,
  type AnyStatement,
  type CompileContext,
  type Execute,
  type NodeOf,
  type Store,
} from './context.js';
import { refuse } from './refusals.js';
import { BlockScope } from './scope.js';

/** An expression as a statement. Outside functions its value is the program's, unless another follows. */
export function compileExpressionStatement(
  node: NodeOf<'ExpressionStatement'>,
  context: CompileContext,
): Execute {
  const evaluate = context.expression(node.expression);
  const { run } = context;
  if (context.owner.parent !== undefined) {
    return (frame) => {
      evaluate(frame);
      return Signal.Normal;
    };
  }
  return (frame) => {
    run.completion = evaluate(frame);
    return Signal.Normal;
  };
}

export function compileVariables(node: NodeOf<'VariableDeclaration'>, context: CompileContext): Execute {
  if (node.kind !== 'var' && node.kind !== 'let' && node.kind !== 'const') {
    throw refuse(`\`${node.kind}\``, 'Declare it with const.', node.start);
  }
  const executes = node.declarations.flatMap((declarator): Execute[] => {
    if (!declarator.init && node.kind === 'var') return [];
    const name = declarator.id.type === 'Identifier' ? declarator.id.name : '';
    const value: Evaluate = declarator.init ? context.expression(declarator.init, name) : () => undefined;
    const store = context.pattern(declarator.id, 'declare');
    return [
      (frame) => {
        store(frame, value(frame));
        return Signal.Normal;
      },
    ];
  });
  return sequence(executes);
}

export function compileBlock(node: NodeOf<'BlockStatement'>, context: CompileContext): Execute {
  return context.withScope(new BlockScope(context.scope, context.owner), () =>
    compileStatements(node.body, context),
  );
}

export function compileIf(node: NodeOf<'IfStatement'>, context: CompileContext): Execute {
  const test = context.expression(node.test);
  const consequent = compileBranch(node.consequent, context);
  const alternate = node.alternate ? compileBranch(node.alternate, context) : undefined;
  if (alternate === undefined) return (frame) => (test(frame) ? consequent(frame) : Signal.Normal);
  return (frame) => (test(frame) ? consequent(frame) : alternate(frame));
}

/** A statement that stands alone after `if` or a loop head, in a scope of its own. */
export function compileBranch(node: AnyStatement, context: CompileContext): Execute {
  return context.withScope(new BlockScope(context.scope, context.owner), () => context.statement(node));
}

export function compileReturn(node: NodeOf<'ReturnStatement'>, context: CompileContext): Execute {
  const { run } = context;
  const value: Evaluate = node.argument ? context.expression(node.argument) : () => undefined;
  return (frame) => {
    run.returnValue = value(frame);
    return Signal.Return;
  };
}

export function compileJump(node: NodeOf<'BreakStatement'> | NodeOf<'ContinueStatement'>): Execute {
  if (node.label)
    throw refuse('A label', 'Move the inner loop into a function and return from it.', node.start);
  const signal = node.type === 'BreakStatement' ? Signal.Break : Signal.Continue;
  return () => signal;
}

export function compileThrow(node: NodeOf<'ThrowStatement'>, context: CompileContext): Execute {
  const { run } = context;
  const value = context.expression(node.argument);
  const at = node.start;
  return (frame) => {
    const thrown = value(frame);
    run.charge(20);
    throw new ThrownValue(thrown, at);
  };
}

export function compileSwitch(node: NodeOf<'SwitchStatement'>, context: CompileContext): Execute {
  const { run } = context;
  const at = node.start;
  const discriminant = context.expression(node.discriminant);
  return context.withScope(new BlockScope(context.scope, context.owner, true), () => {
    const prepare = openBlock(
      node.cases.flatMap((each) => each.consequent),
      context,
    );
    const cases = node.cases.map((each) => ({
      test: each.test ? context.expression(each.test) : undefined,
      body: sequence(each.consequent.map((statement) => context.statement(statement))),
    }));
    const fallback = cases.findIndex((each) => each.test === undefined);
    return (frame) => {
      const value = discriminant(frame);
      prepare?.(frame);
      const found = cases.findIndex(
        ({ test }) => test !== undefined && strictlyEquals(value, test(frame), run, at),
      );
      return runCases(cases, found === -1 ? fallback : found, frame);
    };
  });
}

function runCases(cases: readonly { body: Execute }[], start: number, frame: Frame): Signal {
  if (start === -1) return Signal.Normal;
  for (const { body } of cases.slice(start)) {
    const signal = body(frame);
    if (signal === Signal.Break) return Signal.Normal;
    if (signal !== Signal.Normal) return signal;
  }
  return Signal.Normal;
}

/**
 * `try`. Only errors of the guest are caught: a limit or a fault of the host passes through, and no `finally` of the
 * guest runs on the way.
 */
export function compileTry(node: NodeOf<'TryStatement'>, context: CompileContext): Execute {
  const block = compileBlock(node.block, context);
  const guarded = node.handler ? compileHandler(block, node.handler, context) : block;
  return node.finalizer ? compileFinalizer(guarded, node.finalizer, context) : guarded;
}

function compileHandler(block: Execute, handler: NodeOf<'CatchClause'>, context: CompileContext): Execute {
  const { run } = context;
  return context.withScope(new BlockScope(context.scope, context.owner), () => {
    if (handler.param) patternNames(handler.param, (name) => context.scope.declare(name, 'let'));
    const enter = enterScope([...context.scope.bindings.values()]);
    const store: Store | undefined = handler.param ? context.pattern(handler.param, 'declare') : undefined;
    const body = compileBlock(handler.body, context);
    return (frame) => {
      const { depth } = run;
      try {
        return block(frame);
      } catch (error) {
        if (!isCatchable(error)) throw error;
        run.depth = depth;
        run.charge(20);
        enter?.(frame);
        store?.(frame, caughtValue(error, run));
      }
      return body(frame);
    };
  });
}

function compileFinalizer(
  guarded: Execute,
  finalizer: NodeOf<'BlockStatement'>,
  context: CompileContext,
): Execute {
  const { run } = context;
  const last = compileBlock(finalizer, context);
  return (frame) => {
    const { depth } = run;
    let signal: Signal = Signal.Normal;
    let pending: GuestError | ThrownValue | undefined;
    try {
      signal = guarded(frame);
    } catch (error) {
      if (!isCatchable(error)) throw error;
      run.depth = depth;
      pending = error;
    }
    const { returnValue, completion } = run;
    const ending = last(frame);
    if (ending !== Signal.Normal) return ending;
    run.returnValue = returnValue;
    run.completion = completion;
    if (pending !== undefined) throw pending;
    return signal;
  };
}
