/** What the exit codes of `sallyport` say. They are a contract: scripts rely on them. */
export const ExitCode = {
  Fine: 0,
  Failure: 1,
  /** Wrong usage, or a configuration that cannot be used. */
  Usage: 2,
  /** Something would be blocked, or was. */
  Blocked: 3,
  /** The wrapped command failed. */
  Wrapped: 10,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
