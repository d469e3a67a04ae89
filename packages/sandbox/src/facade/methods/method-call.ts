import { GuestError, type CallContext, type GuestValue } from '../../language/index.js';
import { PlanErrorCode } from '../../plan/error-code.js';
import type { PlanArgument, PlanNode } from '../../plan/plan.js';
import type { Table } from '../../plan/table.js';
import { spend } from '../guest-table.js';
import type { Facade, PlanCapability } from '../plan-capability.js';

/** What a method or property of the facade gets to see. */
export interface MethodCall {
  readonly facade: Facade;
  readonly context: CallContext;
  /** The step it is a member of; none for `pl` itself. */
  readonly receiver: PlanCapability | undefined;
  /** The converted arguments. */
  readonly args: Readonly<Record<string, PlanArgument>>;
  /** The arguments as they were given. */
  readonly given: readonly GuestValue[];
}

export type Method = (call: MethodCall) => GuestValue;

export function receiverNode(call: MethodCall): PlanNode {
  if (call.receiver === undefined) throw new GuestError(PlanErrorCode.PlanInvalid, 'There is no frame here.');
  return call.receiver.node;
}

export function expression(call: MethodCall, node: PlanNode): GuestValue {
  return call.facade.wrap(node, 'expression');
}

export function frame(call: MethodCall, node: PlanNode): GuestValue {
  return call.facade.wrap(node, 'frame');
}

export function read(call: MethodCall, limit: number, node = receiverNode(call)): Table {
  const table = call.facade.host.execute(node, { kind: 'rows', limit });
  spend(table, call.context);
  return table;
}

export function schema(call: MethodCall): Table {
  return call.facade.host.execute(receiverNode(call), { kind: 'schema' });
}

export function rowCount(call: MethodCall, node: PlanNode): number {
  return call.facade.host.execute(node, { kind: 'count' }).rowCount;
}

/** An argument that is a step itself. */
export function nodeArgument(call: MethodCall, name: string): PlanNode {
  const node = call.args[name];
  if (typeof node === 'object' && node !== null && 'op' in node) return node;
  throw new GuestError(PlanErrorCode.PlanInvalid, `${name} is missing.`);
}

export function text(value: PlanArgument | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: PlanArgument | undefined, usual: number): number {
  return typeof value === 'number' ? value : usual;
}
