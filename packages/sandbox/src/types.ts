import type { ProgramError } from './language/index.js';
import type { Cell, Column, Table } from './plan/index.js';

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A chart: a whole Vega-Lite specification, validated, with its data inline. */
export interface Chart {
  spec: { [name: string]: Json };
}

/** A dataset as a list shows it. */
export interface DatasetSummary {
  name: string;
  title: string;
  description: string;
  rows: number;
  columns: Column[];
  /** The file's name, without its folder. */
  file: string;
  source?: string;
  licence?: string;
  /** Whether the data are made up. */
  synthetic: boolean;
  /** The first problems that were met in the files; `problemCount` says how many there were. */
  problems: IngestProblem[];
  problemCount: number;
}

/** What a column holds. */
export interface ColumnProfile extends Column {
  /** A per cent sign or a currency that stood beside every figure in the file. */
  unit?: string;
  nulls: number;
  distinct: number;
  min?: Cell;
  max?: Cell;
  mean?: Cell;
  /** All values where they are few, the most frequent ones otherwise; most frequent first. */
  samples: Cell[];
}

/** Something in a file that could not be read as it stands. */
export interface IngestProblem {
  /** The file, where a dataset has several. */
  file?: string;
  /** From 1, where the file has lines. */
  line?: number;
  column?: string;
  message: string;
}

/** A dataset in full. */
export interface DatasetProfile extends Omit<DatasetSummary, 'columns'> {
  columns: ColumnProfile[];
  head: Table;
}

/** A whole frame as an Arrow IPC stream, for a program that wants every value as it is. */
export interface ArrowTable {
  data: Uint8Array;
  /** The rows in it, of the `rowCount` that the frame has. */
  rows: number;
  rowCount: number;
}

/** One thing that a program showed or ended with. */
export type Output = { title?: string } & (
  | {
      kind: 'table';
      table: Table;
      /** Where the run was asked for it, and the table is a frame. */
      arrow?: ArrowTable;
    }
  | {
      kind: 'chart';
      chart: Chart;
      /** The rows that are drawn. */
      table: Table;
    }
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: Json }
);

/** What a program came to: what it showed, in that order, and then its final value. */
export interface RunOutput {
  outputs: Output[];
  /** The first table: of a frame or records or, without either, the one that the first chart draws. */
  table?: Table;
  /** The first chart. */
  chart?: Chart;
  /** The first text or value. */
  value?: Json;
}

/** How a run ended. */
export type RunResult =
  | {
      status: 'ok';
      output: RunOutput;
      logs: string[];
      durationMs: number;
      /** Whether the table or the value was cut to its limit. */
      truncated: boolean;
      steps: number;
    }
  | {
      /**
       * `rejected`: refused before anything ran. `failed`: the program made an error. `limit`: it spent a budget.
       * `killed`: its process was killed or died. `internal`: a fault of the sandbox.
       */
      status: 'rejected' | 'failed' | 'limit' | 'killed' | 'internal';
      error: ProgramError;
      /** Whether any of the program ran. */
      ran: boolean;
      logs: string[];
      durationMs: number;
    };
