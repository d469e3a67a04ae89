import type { RunResult } from '@sallyport/sandbox';
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
      if (code === 'table') return tableRun(options.arrow === true);
      const output = { outputs: [{ kind: 'text' as const, text: code }], value: code };
      return { status: 'ok', output, logs: [], durationMs: 1, truncated: false, steps: 1 };
    },
  };
  return sandbox;
}

/** The bytes that stand for a table in Arrow. */
export const arrowBytes = Uint8Array.of(0xff, 0, 1, 2);

function tableRun(arrow: boolean): RunResult {
  const table = { columns: [{ name: 'n', dtype: 'i64' }], data: [[1]], rowCount: 3, truncated: true };
  const whole = arrow ? { arrow: { data: arrowBytes, rows: 3, rowCount: 3 } } : {};
  const output = { outputs: [{ kind: 'table' as const, table, ...whole }], table };
  return { status: 'ok', output, logs: [], durationMs: 1, truncated: true, steps: 1 };
}
