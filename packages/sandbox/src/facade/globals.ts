import { Capability, NativeFunction, type CallContext, type GuestValue } from '../language/index.js';
import type { PlanNode } from '../plan/plan.js';
import { createChart } from './chart.js';
import { dtypeFunctions } from './dtype-function.js';
import { FrameCapability } from './frame-capability.js';
import type { FrameHost } from './host.js';
import { memberOf } from './invoke.js';
import { memberNamesOf } from './members.js';
import type { Facade, PlanCapability } from './plan-capability.js';
import type { NodeKind } from './spec/index.js';
import {
  ExpressionCapability,
  GroupByCapability,
  ThenCapability,
  WhenCapability,
} from './step-capabilities.js';

/** The global `pl`. */
class PolarsCapability extends Capability {
  readonly typeName = 'pl';
  readonly #facade: Facade;

  constructor(facade: Facade) {
    super();
    this.#facade = facade;
  }

  memberNames(): readonly string[] {
    return [...memberNamesOf('pl'), 'cs', ...dtypeFunctions.keys()];
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    if (name === 'cs' || name === 'selectors') return new SelectorsCapability(this.#facade);
    return dtypeFunctions.get(name) ?? memberOf('pl', name, this.#facade, undefined, context);
  }
}

/** `pl.cs`. */
class SelectorsCapability extends Capability {
  readonly typeName = 'pl.cs';
  readonly #facade: Facade;

  constructor(facade: Facade) {
    super();
    this.#facade = facade;
  }

  memberNames(): readonly string[] {
    return memberNamesOf('cs');
  }

  getMember(name: string, context: CallContext): GuestValue | undefined {
    return memberOf('cs', name, this.#facade, undefined, context);
  }
}

function wrapped(facade: Facade, node: PlanNode, kind: NodeKind): PlanCapability {
  switch (kind) {
    case 'frame': {
      return new FrameCapability(node, facade);
    }
    case 'expression': {
      return new ExpressionCapability(node, facade);
    }
    case 'groupBy': {
      return new GroupByCapability(node, facade);
    }
    case 'when': {
      return new WhenCapability(node, facade);
    }
    case 'then': {
      return new ThenCapability(node, facade);
    }
  }
}

/** The globals of a guest program: `pl` and `chart`. They build plans as plain data and call the host to compute them. */
export function createPolarsGlobals(host: FrameHost): Record<string, GuestValue> {
  const facade: Facade = { host, wrap: (node, kind) => wrapped(facade, node, kind) };
  return {
    pl: new PolarsCapability(facade),
    chart: new NativeFunction('chart', ([data, options], context) => createChart(data, options, context)),
  };
}
