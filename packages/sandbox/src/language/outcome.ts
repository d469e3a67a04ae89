import type { GuestValue } from './values.js';

/** What is wrong with a program, in a form that its author can act on. */
export interface ProgramError {
  code: string;
  message: string;
  /** From 1. */
  line?: number;
  /** From 1, in UTF-16 code units. */
  column?: number;
  /** The source line, with a caret under the column. */
  snippet?: string;
  /** What to write instead. */
  hint?: string;
  /** Near names, the nearest first. */
  didYouMean?: string[];
}

/**
 * How a run ended. `rejected`: the check refused the program and nothing ran. `failed`: the program made an error.
 * `limit`: a budget was spent.
 */
export type ProgramOutcome =
  | {
      status: 'ok';
      value: GuestValue;
      /** Set where there is no other value than what a `console.log` printed. */
      logged?: true;
      /** The offset of the statement that the program ends with, where its value comes from. */
      endsAt: number;
      logs: string[];
      steps: number;
    }
  | { status: 'rejected' | 'failed' | 'limit'; error: ProgramError; logs: string[]; steps: number };

/** What a check says. */
export type CheckOutcome = { ok: true } | { ok: false; error: ProgramError };
