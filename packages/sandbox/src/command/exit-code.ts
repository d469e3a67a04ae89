import type { RunResult } from '../types.js';

/** What the command's exit code says. */
export const ExitCode = {
  Fine: 0,
  /** The program failed, was stopped, or the sandbox could not do its work. */
  Failure: 1,
  Usage: 2,
  /** The check refused the program; nothing of it ran. */
  Refused: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export function exitCodeOf({ status }: RunResult): ExitCode {
  if (status === 'ok') return ExitCode.Fine;
  return status === 'rejected' ? ExitCode.Refused : ExitCode.Failure;
}
