import { Capability, GuestError, type CallContext, type GuestValue } from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { PlanNode } from '../plan/plan.js';
import { memberOf } from './invoke.js';
import { memberNamesOf } from './members.js';
import { createNode, literalNode, PlanCapability, type Facade } from './plan-capability.js';
import type { Receiver } from './spec/index.js';

const namespaces: ReadonlyMap<string, Receiver> = new Map([
  ['str', 'str'],
  ['dt', 'dt'],
  ['list', 'list'],
  ['lst', 'list'],
  ['arr', 'list'],
  ['struct', 'struct'],
  ['name', 'name'],
]);

/** An expression: what a column, or a computation on columns, will be. */
export class ExpressionCapability extends PlanCapability {
  readonly typeName = 'Expression';

  constructor(node: PlanNode, facade: Facade) {
    super(node, 'expression', facade);
  }

  memberNames(): readonly string[] {
    return [...memberNamesOf('expression'), 'str', 'dt', 'list', 'struct', 'name'];
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    const namespace = namespaces.get(name);
    if (namespace !== undefined) return new NamespaceCapability(this, namespace);
    return memberOf('expression', name, this.facade, this, context);
  }
}

/** `pl.col('x').str` and its like. */
class NamespaceCapability extends Capability {
  readonly typeName: string;
  readonly #expression: ExpressionCapability;
  readonly #receiver: Receiver;

  constructor(expression: ExpressionCapability, receiver: Receiver) {
    super();
    this.typeName = `Expression.${receiver}`;
    this.#expression = expression;
    this.#receiver = receiver;
  }

  memberNames(): readonly string[] {
    return memberNamesOf(this.#receiver);
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    return memberOf(this.#receiver, name, this.#expression.facade, this.#expression, context);
  }
}

/** `df.groupBy(…)`, before its aggregation. */
export class GroupByCapability extends PlanCapability {
  readonly typeName = 'GroupBy';

  constructor(node: PlanNode, facade: Facade) {
    super(node, 'groupBy', facade);
  }

  memberNames(): readonly string[] {
    return memberNamesOf('groupBy');
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    const member = memberOf('groupBy', name, this.facade, this, context);
    if (member !== undefined || this.node.input === undefined) return member;
    const { columns } = this.facade.host.execute(this.node.input, { kind: 'schema' });
    if (!columns.some((column) => column.name === name)) return undefined;
    throw new GuestError(
      PlanErrorCode.ArgumentInvalid,
      `A GroupBy has no column ${JSON.stringify(name)} of its own.`,
      {
        hint: `Say what to do with it: df.groupBy(…).mean(${JSON.stringify(name)}) or .agg(pl.col(${JSON.stringify(name)}).sum()).`,
      },
    );
  }
}

/** `pl.when(…)`, before its `then`. */
export class WhenCapability extends PlanCapability {
  readonly typeName = 'When';

  constructor(node: PlanNode, facade: Facade) {
    super(node, 'when', facade);
  }

  memberNames(): readonly string[] {
    return memberNamesOf('when');
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    return memberOf('when', name, this.facade, this, context);
  }
}

/** `pl.when(…).then(…)`: goes on with `when` or `otherwise`, or stands for an expression that is null otherwise. */
export class ThenCapability extends PlanCapability {
  readonly typeName = 'Then';

  constructor(node: PlanNode, facade: Facade) {
    super(node, 'then', facade);
  }

  memberNames(): readonly string[] {
    return [...memberNamesOf('then'), 'alias'];
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    const member = memberOf('then', name, this.facade, this, context);
    if (member !== undefined) return member;
    const node = createNode('then.otherwise', this.node, { value: literalNode(null) });
    return new ExpressionCapability(node, this.facade).getMember(name, context);
  }
}
