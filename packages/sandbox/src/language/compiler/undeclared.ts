import { patternNames } from '../analysis.js';
import { suggestNames } from '../suggest.js';
import type { AnyStatement } from './context.js';

/** Shorter names lie close to each other without being misspelt. */
const comparableLength = 4;

/**
 * The variables of a program that are only assigned to, never declared: `df = pl.scan('sales')` as a statement of its
 * own, a habit from Python. A name that lies close to a declared one is left out: it is more likely misspelt.
 */
export function undeclaredNames(
  body: readonly AnyStatement[],
  isGlobal: (name: string) => boolean,
): readonly string[] {
  const declared = declaredNames(body);
  const names = new Set<string>();
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement') continue;
    const { expression } = statement;
    if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') continue;
    const { left } = expression;
    if (left.type !== 'Identifier' || declared.has(left.name) || isGlobal(left.name)) continue;
    const isMisspelt = left.name.length >= comparableLength && suggestNames(left.name, declared).length > 0;
    if (!isMisspelt) names.add(left.name);
  }
  return [...names];
}

function declaredNames(body: readonly AnyStatement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'VariableDeclaration') {
      for (const declarator of node.declarations) patternNames(declarator.id, (name) => names.add(name));
    } else if (node?.type === 'FunctionDeclaration' && node.id !== null) {
      names.add(node.id.name);
    } else if (node?.type === 'ImportDeclaration') {
      for (const specifier of node.specifiers) names.add(specifier.local.name);
    }
  }
  return names;
}
