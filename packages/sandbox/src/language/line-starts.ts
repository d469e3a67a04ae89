import type { AnyNode, Program } from 'acorn';

/** A line that ends like a value, and a next one that starts with a parenthesis. */
const suspicious = /[\w)\]}"'`][^\S\r\n]*[\r\n]\s*\(/;

/** How often a program is read again after line ends were marked in it. */
const maximumPasses = 10;

const literals = new Set(['ArrayExpression', 'Literal', 'ObjectExpression', 'TemplateLiteral']);

/**
 * Ends lines that JavaScript would carry on: of `df = pl.scan('sales')⏎(df.head())` the second line is a call of what
 * the first one gives. Nothing that `pl` gives is a function, and no literal is, so the program could only fail; the
 * line break becomes a `;`. Offsets stay. Gives the program that is meant; what `parse` throws passes through.
 */
export function endOpenLines(source: string, parse: (source: string) => Program): Program {
  let text = source;
  let program = parse(text);
  if (!suspicious.test(source)) return program;
  for (let pass = 0; pass < maximumPasses; pass++) {
    const breaks = program.body.flatMap((statement) => openLine(statement, text) ?? []);
    if (breaks.length === 0) break;
    for (const at of breaks) text = `${text.slice(0, at)};${text.slice(at + 1)}`;
    program = parse(text);
  }
  return program;
}

/** The offset of the line break between a value that is no function and the parenthesis that calls it. */
function openLine(statement: AnyNode, source: string): number | undefined {
  let node = valueOf(statement);
  while (node !== undefined) {
    if (node.type === 'CallExpression' && !node.optional && isNoFunction(node.callee)) {
      const between = source.slice(node.callee.end, source.indexOf('(', node.callee.end));
      const at = /^\s*$/.test(between) ? between.search(/[\r\n]/) : -1;
      if (at !== -1) return node.callee.end + at;
    }
    node = innerOf(node);
  }
  return undefined;
}

/** The value that a statement ends with. */
function valueOf(statement: AnyNode): AnyNode | undefined {
  if (statement.type === 'VariableDeclaration') return statement.declarations.at(-1)?.init ?? undefined;
  return statement.type === 'ExpressionStatement' ? statement.expression : undefined;
}

function innerOf(node: AnyNode): AnyNode | undefined {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.right;
    case 'AwaitExpression':
      return node.argument;
    case 'CallExpression':
      return node.callee;
    case 'MemberExpression':
      return node.object;
    default:
      return undefined;
  }
}

function isNoFunction(node: AnyNode): boolean {
  if (literals.has(node.type)) return true;
  if (node.type !== 'CallExpression') return false;
  let inner: AnyNode | undefined = node;
  while (inner?.type === 'CallExpression' || inner?.type === 'MemberExpression') inner = innerOf(inner);
  return inner?.type === 'Identifier' && inner.name === 'pl';
}
