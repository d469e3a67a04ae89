import type { AnyNode, Pattern } from 'acorn';

import { ErrorCode } from './error-code.js';
import { RejectionError } from './errors.js';
import type { LanguageLimits } from './limits.js';

/** What the compiler needs to know of a function before it compiles the first line of it. */
export interface FunctionFacts {
  /** Every identifier that occurs in functions nested in this one: those variables may be captured. */
  readonly innerNames: Set<string>;
  /** Names declared by `var` anywhere in the function. */
  readonly varNames: Set<string>;
}

/** Facts about a syntax tree whose size is within the limits. */
export interface Analysis {
  /** By function node, and by the program itself. */
  readonly facts: ReadonlyMap<AnyNode, FunctionFacts>;
  /** Nodes in a loop or function, without those of functions nested in it: the fuel of one pass. */
  readonly weights: ReadonlyMap<AnyNode, number>;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const loopTypes = new Set(['ForStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/**
 * Measures a tree and gathers facts about its functions. It looks at every property of every node and knows no
 * syntax beyond functions, loops and `var`, so that it cannot overlook a kind of node. Captures are over-estimated.
 */
export function analyse(program: AnyNode, limits: LanguageLimits): Analysis {
  const facts = new Map<AnyNode, FunctionFacts>();
  const weights = new Map<AnyNode, number>();
  let nodes = 0;

  function visit(node: AnyNode, depth: number, outer: readonly FunctionFacts[]): number {
    nodes++;
    if (nodes > limits.nodes) throw tooLarge(`has more than ${limits.nodes} syntax nodes`, node.start);
    if (depth > limits.nesting)
      throw tooLarge(`is nested more than ${limits.nesting} levels deep`, node.start);
    if (node.type === 'Identifier') {
      for (let index = 0; index < outer.length - 1; index++) outer[index]?.innerNames.add(node.name);
    }
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      const names = outer.at(-1)?.varNames;
      for (const declarator of node.declarations) patternNames(declarator.id, (name) => names?.add(name));
    }
    const isFunction = functionTypes.has(node.type) || node.type === 'Program';
    let inside = outer;
    if (isFunction) {
      const own: FunctionFacts = { innerNames: new Set(), varNames: new Set() };
      facts.set(node, own);
      inside = [...outer, own];
    }
    let weight = 1;
    for (const child of children(node)) weight += visit(child, depth + 1, inside);
    if (isFunction || loopTypes.has(node.type)) weights.set(node, weight);
    return isFunction ? 1 : weight;
  }

  visit(program, 1, []);
  return { facts, weights };
}

function* children(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const element of value) if (isNode(element)) yield element;
    } else if (isNode(value)) {
      yield value;
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Calls back with each name that a pattern declares. */
export function patternNames(pattern: Pattern, declare: (name: string) => void): void {
  switch (pattern.type) {
    case 'Identifier':
      declare(pattern.name);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        patternNames(property.type === 'RestElement' ? property.argument : property.value, declare);
      }
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element !== null) patternNames(element, declare);
      break;
    case 'AssignmentPattern':
      patternNames(pattern.left, declare);
      break;
    case 'RestElement':
      patternNames(pattern.argument, declare);
      break;
    case 'MemberExpression':
      break;
  }
}

function tooLarge(what: string, at: number): RejectionError {
  return new RejectionError(ErrorCode.ProgramTooLarge, `The program ${what}.`, {
    hint: 'Write a smaller program: loop over data instead of spelling it out.',
    at,
  });
}
