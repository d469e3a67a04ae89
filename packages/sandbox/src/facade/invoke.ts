import {
  createObject,
  isPlainObject,
  NativeFunction,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import { isNested } from '../plan/nested-literals.js';
import type { Literal, PlanArgument, PlanNode } from '../plan/plan.js';
import { adaptArguments, dtypeSelection } from './adapt.js';
import { bindValues, convertBound } from './bind-arguments.js';
import { checkColumns } from './known-columns.js';
import { literalColumns } from './literal-table.js';
import { refusedMember, operationOf } from './members.js';
import { methods } from './methods.js';
import { convertArgument } from './convert.js';
import { aliasNode, createNode, isLight, PlanCapability, type Facade } from './plan-capability.js';
import type { NodeKind, Operation, Receiver } from './spec/index.js';

/**
 * A member of `pl`, of a step, or of a namespace of an expression.
 *
 * @param capability the step that it is a member of; none for `pl`.
 */
export function memberOf(
  receiver: Receiver,
  name: string,
  facade: Facade,
  capability: PlanCapability | undefined,
  context: CallContext,
): GuestValue | undefined {
  const operation = operationOf(receiver, name);
  if (operation === undefined) return refusedMember(receiver, name);
  if (operation.form === 'property') return invokeMethod(operation, facade, capability, [], context);
  return new NativeFunction(name, (args, callContext) =>
    invoke(operation, facade, capability, args, callContext),
  );
}

function invoke(
  operation: Operation,
  facade: Facade,
  capability: PlanCapability | undefined,
  args: GuestValue[],
  context: CallContext,
): GuestValue {
  context.charge(10);
  context.allocate(200);
  if (operation.form === 'method') return invokeMethod(operation, facade, capability, args, context);
  const [op, converted] = planArguments(operation, facade, args, context);
  const node = createNode(op, capability?.node, converted);
  if (operation.result === 'frame') checkColumns(node, facade.host);
  return facade.wrap(node, operation.result as NodeKind);
}

function planArguments(
  operation: Operation,
  facade: Facade,
  args: GuestValue[],
  context: CallContext,
): [op: string, args: Record<string, PlanArgument>] {
  if (operation.id === 'pl.DataFrame') return dataFrameArguments(operation, args, context);
  if (operation.id === 'pl.col') {
    const dtypes = dtypeSelection(args);
    if (dtypes !== undefined) return ['cs.byDtype', { dtypes }];
  }
  const adapted = adaptArguments(operation.id, args, facade);
  context.charge(adapted.length);
  return [operation.id, convertBound(operation, bindValues(operation, adapted))];
}

/** `pl.DataFrame(data, { schema })`, and `pl.DataFrame({ … })` with expressions such as `pl.dateRange(…)` as columns. */
function dataFrameArguments(
  operation: Operation,
  [data, options]: GuestValue[],
  context: CallContext,
): [op: string, args: Record<string, PlanArgument>] {
  if (Array.isArray(data) && data.length > 0 && data.every((item) => isSeries(item)))
    return ['pl.select', { expressions: data.map((item) => item.node) }];
  if (isPlainObject(data) && Object.values(data).some((value) => value instanceof PlanCapability)) {
    const given = Object.entries(data).map(([name, value]) =>
      value instanceof PlanCapability
        ? ([name, value] as const)
        : ([name, seriesNode(name, value, context)] as const),
    );
    const expressions = given.map(([name, value]) =>
      aliasNode(value instanceof PlanCapability ? value.node : value, name),
    );
    return ['pl.select', { expressions }];
  }
  const bound = bindValues(operation, [{}, options]);
  bound.delete('columns');
  const schema = bound.get('schema')?.[0];
  const parameter = operation.parameters.find(({ name }) => name === 'schema');
  if (schema === undefined || parameter === undefined)
    return [operation.id, { columns: literalColumns(data, context) }];
  const casts = convertArgument([schema], { operation, parameter });
  return [operation.id, { columns: literalColumns(data, context), schema: casts }];
}

function isSeries(value: GuestValue): value is PlanCapability {
  return value instanceof PlanCapability && value.node.op === 'pl.Series';
}

/** Values beside a column that is an expression. */
function seriesNode(name: string, value: GuestValue, context: CallContext): PlanNode {
  const [column] = literalColumns(Object.assign(createObject(), { [name]: value }), context);
  const values = (column?.values ?? []).filter((item): item is Literal => !isNested(item));
  return createNode('pl.Series', undefined, { name, values });
}

function invokeMethod(
  operation: Operation,
  facade: Facade,
  capability: PlanCapability | undefined,
  args: GuestValue[],
  context: CallContext,
): GuestValue {
  const method = Object.hasOwn(methods, operation.id) ? methods[operation.id] : undefined;
  if (method === undefined) return undefined;
  const adapted = adaptArguments(operation.id, args, facade);
  const converted =
    operation.id === 'frame.hstack' ? {} : convertBound(operation, bindValues(operation, adapted));
  return method({ facade, context, receiver: capability, args: converted, given: adapted });
}
