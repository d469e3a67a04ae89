import { NativeFunction, type CallContext, type GuestValue } from '../language/index.js';
import type { PlanArgument } from '../plan/plan.js';
import { adaptArguments, dtypeSelection } from './adapt.js';
import { bindValues, convertBound } from './bind-arguments.js';
import { literalColumns } from './literal-table.js';
import { refusedMember, operationOf } from './members.js';
import { methods } from './methods.js';
import { createNode, isLight, type Facade, type PlanCapability } from './plan-capability.js';
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
  // Working out the columns touches no rows, and reports an unknown column at the step that names it.
  if (operation.result === 'frame' && isLight(node)) facade.host.execute(node, { kind: 'schema' });
  return facade.wrap(node, operation.result as NodeKind);
}

function planArguments(
  operation: Operation,
  facade: Facade,
  args: GuestValue[],
  context: CallContext,
): [op: string, args: Record<string, PlanArgument>] {
  if (operation.id === 'pl.DataFrame') {
    const columns = literalColumns(args, context);
    return [operation.id, { columns }];
  }
  if (operation.id === 'pl.col') {
    const dtype = dtypeSelection(args);
    if (dtype !== undefined) return ['pl.dtypeColumns', { dtype }];
  }
  const adapted = adaptArguments(operation.id, args, facade.host);
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
  const adapted = adaptArguments(operation.id, args, facade.host);
  const converted =
    operation.id === 'frame.cast' ? {} : convertBound(operation, bindValues(operation, adapted));
  return method({ facade, context, receiver: capability, args: converted, given: adapted });
}
