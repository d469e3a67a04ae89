import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import blankTypes from 'ts-blank-space';

/** One change to one file, small enough to be a slip of the keyboard. */
export interface Mutant {
  /** Below `src`. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The line that it changes, from 1. */
  readonly line: number;
  /** That line, without the space around it. */
  readonly text: string;
  /** What was there. */
  readonly original: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** What each operator is mistaken for. */
const operators: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  instanceof: [],
  in: [],
};

/** Every mutant of a source file of the package in `folder`. Types are no code: they are blanked out before it is parsed. */
export function mutantsOf(folder: string, file: string): Mutant[] {
  const source = readFileSync(join(folder, 'src', file), 'utf8');
  const options = { ecmaVersion: 'latest', sourceType: 'module' } as const;
  const program = parse(blankTypes(source), options) as unknown as Node;
  const mutants: Mutant[] = [];
  const add = (node: { start: number; end: number }, replacement: string): void => {
    const original = source.slice(node.start, node.end);
    const known = mutants.some(
      (each) => each.start === node.start && each.end === node.end && each.replacement === replacement,
    );
    if (original === replacement || known) return;
    const line = source.slice(0, node.start).split('\n').length;
    const text = (source.split('\n')[line - 1] ?? '').trim();
    mutants.push({ file, start: node.start, end: node.end, replacement, line, text, original });
  };
  visit(program, undefined, (node, parent) => mutateNode(node, parent, source, add));
  return mutants;
}

/** The source of a mutant's file with the change in it. */
export function sourceOf(folder: string, { file, start, end, replacement }: Mutant): string {
  const source = readFileSync(join(folder, 'src', file), 'utf8');
  return source.slice(0, start) + replacement + source.slice(end);
}

type Add = (place: { start: number; end: number }, replacement: string) => void;

function mutateNode(node: Node, parent: Node | undefined, source: string, add: Add): void {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      add(node.test as Node, 'true');
      add(node.test as Node, 'false');
      break;
    case 'BinaryExpression':
    case 'LogicalExpression':
      mutateOperator(node, source, add);
      break;
    case 'UnaryExpression':
      if (node.operator === '!') add(node, `(${textOf(node.argument as Node, source)})`);
      if (node.operator === '-') add(node, textOf(node.argument as Node, source));
      break;
    case 'Literal':
      mutateLiteral(node, parent, add);
      break;
    case 'ExpressionStatement':
      add(node, ';');
      break;
    case 'ReturnStatement':
      if (node.argument !== null) add(node.argument as Node, 'undefined');
      break;
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      add(node, ';');
      break;
    case 'SwitchCase': {
      const consequent = node.consequent as Node[];
      const [first, last] = [consequent[0], consequent.at(-1)];
      if (first !== undefined && last !== undefined) add({ start: first.start, end: last.end }, 'break;');
      break;
    }
    case 'ArrowFunctionExpression':
      if ((node.body as Node).type !== 'BlockStatement') add(node.body as Node, 'undefined');
      break;
    case 'ArrayExpression':
      if ((node.elements as Node[]).length > 0) add(node, '[]');
      break;
    case 'AssignmentExpression':
      if (node.operator === '+=') replaceBetween(node, '+=', '-=', source, add);
      if (node.operator === '-=') replaceBetween(node, '-=', '+=', source, add);
      if (node.operator === '??=') replaceBetween(node, '??=', '=', source, add);
      break;
    default:
  }
}

function mutateOperator(node: Node, source: string, add: Add): void {
  const operator = String(node.operator);
  for (const other of operators[operator] ?? []) replaceBetween(node, operator, other, source, add);
  if (node.type === 'LogicalExpression' || operator === 'instanceof') {
    add(node, operator === '??' ? textOf(node.left as Node, source) : 'true');
    add(node, operator === '??' ? textOf(node.right as Node, source) : 'false');
  } else if (!'+-*/%'.includes(operator)) {
    add(node, 'true');
    add(node, 'false');
  }
}

/** Texts count where they decide something; what a message says is left as it is. */
function mutateLiteral(node: Node, parent: Node | undefined, add: Add): void {
  const { value } = node;
  if (typeof value === 'boolean') add(node, String(!value));
  if (typeof value === 'number') add(node, String(value + 1));
  if (node.regex !== undefined) add(node, '/(?!)/');
  const decides =
    parent?.type === 'BinaryExpression' ||
    parent?.type === 'SwitchCase' ||
    parent?.type === 'ArrayExpression';
  if (typeof value === 'string' && decides) add(node, "'another text'");
}

function textOf(node: Node, source: string): string {
  return source.slice(node.start, node.end);
}

/** Exchanges the operator that stands between the two sides of a node. */
function replaceBetween(node: Node, operator: string, other: string, source: string, add: Add): void {
  const left = node.left as Node;
  const right = node.right as Node;
  const at = source.slice(left.end, right.start).indexOf(operator);
  if (at !== -1) add({ start: left.end + at, end: left.end + at + operator.length }, other);
}

function visit(
  node: Node,
  parent: Node | undefined,
  see: (node: Node, parent: Node | undefined) => void,
): void {
  if (node.type === 'ImportDeclaration') return;
  see(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child && 'start' in child)
        visit(child as Node, node, see);
    }
  }
}
