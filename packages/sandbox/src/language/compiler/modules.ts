import type { AnyNode } from 'acorn';

import type { Evaluate } from '../runtime/function-code.js';
import { get } from '../runtime/members.js';
import { own, table } from '../table.js';
import { Signal, type CompileContext, type Execute, type NodeOf } from './context.js';
import { initialise } from './names.js';
import { refuse, refuseNode } from './refusals.js';

/** Modules that models import out of habit, and the global that stands for each. */
const knownModules = table<string>({ 'nodejs-polars': 'pl', polars: 'pl' });

const importHint = 'Nothing can be imported: `pl` and the built-ins are already there.';

function globalOf(source: unknown, at: number, context: CompileContext): Evaluate {
  const name = typeof source === 'string' ? own(knownModules, source) : undefined;
  if (name === undefined) throw refuse(`The module ${JSON.stringify(source)?.slice(0, 80)}`, importHint, at);
  const value = context.global(name)?.value;
  return () => value;
}

/** `import pl from 'nodejs-polars'` in any of its forms. */
export function compileImport(node: NodeOf<'ImportDeclaration'>, context: CompileContext): Execute {
  const { run } = context;
  const [attribute] = node.attributes;
  if (attribute !== undefined) throw refuseNode(attribute);
  const source = globalOf(node.source.value, node.source.start, context);
  const stores = node.specifiers.flatMap((specifier) => {
    const binding = context.scope.resolve(specifier.local.name);
    if (binding === undefined) return [];
    const imported = specifier.type === 'ImportSpecifier' ? specifier.imported : undefined;
    const name = imported?.type === 'Identifier' ? imported.name : imported?.value;
    const whole = name === undefined || name === 'default' || name === 'pl' || !context.knowsGlobals;
    return [{ store: initialise(binding), name: whole ? undefined : String(name), at: specifier.start }];
  });
  return (frame) => {
    for (const { store, name, at } of stores) {
      const value = source(frame);
      store(frame, name === undefined ? value : get(value, name, run, at));
    }
    return Signal.Normal;
  };
}

/** `require('nodejs-polars')`, when the program has no `require` of its own. */
export function moduleGlobal(node: NodeOf<'CallExpression'>, context: CompileContext): Evaluate | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  if (context.scope.resolve('require') !== undefined) return undefined;
  const [argument] = node.arguments;
  return globalOf(argument?.type === 'Literal' ? argument.value : undefined, node.start, context);
}

/** `import('nodejs-polars')`, which is there at once. */
export function compileDynamicImport(node: NodeOf<'ImportExpression'>, context: CompileContext): Evaluate {
  return globalOf(node.source.type === 'Literal' ? node.source.value : undefined, node.start, context);
}

/** Whether an expression is a whole module, whose `default` is itself. */
export function isModule(node: AnyNode): boolean {
  if (node.type === 'AwaitExpression') return isModule(node.argument);
  if (node.type === 'ParenthesizedExpression') return isModule(node.expression);
  if (node.type === 'ImportExpression') return true;
  return (
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require'
  );
}

/** Whether an assignment is to `module.exports` or to a member of `exports`: what is exported is the result. */
export function isExportAssignment(node: NodeOf<'AssignmentExpression'>, context: CompileContext): boolean {
  const { left, operator } = node;
  if (operator !== '=' || left.type !== 'MemberExpression' || left.computed) return false;
  if (left.object.type !== 'Identifier' || left.property.type !== 'Identifier') return false;
  const { name } = left.object;
  const exports = name === 'exports' || (name === 'module' && left.property.name === 'exports');
  return exports && context.scope.resolve(name) === undefined;
}

/** `export default value`: the value is the program's result. */
export function compileExportDefault(
  node: NodeOf<'ExportDefaultDeclaration'>,
  context: CompileContext,
): Execute {
  const { run } = context;
  const evaluate = context.expression(node.declaration);
  return (frame) => {
    run.completion = evaluate(frame);
    return Signal.Normal;
  };
}

function isDefault({ exported }: NodeOf<'ExportSpecifier'>): boolean {
  return exported.type === 'Identifier' && exported.name === 'default';
}

/** `export const x = …`: as if `export` were not there. `export { x }`: its value is the program's result. */
export function compileExportNamed(node: NodeOf<'ExportNamedDeclaration'>, context: CompileContext): Execute {
  if (node.declaration) return context.statement(node.declaration);
  if (node.source) throw refuse('`export … from`', importHint, node.start);
  const exported = node.specifiers.find(isDefault) ?? node.specifiers.at(-1);
  if (exported === undefined) return () => Signal.Normal;
  const { run } = context;
  const evaluate = context.expression(exported.local);
  return (frame) => {
    run.completion = evaluate(frame);
    return Signal.Normal;
  };
}
