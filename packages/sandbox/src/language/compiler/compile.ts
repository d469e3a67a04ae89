import type { AnyNode, Expression, Pattern, Program } from 'acorn';

import type { Analysis } from '../analysis.js';
import { builtInGlobals } from '../builtins/globals.js';
import { RejectionError } from '../errors.js';
import type { Evaluate, Frame } from '../runtime/function-code.js';
import type { Run } from '../runtime/run.js';
import { own, table } from '../table.js';
import type { GuestValue } from '../values.js';
import { enterScope, openBlock, sequence } from './blocks.js';
import { compileCall, compileChain, compileMember, compileNew } from './calls.js';
import {
  Signal,
  type AnyStatement,
  type CompileContext,
  type Execute,
  type NodeOf,
  type PatternUse,
  type Store,
} from './context.js';
import { compileFunction } from './functions.js';
import { compileArray, compileLiteral, compileObject, compileTemplate } from './literals.js';
import { compileDoWhile, compileFor, compileForOf, compileWhile } from './loops.js';
import { compileDynamicImport, compileExportDefault, compileExportNamed, compileImport } from './modules.js';
import { compileIdentifier } from './names.js';
import { compileAssignment, compileUpdate } from './assignments.js';
import { compileBinary, compileLogical, compileUnary } from './operators.js';
import { compilePattern } from './patterns.js';
import { atRunTime, refuseNode } from './refusals.js';
import { BlockScope, FunctionScope } from './scope.js';
import * as statements from './statements.js';
import { undeclaredNames } from './undeclared.js';

type ExpressionCompilers = {
  [Type in AnyNode['type']]?: (node: NodeOf<Type>, context: CompileContext, name?: string) => Evaluate;
};
type StatementCompilers = {
  [Type in AnyNode['type']]?: (node: NodeOf<Type>, context: CompileContext) => Execute;
};

/** Every expression of the language. A node type that is not here is refused: the table is the allow-list. */
const expressions: ExpressionCompilers = {
  ArrayExpression: compileArray,
  ArrowFunctionExpression: compileFunction,
  AssignmentExpression: compileAssignment,
  AwaitExpression: (node, context) => context.expression(node.argument),
  BinaryExpression: compileBinary,
  CallExpression: (node, context) => compileCall(node, context),
  ChainExpression: compileChain,
  ConditionalExpression: (node, context) => {
    const test = context.expression(node.test);
    const consequent = context.expression(node.consequent);
    const alternate = context.expression(node.alternate);
    return (frame) => (test(frame) ? consequent(frame) : alternate(frame));
  },
  FunctionDeclaration: compileFunction,
  FunctionExpression: compileFunction,
  Identifier: compileIdentifier,
  ImportExpression: compileDynamicImport,
  Literal: compileLiteral,
  LogicalExpression: compileLogical,
  MemberExpression: (node, context) => compileMember(node, context),
  NewExpression: compileNew,
  ObjectExpression: compileObject,
  ParenthesizedExpression: (node, context) => context.expression(node.expression),
  SequenceExpression: (node, context) => {
    const parts = node.expressions.map((expression) => context.expression(expression));
    return (frame) => {
      let value: GuestValue;
      for (const evaluate of parts) value = evaluate(frame);
      return value;
    };
  },
  TemplateLiteral: compileTemplate,
  UnaryExpression: compileUnary,
  UpdateExpression: compileUpdate,
};

const nothing: Execute = () => Signal.Normal;

/** Every statement of the language, likewise. */
const statementCompilers: StatementCompilers = {
  BlockStatement: statements.compileBlock,
  BreakStatement: statements.compileJump,
  ContinueStatement: statements.compileJump,
  DoWhileStatement: compileDoWhile,
  EmptyStatement: () => nothing,
  ExportDefaultDeclaration: compileExportDefault,
  ExportNamedDeclaration: compileExportNamed,
  ExpressionStatement: statements.compileExpressionStatement,
  ForOfStatement: compileForOf,
  ForStatement: compileFor,
  FunctionDeclaration: () => nothing,
  IfStatement: statements.compileIf,
  ImportDeclaration: compileImport,
  ReturnStatement: statements.compileReturn,
  SwitchStatement: statements.compileSwitch,
  ThrowStatement: statements.compileThrow,
  TryStatement: statements.compileTry,
  VariableDeclaration: statements.compileVariables,
  WhileStatement: compileWhile,
};

type AnyExpressionCompiler = (node: AnyNode, context: CompileContext, name?: string) => Evaluate;
type AnyStatementCompiler = (node: AnyNode, context: CompileContext) => Execute;

const expressionTable = table(expressions as Record<string, AnyExpressionCompiler>);
const statementTable = table(statementCompilers as Record<string, AnyStatementCompiler>);

/** The node types that the compiler implements, for the test that compares them with the parser's. */
export const implementedNodeTypes: readonly string[] = [
  ...Object.keys(expressionTable),
  ...Object.keys(statementTable),
  'ArrayPattern',
  'AssignmentPattern',
  'CatchClause',
  'ExportSpecifier',
  'ImportDefaultSpecifier',
  'ImportNamespaceSpecifier',
  'ImportSpecifier',
  'ObjectPattern',
  'Program',
  'Property',
  'RestElement',
  'SpreadElement',
  'SwitchCase',
  'TemplateElement',
  'VariableDeclarator',
];

