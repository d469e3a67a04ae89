import type { AnalysisSandbox } from '../../src/mcp/tools/tool.js';

/** A stand-in for the sandbox whose program `wait` ends when the gate opens or the call is cancelled. */
export interface GatedSandbox extends AnalysisSandbox {
  /** Programs that wait now. */
  waiting: number;
  /** Programs whose call was cancelled. */
  cancelled: number;
  open(): void;
}

export function gatedSandbox(): GatedSandbox {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sandbox: GatedSandbox = {
    waiting: 0,
    cancelled: 0,
    open: () => open(),
    datasets: () => [],
    describe: () => undefined,
    run: async (code, options = {}) => {
      if (code === 'wait') {
        sandbox.waiting += 1;
        const cancelled = new Promise<void>((resolve) => {
          options.signal?.addEventListener('abort', () => {
            sandbox.cancelled += 1;
            resolve();
          });
        });
        await Promise.race([gate, cancelled]);
        sandbox.waiting -= 1;
      }
      return { status: 'ok', output: { value: code }, logs: [], durationMs: 1, truncated: false, steps: 1 };
    },
  };
  return sandbox;
}
