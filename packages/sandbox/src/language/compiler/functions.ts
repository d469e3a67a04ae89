import type { Pattern } from 'acorn';

import { patternNames } from '../analysis.js';
import type { Evaluate, Frame, FunctionCode } from '../runtime/function-code.js';
import { GuestFunction, uninitialised, type Cell, type GuestValue } from '../values.js';
import { compileStatements, enterScope } from './blocks.js';
import { Signal, type CompileContext, type NodeOf } from './context.js';
import { refuse } from './refusals.js';
import { BlockScope, FunctionScope } from './scope.js';

/** A node that makes a function value. */
type FunctionNode =
  NodeOf<'FunctionDeclaration'> | NodeOf<'FunctionExpression'> | NodeOf<'ArrowFunctionExpression'>;

/** Makes a closure. `async` is tolerated and means nothing: there is nothing to wait for. */
export function compileFunction(node: FunctionNode, context: CompileContext, name = ''): Evaluate {
  if (node.generator) throw refuse('A generator function', 'Collect the values in an array.', node.start);
  const ownName = node.type === 'FunctionExpression' ? node.id?.name : undefined;
  if (ownName !== undefined) return compileNamed(node, ownName, context);
  return compileClosure(node, context, node.id?.name ?? name);
}

/** A function expression that can call itself by its own name. */
function compileNamed(node: FunctionNode, name: string, context: CompileContext): Evaluate {
  const scope = new BlockScope(context.scope, context.owner);
  const binding = scope.declare(name, 'const');
  const create = context.withScope(scope, () => compileClosure(node, context, name));
  if (!binding.captured) return create;
  const { slot } = binding;
  return (frame) => {
    const cell: Cell = { value: uninitialised };
    frame[slot] = cell;
    const closure = create(frame);
    cell.value = closure;
    return closure;
  };
}

function compileClosure(node: FunctionNode, context: CompileContext, name: string): Evaluate {
  const { run } = context;
  const owner = new FunctionScope(context.owner, context.analysis.facts.get(node) ?? emptyFacts());
  const outer = context.owner;
  context.owner = owner;
  const code = context.withScope(new BlockScope(context.scope, owner), () =>
    compileCode(node, context, name),
  );
  context.owner = outer;
  const readers = owner.captures.map((binding) => outer.cellReader(binding));
  const bytes = 48 + 8 * readers.length;
  return (frame) => {
    run.allocate(bytes);
    return new GuestFunction(
      code,
      readers.map((read) => read(frame)),
    );
  };
}

function emptyFacts(): FunctionScope['facts'] {
  return { innerNames: new Set(), varNames: new Set() };
}

function compileCode(node: FunctionNode, context: CompileContext, name: string): FunctionCode {
  const { owner, scope } = context;
  const simple = node.params.every((parameter) => parameter.type === 'Identifier');
  for (const parameter of node.params) patternNames(parameter, (each) => scope.declare(each, 'parameter'));
  const parameters = [...scope.bindings.values()];
  const capturedParameters = parameters.filter((binding) => binding.captured).map((binding) => binding.slot);
  const bind = simple ? undefined : compileParameters(node.params, capturedParameters, context);
  const body = compileBody(node, context);
  const firstOptional = node.params.findIndex((parameter) => parameter.type !== 'Identifier');
  return {
    name,
    arity: firstOptional === -1 ? node.params.length : arityOf(node.params),
    parameterCount: node.params.length,
    capturedParameters: simple ? capturedParameters : [],
    bind,
    slotCount: owner.slotCount,
    weight: context.analysis.weights.get(node) ?? 1,
    body,
  };
}

function arityOf(parameters: readonly Pattern[]): number {
  const index = parameters.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  return index === -1 ? parameters.length : index;
}

function compileParameters(
  parameters: readonly Pattern[],
  captured: readonly number[],
  context: CompileContext,
): (frame: Frame, args: readonly GuestValue[]) => void {
  const { run } = context;
  const stores = parameters.map((parameter) => ({
    rest: parameter.type === 'RestElement',
    store: context.pattern(parameter.type === 'RestElement' ? parameter.argument : parameter, 'declare'),
  }));
  return (frame, args) => {
    for (const slot of captured) frame[slot] = { value: undefined };
    for (let index = 0; index < stores.length; index++) {
      const parameter = stores[index];
      if (parameter === undefined) break;
      if (parameter.rest) run.allocate(16 + 8 * args.length);
      parameter.store(frame, parameter.rest ? args.slice(index) : args[index]);
    }
  };
}

function compileBody(node: FunctionNode, context: CompileContext): Evaluate {
  const { run } = context;
  if (node.body.type !== 'BlockStatement') return context.expression(node.body);
  for (const name of context.owner.facts.varNames) context.scope.declare(name, 'var');
  const vars = [...context.scope.bindings.values()].filter(
    (binding) => binding.kind === 'var' && binding.captured,
  );
  const execute = compileStatements(node.body.body, context);
  const enter = enterScope(vars);
  return (frame) => {
    enter?.(frame);
    return execute(frame) === Signal.Return ? run.returnValue : undefined;
  };
}