/** Walks the tree by table. Checking a program and compiling it are this one pass. */
class Compiler implements CompileContext {
  readonly run: Run;
  readonly analysis: Analysis;
  readonly knowsGlobals: boolean;
  readonly staticChecks: boolean;
  readonly #globals: Readonly<Record<string, GuestValue>>;
  scope: BlockScope;
  owner: FunctionScope;

  constructor(
    program: Program,
    analysis: Analysis,
    run: Run,
    globals: Readonly<Record<string, GuestValue>> | undefined,
    staticChecks: boolean,
  ) {
    this.run = run;
    this.analysis = analysis;
    this.staticChecks = staticChecks;
    this.knowsGlobals = globals !== undefined;
    this.#globals = globals ?? {};
    this.owner = new FunctionScope(
      undefined,
      analysis.facts.get(program) ?? { innerNames: new Set(), varNames: new Set() },
    );
    this.scope = new BlockScope(undefined, this.owner);
  }

  global(name: string): { readonly value: GuestValue } | undefined {
    if (Object.hasOwn(this.#globals, name)) return { value: this.#globals[name] };
    return Object.hasOwn(builtInGlobals, name) ? { value: builtInGlobals[name] } : undefined;
  }

  globalNames(): readonly string[] {
    return [...Object.keys(this.#globals), ...Object.keys(builtInGlobals)];
  }

  expression(node: AnyNode, name?: string): Evaluate {
    return this.#orDefer((): Evaluate => {
      const compile = own(expressionTable, node.type);
      if (compile === undefined) throw refuseNode(node);
      return compile(node, this, name);
    });
  }

  chainPart(node: AnyNode): Evaluate {
    if (node.type === 'MemberExpression')
      return this.#orDefer((): Evaluate => compileMember(node, this, true));
    if (node.type === 'CallExpression') return this.#orDefer((): Evaluate => compileCall(node, this, true));
    return this.expression(node);
  }

  statement(node: AnyStatement): Execute {
    return this.#orDefer((): Execute => {
      const compile = own(statementTable, node.type);
      if (compile === undefined) throw refuseNode(node);
      return compile(node, this);
    });
  }

  pattern(node: Pattern | Expression, use: PatternUse): Store {
    return this.#orDefer((): Store => compilePattern(node, use, this));
  }

  /** Lets a refusal through; without static checks, puts code in its place that fails when it is reached. */
  #orDefer<Compiled extends Evaluate | Execute | Store>(compile: () => Compiled): Compiled | (() => never) {
    if (this.staticChecks) return compile();
    const { scope, owner } = this;
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof RejectionError)) throw error;
      this.scope = scope;
      this.owner = owner;
      return () => {
        throw atRunTime(error);
      };
    }
  }

  withScope<Result>(scope: BlockScope, compile: () => Result): Result {
    const outer = this.scope;
    this.scope = scope;
    const result = compile();
    this.scope = outer;
    return result;
  }
}

/**
 * Checks and compiles a program. Throws a `RejectionError` for what the language does not have. The result runs the
 * program once; afterwards its value lies in `run.completion`, or in `run.returnValue` when it returned.
 */
export function compileProgram(
  program: Program,
  analysis: Analysis,
  run: Run,
  globals: Readonly<Record<string, GuestValue>> | undefined,
  staticChecks = true,
): () => Signal {
  const compiler = new Compiler(program, analysis, run, globals, staticChecks);
  const { scope, owner } = compiler;
  for (const name of owner.facts.varNames) scope.declare(name, 'var');
  const body = program.body as AnyStatement[];
  const isGlobal = (name: string): boolean => compiler.global(name) !== undefined;
  for (const name of undeclaredNames(body, isGlobal)) scope.declare(name, 'var');
  const enter = enterScope([...scope.bindings.values()]);
  const prepare = openBlock(body, compiler);
  const execute = sequence(body.map((statement) => compiler.statement(statement)));
  const finish = compileFinalDeclaration(body, compiler);
  return () => {
    const frame: Frame = Array.from<Frame[number]>({ length: owner.slotCount });
    frame[0] = [];
    enter?.(frame);
    prepare?.(frame);
    const signal = execute(frame);
    if (signal === Signal.Normal) finish?.(frame);
    return signal;
  };
}

/**
 * A program that ends in `const result = …` has that value as its result, and one that only declares has its last
 * function.
 */
function compileFinalDeclaration(
  body: readonly AnyStatement[],
  compiler: Compiler,
): ((frame: Frame) => void) | undefined {
  const last = body.findLast((statement) => statement.type !== 'EmptyStatement');
  const target = last && finalName(declarationOf(last), body);
  if (target?.type !== 'Identifier') return undefined;
  const read = compiler.expression(target);
  return (frame) => {
    compiler.run.completion = read(frame);
  };
}

function declarationOf(statement: AnyStatement): AnyNode {
  return statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
}

const declarationTypes = new Set([
  'EmptyStatement',
  'FunctionDeclaration',
  'ImportDeclaration',
  'VariableDeclaration',
]);

function finalName(last: AnyNode, body: readonly AnyStatement[]): AnyNode | null | undefined {
  if (last.type === 'VariableDeclaration') return last.declarations.at(-1)?.id;
  if (last.type !== 'FunctionDeclaration') return undefined;
  const onlyDeclares = body.every((statement) => declarationTypes.has(declarationOf(statement).type));
  return onlyDeclares ? last.id : undefined;
}
