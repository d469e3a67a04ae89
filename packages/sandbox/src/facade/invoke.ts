import { NativeFunction, type CallContext, type GuestValue } from '../language/index.js';
import type { PlanArgument } from '../plan/plan.js';
import { adaptArguments, dtypeSelection } from './adapt.js';
import { bindValues, convertBound } from './bind-arguments.js';
import { dataFrameArguments } from './data-frame-arguments.js';
import { checkColumns } from './known-columns.js';
import { refusedMember, operationOf } from './members.js';
import { methods } from './methods/index.js';
import { createNode, type Facade, type PlanCapability } from './plan-capability.js';
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
