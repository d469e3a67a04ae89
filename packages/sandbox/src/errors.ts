/** What can go wrong around a program. The value is what a caller sees in `ProgramError.code`. */
export const SandboxErrorCode = {
  /** The hard wall clock ran out and the child was killed. */
  WallClockExceeded: 'wall-clock-exceeded',
  /** The child used more memory than it may and was killed. */
  ChildMemoryExceeded: 'child-memory-exceeded',
  /** The caller cancelled the run. */
  RunCancelled: 'run-cancelled',
  /** The child ended by itself in the middle of a run, as a native abort does. */
  ChildDied: 'child-died',
  /** The child sent what no child sends; it was killed. */
  ChildProtocol: 'child-protocol',
  /** The child's own code failed. */
  ChildFailed: 'child-failed',
  /** No child could be started. */
  ChildStart: 'child-start',
  /** Too many programs wait. Nothing ran. */
  QueueFull: 'queue-full',
  /** No child became free in time. Nothing ran. */
  QueueTimeout: 'queue-timeout',
  /** The sandbox is closed. Nothing ran. */
  SandboxClosed: 'sandbox-closed',
  /** The program asks for a dataset that does not exist. Nothing ran. */
  DatasetUnknown: 'dataset-unknown',
  /** The program's final value cannot be a result. */
  ResultInvalid: 'result-invalid',
  /** No jail can be had here, and one is required. Raised by `createSandbox`. */
  JailMissing: 'jail-missing',
  /** No sandbox host answers at the socket. Raised by `createSandbox`. */
  HostUnreachable: 'host-unreachable',
  /** A sandbox host cannot listen at its socket. Raised by `startSandboxHost`. */
  HostSocket: 'host-socket',
} as const;

/** One of those values. */
export type SandboxErrorCode = (typeof SandboxErrorCode)[keyof typeof SandboxErrorCode];

/** What keeps a sandbox from starting, or a data file from being read. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SandboxError';
    this.code = code;
  }

  static isInstance(error: unknown): error is SandboxError {
    return error instanceof SandboxError;
  }
}
