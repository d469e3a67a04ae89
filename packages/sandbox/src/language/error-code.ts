/** What can be wrong with a guest program. The value is what a caller sees in `ProgramError.code`. */
export const ErrorCode = {
  /** The text is not JavaScript or TypeScript. Nothing ran. */
  SyntaxInvalid: 'syntax-invalid',
  /** The syntax is known but is not part of the guest language; `hint` says what to write instead. Nothing ran. */
  SyntaxRefused: 'syntax-refused',
  /** The text is too long, too deeply nested, or has too many nodes. Nothing ran. */
  ProgramTooLarge: 'program-too-large',
  /** A name is neither declared nor built in; `didYouMean` lists near names. Nothing ran. */
  NameUnknown: 'name-unknown',
  /** A constant, a built-in or a value that cannot change is assigned to. */
  AssignmentRefused: 'assignment-refused',
  /** A variable is read before its declaration has run. */
  NameUninitialised: 'name-uninitialised',
  /** A value has the wrong type for an operator, or would be coerced where that is never meant. */
  TypeMismatch: 'type-mismatch',
  /** A value has no member of that name; `didYouMean` lists near names. */
  MemberUnknown: 'member-unknown',
  /** Something that is not a function is called. */
  NotCallable: 'not-callable',
  /** A built-in function is given an argument that it cannot take. */
  ArgumentInvalid: 'argument-invalid',
  /** The program threw a value of its own and did not catch it. */
  Uncaught: 'uncaught-error',
  /** The step budget is spent. */
  StepsExceeded: 'steps-exceeded',
  /** The memory budget is spent. */
  MemoryExceeded: 'memory-exceeded',
  /** Calls or values are nested too deeply. */
  DepthExceeded: 'depth-exceeded',
  /** The deadline has passed. */
  TimeExceeded: 'time-exceeded',
} as const;

/** One of those values. */
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];
