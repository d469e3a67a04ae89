/** Why the audit log refused. */
export enum AuditErrorCode {
  /** `append` after `close`. */
  Closed = 'closed',
  /** The line could not be written in full; the event is not in the log. `cause` holds the system's error. */
  WriteFailed = 'write-failed',
  /** The folder could not be made or listed. `cause` holds the system's error. */
  FolderUnusable = 'folder-unusable',
}

/** The one error that this package throws. */
export class AuditError extends Error {
  readonly code: AuditErrorCode;

  constructor(code: AuditErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuditError';
    this.code = code;
  }

  static isInstance(error: unknown): error is AuditError {
    return error instanceof AuditError;
  }
}
