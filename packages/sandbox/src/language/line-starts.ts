import type { AnyNode, Pattern, Program } from 'acorn';

/** A line that ends like a value, and a next one that starts with a parenthesis or a bracket. */
const suspicious = /[\w)\]}"'`][^\S\r\n]*[\r\n]\s*[([]/;

/** How often a program is read again after line ends were marked in it. */
const maximumPasses = 10;

const literals = new Set(['ArrayExpression', 'Literal', 'ObjectExpression', 'TemplateLiteral']);
const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'Identifier']);

/**
 * Ends lines that JavaScript would carry on: of `df = pl.scan('sales')⏎(df.head())` the second line is a call of what
 * the first one gives. No literal is a function, and nothing is that `pl` gives without being given one, so the
 * program could only fail; the line break becomes a `;`. Offsets stay. Gives the program that is meant; what `parse`
 * throws passes through.
 */
export function endOpenLines(source: string, parse: (source: string) => Program): Program {
  let text = source;
  let program = parse(text);
  if (!suspicious.test(source)) return program;
  for (let pass = 0; pass < maximumPasses; pass++) {
    const at = openLine(program, text);
    if (at === undefined) break;
    text = `${text.slice(0, at)};${text.slice(at + 1)}`;
    program = parse(text);
  }
  return program;
}

/** The offset of the first line break that should end its statement. */
function openLine(program: Program, source: string): number | undefined {
  const data = new Set(['pl']);
  for (const statement of program.body) {
    const { target, value } = assignmentOf(statement);
    for (let node = value; node !== undefined; node = innerOf(node)) {
      const before = carried(node);
      const at = before && isNoFunction(before, data) ? breakAfter(before, source) : undefined;
      if (at !== undefined) return at;
    }
    if (target?.type !== 'Identifier') continue;
    if (value !== undefined && isData(value, data)) data.add(target.name);
    else data.delete(target.name);
  }
  return undefined;
}

/** What a parenthesis calls, or a bracket with a list in it reads from. */
function carried(node: AnyNode): AnyNode | undefined {
  if (node.type === 'CallExpression' && !node.optional) return node.callee;
  const isList = node.type === 'MemberExpression' && node.property.type === 'SequenceExpression';
  return isList ? node.object : undefined;
}

function breakAfter(node: AnyNode, source: string): number | undefined {
  const space = /^\s*/.exec(source.slice(node.end))?.[0] ?? '';
  const at = /[([]/.test(source.charAt(node.end + space.length)) ? space.search(/[\r\n]/) : -1;
  return at === -1 ? undefined : node.end + at;
}

/** Which variable a statement sets, and to what; of any other expression, its value. */
function assignmentOf(statement: AnyNode): { target?: Pattern; value?: AnyNode } {
  if (statement.type === 'VariableDeclaration') {
    const declarator = statement.declarations.at(-1);
    return { target: declarator?.id, value: declarator?.init ?? undefined };
  }
  if (statement.type !== 'ExpressionStatement') return {};
  const { expression } = statement;
  if (expression.type !== 'AssignmentExpression') return { value: expression };
  return { target: expression.left, value: expression.right };
}

function innerOf(node: AnyNode): AnyNode | undefined {
  switch (node.type) {
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

function isNoFunction(node: AnyNode, data: ReadonlySet<string>): boolean {
  return literals.has(node.type) || isData(node, data);
}

/** Whether a value came from `pl` by calls that were given no function. */
function isData(node: AnyNode, data: ReadonlySet<string>): boolean {
  let called = false;
  let inner: AnyNode | undefined = node;
  while (inner !== undefined && inner.type !== 'Identifier') {
    if (inner.type === 'CallExpression') {
      if (inner.arguments.some((argument) => functions.has(argument.type))) return false;
      called = true;
    }
    inner = innerOf(inner);
  }
  return called && inner !== undefined && data.has(inner.name);
}
