import {
  createObject,
  GuestError,
  isPlainObject,
  type CallContext,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { isNested } from '../plan/nested-literals.js';
import type { PlanArgument, PlanNode } from '../plan/plan.js';
import { bindValues } from './bind-arguments.js';
import { convertArgument } from './convert.js';
import { literalColumns } from './literal-table.js';
import { aliasNode, createNode, PlanCapability } from './plan-capability.js';
import type { Operation } from './spec/index.js';

/** `pl.DataFrame(data, { schema })`, and `pl.DataFrame({ … })` with expressions such as `pl.dateRange(…)` as columns. */
export function dataFrameArguments(
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
  const columns = createObject();
  columns[name] = value;
  const [column] = literalColumns(columns, context);
  const values = (column?.values ?? []).map((item) => {
    if (!isNested(item)) return item;
    throw new GuestError(
      PlanErrorCode.ArgumentInvalid,
      'pl.DataFrame cannot have lists as cells of one column beside an expression as another.',
      { hint: 'Add the expression afterwards: pl.DataFrame({ … }).withColumns(…).' },
    );
  });
  return createNode('pl.Series', undefined, { name, values });
}
