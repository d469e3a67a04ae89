import { aggregateOperations } from './expression-aggregates.js';
import { basicOperations } from './expression-basics.js';
import { valueOperations } from './expression-values.js';
import { windowOperations } from './expression-windows.js';
import { frameRowOperations } from './frame-rows.js';
import { frameShapeOperations } from './frame-shapes.js';
import { frameValueOperations } from './frame-values.js';
import { conditionalOperations, groupByOperations } from './groups.js';
import { listOperations, nameOperations, structOperations } from './lists.js';
import { selectorOperations } from './selectors.js';
import { stringOperations } from './strings.js';
import { temporalOperations } from './temporal.js';
import { topLevelOperations } from './top-level.js';
import type { Operation, Receiver } from './types.js';

/** Every operation of the surface. Capability tables, the validator, the executor, the reference and a test read it. */
export const operations: readonly Operation[] = [
  ...topLevelOperations,
  ...selectorOperations,
  ...frameRowOperations,
  ...frameShapeOperations,
  ...frameValueOperations,
  ...groupByOperations,
  ...conditionalOperations,
  ...basicOperations,
  ...aggregateOperations,
  ...windowOperations,
  ...valueOperations,
  ...stringOperations,
  ...temporalOperations,
  ...listOperations,
  ...structOperations,
  ...nameOperations,
];

const byId: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.id, operation]),
);

/** The operation with an id, such as `frame.filter`. */
export function operationById(id: string): Operation | undefined {
  return byId.get(id);
}

/** `groupBy` as `group_by`. */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

/** The members of one receiver: operations by each name, alias and snake_case spelling of them. */
export function membersOf(receiver: Receiver): ReadonlyMap<string, Operation> {
  const members = new Map<string, Operation>();
  const visible = operations.filter(
    (operation) => operation.receiver === receiver && operation.form !== 'internal',
  );
  for (const operation of visible) members.set(operation.name, operation);
  for (const operation of visible) {
    for (const name of [operation.name, ...operation.aliases]) {
      for (const spelling of [name, toSnakeCase(name)]) {
        if (!members.has(spelling)) members.set(spelling, operation);
      }
    }
  }
  return members;
}

export type { ArgumentKind, NodeKind, Operation, Parameter, Receiver } from './types.js';
