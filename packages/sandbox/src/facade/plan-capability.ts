import { Capability } from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import { planError } from '../plan/errors.js';
import { defaultPlanLimits } from '../plan/limits.js';
import type { Literal, LiteralColumn, PlanArgument, PlanNode } from '../plan/plan.js';
import type { FrameHost } from './host.js';
import type { NodeKind } from './spec/index.js';

/** What the capabilities of one run share. */
export interface Facade {
  readonly host: FrameHost;
  /** The capability for a new step. */
  wrap(node: PlanNode, kind: NodeKind): PlanCapability;
}

/** A capability that stands for a step of a plan. */
export abstract class PlanCapability extends Capability {
  readonly node: PlanNode;
  readonly kind: NodeKind;
  readonly facade: Facade;

  constructor(node: PlanNode, kind: NodeKind, facade: Facade) {
    super();
    this.node = node;
    this.kind = kind;
    this.facade = facade;
  }
}

interface Extent {
  readonly nodes: number;
  readonly depth: number;
  /** Values of frames that the program wrote out. */
  readonly cells: number;
}

/** Steps are shared between plans, but a plan's text repeats them: a step's extent is that of the text. */
const extents = new WeakMap<PlanNode, Extent>();

function isNode(value: unknown): value is PlanNode {
  return typeof value === 'object' && value !== null && extents.has(value as PlanNode);
}

function cellsOf(columns: PlanArgument | undefined): number {
  if (!Array.isArray(columns)) return 0;
  const values = (columns as unknown[]).map(
    (column) => (column as Partial<LiteralColumn> | null)?.values?.length ?? 0,
  );
  return values.reduce((sum, count) => sum + count, 0);
}

/**
 * Whether a plan is so light that its columns can be worked out after every step, by which a mistake is reported where
 * it was made. A plan that carries much data is checked only when it is computed.
 */
export function isLight(node: PlanNode): boolean {
  return (extents.get(node)?.cells ?? 0) <= 1000;
}

/**
 * A new step.
 *
 * @throws GuestError `plan-too-large` as soon as the plan's text would be beyond the limits.
 */
export function createNode(op: string, input?: PlanNode, args?: Record<string, PlanArgument>): PlanNode {
  const children: PlanNode[] = input === undefined ? [] : [input];
  for (const argument of Object.values(args ?? {})) {
    if (isNode(argument)) children.push(argument);
    if (Array.isArray(argument)) children.push(...(argument as unknown[]).filter((item) => isNode(item)));
  }
  let nodes = 1;
  let depth = 0;
  let cells = cellsOf(args?.['columns']);
  for (const child of children) {
    const extent = extents.get(child);
    nodes += extent?.nodes ?? 1;
    depth = Math.max(depth, extent?.depth ?? 1);
    cells += extent?.cells ?? 0;
  }
  if (nodes > defaultPlanLimits.nodes || depth + 1 > defaultPlanLimits.depth) {
    throw planError(
      PlanErrorCode.PlanTooLarge,
      'The computation has too many steps, or they are nested too deeply.',
      {
        hint: 'Write fewer or shorter expressions; do not build them in a long loop.',
      },
    );
  }
  const node: PlanNode = {
    op,
    ...(input === undefined ? {} : { input }),
    ...(args === undefined ? {} : { args }),
  };
  extents.set(node, { nodes, depth: depth + 1, cells });
  return node;
}

export function columnNode(...names: string[]): PlanNode {
  return createNode('pl.col', undefined, { names });
}

export function literalNode(value: Literal): PlanNode {
  return createNode('pl.lit', undefined, { value });
}

export function aliasNode(node: PlanNode, name: string): PlanNode {
  return createNode('expression.alias', node, { name });
}
