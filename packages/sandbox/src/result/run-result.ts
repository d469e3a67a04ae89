import type { ProgramError } from '../language/index.js';
import type { Table } from '../plan/index.js';

/** A value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A chart: a complete Vega-Lite specification, checked by an allow-list, with its rows in `data.values`. */
export interface Chart {
  spec: Record<string, Json>;
}

/** What a program's final value became. A chart brings along the rows it is drawn from as `table`. */
export interface RunOutput {
  table?: Table;
  chart?: Chart;
  value?: Json;
}

/**
 * How a run ended. `rejected`: the checker refused the program. `failed`: the program made an error. `limit`: a budget
 * was spent, or no child was free. `killed`: the child was killed or died. `internal`: our own fault.
 */
export type RunResult =
  | {
      status: 'ok';
      output: RunOutput;
      /** What the program printed. */
      logs: string[];
      durationMs: number;
      /** Whether the output holds less than the program computed. */
      truncated: boolean;
      /** Fuel that the program used. */
      steps: number;
    }
  | {
      status: 'rejected' | 'failed' | 'limit' | 'killed' | 'internal';
      error: ProgramError;
      /** Whether any of the program ran. */
      ran: boolean;
      logs: string[];
      durationMs: number;
    };
