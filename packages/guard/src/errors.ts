/** Why the guard refused to work. */
export enum GuardErrorCode {
  /** A pin file cannot be read as one; it is left as it is. `cause` holds the reason. */
  PinsUnreadable = 'pins-unreadable',
  /** Another process holds a file of the pins or of the approvals for longer than {@link limits.lockWait}. */
  PinsLocked = 'pins-locked',
  /** There is nothing pinned, or nothing waiting, under that name. */
  PinUnknown = 'pin-unknown',
  /** No question of that id waits: it was answered, it expired, or there was none. */
  ApprovalUnknown = 'approval-unknown',
  /** Too many questions wait for an answer already. */
  ApprovalsFull = 'approvals-full',
  /** A policy holds an unknown action or a threshold outside 0 to 1. */
  PolicyInvalid = 'policy-invalid',
  /** A configuration, or a file that it names, cannot be used; the message names every place. */
  ConfigInvalid = 'config-invalid',
}

/** The one error that this package throws. */
export class GuardError extends Error {
  readonly code: GuardErrorCode;

  constructor(code: GuardErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GuardError';
    this.code = code;
  }

  static isInstance(error: unknown): error is GuardError {
    return error instanceof GuardError;
  }
}
