import { operationById } from '../facade/spec/index.js';
import { Arguments } from './arguments.js';
import type { ExpressionCall, FrameCall, FrameOperation, GroupCall } from './calls.js';
import { dtypeName, dtypeOf } from './dtypes.js';
import { fromPolarsText, invalidPlan, unknownDataset } from './errors.js';
import { datasetRows, datasetTypes } from './dataset-frames.js';
import type { FrameCache } from './frame-cache.js';
import type { PlanLimits } from './limits.js';
import {
  native,
  type NativeDtype,
  type NativeExpression,
  type NativeFrame,
  type NativeLazyFrame,
} from './native.js';
import { eagerFrameOperations, expressionOperationById, frameOperationById } from './operations/index.js';
import type { DatasetFile } from './plan.js';
import type { Column } from './table.js';
import type { ValidNode } from './valid-plan.js';

/** `rows`: the real frame. `types`: the same steps on no rows, which tells the columns' types at next to no cost. */
type Mode = 'rows' | 'types';

const groupKinds: ReadonlyMap<string, GroupCall['kind']> = new Map([
  ['frame.groupByDynamic', 'windows'],
  ['frame.groupByRolling', 'rolling'],
]);

type Arrange = (column: NativeExpression) => NativeExpression;

/** Turns the steps of one validated plan into native frames and expressions. */
export class Execution {
  readonly #datasets: ReadonlyMap<string, DatasetFile>;
  readonly #limits: PlanLimits;
  readonly #cache: FrameCache;
  readonly #frames = {
    rows: new Map<ValidNode, NativeLazyFrame>(),
    types: new Map<ValidNode, NativeLazyFrame>(),
  };
  readonly #schemas = new Map<ValidNode, ReadonlyMap<string, NativeDtype | string>>();

  constructor(datasets: ReadonlyMap<string, DatasetFile>, limits: PlanLimits, cache: FrameCache) {
    this.#datasets = datasets;
    this.#limits = limits;
    this.#cache = cache;
  }

  /** The frame of a step. */
  frame(node: ValidNode, mode: Mode = 'rows'): NativeLazyFrame {
    const known = this.#frames[mode].get(node);
    if (known !== undefined) return known;
    const frame = this.#makeFrame(node, mode);
    this.#frames[mode].set(node, frame);
    return frame;
  }

  columns(node: ValidNode): Column[] {
    return [...this.#schema(node)].map(([name, dtype]) => ({ name, dtype: dtypeName(dtype) }));
  }

  rowCount(node: ValidNode): number {
    const counted = this.frame(node)
      .select([native.len().alias('rows')])
      .collectSync('auto');
    const [rows] = counted.column('rows').toArray();
    return typeof rows === 'number' ? rows : 0;
  }

  #makeFrame(node: ValidNode, mode: Mode): NativeLazyFrame {
    const { id } = node.operation;
    if (!Object.hasOwn(eagerFrameOperations, id)) return frameOperationById(id)(this.#frameCall(node, mode));
    if (id === 'frame.collect' && mode === 'types') return this.frame(requiredInput(node), 'types');
    const frame = this.#eagerFrame(node, frameOperationById(id));
    return mode === 'types' ? frame.slice(0, 0).lazy() : frame.lazy();
  }

  #eagerFrame(node: ValidNode, operation: FrameOperation): NativeFrame {
    const key = keyOf(node);
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const frame = operation(this.#frameCall(node, 'rows')).collectSync('auto');
    this.#cache.set(key, frame);
    return frame;
  }

  #schema(node: ValidNode): ReadonlyMap<string, NativeDtype | string> {
    const known = this.#schemas.get(node);
    if (known !== undefined) return known;
    const schema = schemaOf(this.frame(node, 'types').slice(0, 0).collectSync('auto'));
    this.#schemas.set(node, schema);
    return schema;
  }

  #dataset(name: string, mode: Mode): NativeLazyFrame {
    const file = this.#datasets.get(name);
    if (file === undefined) throw unknownDataset(name, this.#datasets.keys());
    return mode === 'rows' ? datasetRows(file) : datasetTypes(file);
  }

  #frameCall(node: ValidNode, mode: Mode): FrameCall {
    const args = new Arguments(node);
    const scope = (): ValidNode => scopeOf(node);
    const input = (): NativeLazyFrame => this.frame(scope(), mode);
    return {
      args,
      limits: this.#limits,
      get input() {
        return input();
      },
      schema: () => names(this.#schema(scope())),
      expression: (name) => {
        const argument = args.node(name);
        return argument === undefined ? undefined : this.#expression(argument, scope());
      },
      expressions: (name) =>
        args
          .nodes(name)
          .map((argument) => this.#expression(argument, name === 'rightOn' ? otherFrame(node) : scope())),
      frames: (name) => {
        const value = node.args.get(name);
        const nodes = Array.isArray(value) ? (value as readonly ValidNode[]) : [value as ValidNode];
        return nodes.map((frame) => this.frame(frame, mode));
      },
      collect: () => this.frame(scope(), 'rows').collectSync('auto'),
      rowCount: (argument) => this.rowCount(argument === undefined ? scope() : otherFrame(node)),
      dataset: (name) => this.#dataset(name, mode),
      group: () => this.#groupCall(requiredInput(node), mode),
    };
  }

  #groupCall(node: ValidNode, mode: Mode): GroupCall {
    const args = new Arguments(node);
    const input = requiredInput(node);
    return {
      args,
      kind: groupKinds.get(node.operation.id) ?? 'plain',
      input: this.frame(input, mode),
      schema: () => names(this.#schema(input)),
      expressions: (name) => args.nodes(name).map((argument) => this.#expression(argument, input)),
    };
  }

  /**
   * @param scope the step whose frame the expression is evaluated on.
   * @param arrange what brings each column into another order first.
   */
  #expression(node: ValidNode, scope: ValidNode, arrange?: Arrange): NativeExpression {
    if (node.operation.id === 'then.otherwise') return this.#conditional(node, scope, arrange);
    const args = new Arguments(node);
    const inputNode = node.input;
    const translate = (argument: ValidNode): NativeExpression => this.#expression(argument, scope, arrange);
    const input = inputNode === undefined ? undefined : translate(inputNode);
    const call: ExpressionCall = {
      args,
      inputNode,
      limits: this.#limits,
      get input() {
        if (input === undefined) throw invalidPlan(`${node.operation.id} lacks its input`);
        return input;
      },
      arrangedInput: (order) => this.#expression(requiredInput(node), scope, order),
      columns: () => names(this.#schema(scope)),
      expression: (name) => {
        const argument = args.node(name);
        return argument === undefined ? undefined : translate(argument);
      },
      needed: (name) => {
        const argument = args.node(name);
        if (argument === undefined) throw invalidPlan(`${node.operation.id} lacks ${name}`);
        return translate(argument);
      },
      expressions: (name) => args.nodes(name).map((argument) => translate(argument)),
      inputDtype: () => (inputNode === undefined ? undefined : this.#dtype(inputNode, scope)),
      dtypeOf: (argument) => this.#dtype(argument, scope),
    };
    const expression: unknown = expressionOperationById(node.operation.id)(call);
    // A few native functions return their error instead of throwing it.
    if (expression instanceof Error) throw fromPolarsText(expression.message);
    const made = expression as NativeExpression;
    return arrange !== undefined && readsColumns(node.operation) ? arrange(made) : made;
  }

  /** `when(…).then(…).when(…).then(…).otherwise(…)`, of which each step is the input of the next. */
  #conditional(otherwise: ValidNode, scope: ValidNode, arrange?: Arrange): NativeExpression {
    const translate = (node: ValidNode): NativeExpression => this.#expression(node, scope, arrange);
    const branches: { condition: NativeExpression; value: NativeExpression }[] = [];
    for (let then = otherwise.input; then !== undefined;) {
      const when = requiredInput(then);
      const predicates = new Arguments(when).nodes('predicates').map((node) => translate(node));
      const [first = native.lit(true), ...rest] = predicates;
      const value = translate(requiredNode(then, 'value'));
      branches.unshift({ condition: rest.reduce((all, next) => all.and(next), first), value });
      then = when.operation.id === 'then.when' ? when.input : undefined;
    }
    const [first, ...rest] = branches;
    if (first === undefined) throw invalidPlan('a condition is missing');
    let chain = native.when(first.condition).then(first.value);
    for (const branch of rest) chain = chain.when(branch.condition).then(branch.value);
    return chain.otherwise(translate(requiredNode(otherwise, 'value')));
  }

  /** The type of an expression; `undefined` when polars refuses it, which executing the plan then reports. */
  #dtype(node: ValidNode, scope: ValidNode): NativeDtype | string | undefined {
    try {
      const frame = this.frame(scope, 'types')
        .select([this.#expression(node, scope)])
        .slice(0, 0)
        .collectSync('auto');
      const [series] = frame.getColumns();
      return series === undefined ? undefined : dtypeOf(series);
    } catch {
      return undefined;
    }
  }
}

/** Whether an operation stands for columns of the frame. */
function readsColumns(operation: ValidNode['operation']): boolean {
  return operation.receiver === 'cs' || columnReaders.has(operation.id);
}

const columnReaders: ReadonlySet<string> = new Set(['pl.col', 'pl.all', 'pl.exclude', 'pl.nth']);

function requiredInput(node: ValidNode): ValidNode {
  if (node.input === undefined) throw invalidPlan(`${node.operation.id} lacks its input`);
  return node.input;
}

function requiredNode(node: ValidNode, name: string): ValidNode {
  const argument = new Arguments(node).node(name);
  if (argument === undefined) throw invalidPlan(`${node.operation.id} lacks ${name}`);
  return argument;
}

function inputFrame(node: ValidNode): ValidNode | undefined {
  return node.input?.operation.result === 'groupBy' ? node.input.input : node.input;
}

/** The step whose frame the expressions of a step are evaluated on: a group's is that of its `groupBy`. */
function scopeOf(node: ValidNode): ValidNode {
  if (node.operation.id === 'pl.select') return nothing;
  const frame = inputFrame(node);
  if (frame === undefined) throw invalidPlan(`${node.operation.id} lacks its input`);
  return frame;
}

/** A frame without columns, on which `pl.select` evaluates its expressions. */
const nothing: ValidNode = {
  operation: requiredOperation('pl.DataFrame'),
  input: undefined,
  args: new Map([['columns', []]]),
};

function requiredOperation(id: string): ValidNode['operation'] {
  const operation = operationById(id);
  if (operation === undefined) throw invalidPlan(`there is no operation ${id}`);
  return operation;
}

function otherFrame(node: ValidNode): ValidNode {
  return requiredNode(node, 'other');
}

function schemaOf(frame: NativeFrame): ReadonlyMap<string, NativeDtype | string> {
  return new Map(frame.getColumns().map((series) => [series.name, dtypeOf(series)]));
}

function names(schema: ReadonlyMap<string, NativeDtype | string>): ReadonlyMap<string, string> {
  return new Map([...schema].map(([name, dtype]) => [name, dtypeName(dtype)]));
}

/** A step and all before it as a text, by which its computed frame is kept. */
function keyOf(node: ValidNode): string {
  return JSON.stringify(node, (_key, value: unknown) => {
    if (value instanceof Map) return [...(value as Map<string, unknown>)];
    if (typeof value === 'object' && value !== null && 'form' in value && 'id' in value) return value.id;
    return value;
  });
}
