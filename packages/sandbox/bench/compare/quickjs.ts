import { getQuickJS, shouldInterruptAfterDeadline, type QuickJSContext } from 'quickjs-emscripten';

import type { Guest } from './contestant.js';
import { guestPolars } from './guest-polars.js';

const memoryBytes = 64 * 1024 * 1024;
const stackBytes = 512 * 1024;
const timeMs = 5000;

/** QuickJS in WebAssembly: a fresh runtime for every program, with limits and the same way to polars. */
export async function quickjs(computeRows: (plan: string) => string): Promise<Guest> {
  const engine = await getQuickJS();
  return {
    name: 'QuickJS',
    evaluate: (program) => {
      const runtime = engine.newRuntime();
      try {
        runtime.setMemoryLimit(memoryBytes);
        runtime.setMaxStackSize(stackBytes);
        runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + timeMs));
        const context = runtime.newContext();
        try {
          givePolars(context, computeRows);
          return evaluate(context, program, 'program');
        } finally {
          context.dispose();
        }
      } finally {
        runtime.dispose();
      }
    },
  };
}

function givePolars(context: QuickJSContext, computeRows: (plan: string) => string): void {
  context
    .newFunction('computeRows', (plan) => context.newString(computeRows(context.getString(plan))))
    .consume((handle) => context.setProp(context.global, 'computeRows', handle));
  evaluate(context, `${guestPolars}; undefined`, 'polars');
}

function evaluate(context: QuickJSContext, code: string, name: string): unknown {
  return context
    .unwrapResult(context.evalCode(code, name))
    .consume((handle): unknown => context.dump(handle));
}
