/** Why a certificate operation failed. */
export const CertificateErrorCode = {
  /** The folder holds no certificate authority. */
  AuthorityMissing: 'authority-missing',
  /** The authority's own certificate has ended: everything must be made again. */
  AuthorityExpired: 'authority-expired',
  /** A file that would be written is there already, and overwriting was not asked for. */
  AlreadyExists: 'already-exists',
  /** No certificate goes by the given name. */
  NameUnknown: 'name-unknown',
  /** A name has characters that a certificate or a file must not carry. */
  NameInvalid: 'name-invalid',
  /** A certificate or key file is missing. */
  FileMissing: 'file-missing',
  /** A file is there, but it is not what its name says, or certificate and key do not belong together. */
  FileInvalid: 'file-invalid',
  /** A plan of deployment cannot be read, or says what cannot be done. */
  PlanInvalid: 'plan-invalid',
  /** A file could not be given to its owner. */
  NotPermitted: 'not-permitted',
  /** Another process has worked in the folder for too long. */
  Locked: 'locked',
} as const;

/** A value of {@link CertificateErrorCode}. */
export type CertificateErrorCode = (typeof CertificateErrorCode)[keyof typeof CertificateErrorCode];

const marker = Symbol.for('sallyport.certificate-error');

/** A failed certificate operation: what happened in `message`, what to do in `remedy`. Never carries a key. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly [marker] = true;

  constructor(
    readonly code: CertificateErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Tells an instance, also across copies of this package. */
  static isInstance(value: unknown): value is CertificateError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
