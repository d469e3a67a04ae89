/** What one run of a program may use. All budgets are per run, only ever shrink, and cannot be caught by the program. */
export interface LanguageLimits {
  /** Source text, in UTF-16 code units. */
  readonly sourceLength: number;
  /** Nodes of the syntax tree. */
  readonly nodes: number;
  /** Depth of the syntax tree. */
  readonly nesting: number;
  /** Fuel: about one step per syntax node evaluated, plus the work done inside built-ins. */
  readonly steps: number;
  /** Memory that the program allocates in total, in accounted bytes; freed memory is not given back. */
  readonly memoryBytes: number;
  /** Guest calls on the stack. */
  readonly callDepth: number;
  /** Depth of a value that is printed, serialised, cloned or converted. */
  readonly valueDepth: number;
  /** Length of a regular expression literal. */
  readonly patternLength: number;
  /** Lines kept of `console.log`. Later lines are dropped, which the last line says. */
  readonly logLines: number;
  /** Length of one such line; the rest is cut off. */
  readonly logLineLength: number;
  /** Milliseconds that the program may take by `now`. Without `now` there is no deadline. */
  readonly timeMs: number;
  /** Heap of the host process in bytes by `heapUsed`. Without `heapUsed` it is not checked. */
  readonly heapBytes: number;
  /** The host's monotonic clock in milliseconds, never visible to the program. */
  readonly now?: () => number;
  /** Bytes in use on the host's heap: the backstop behind the accounted `memoryBytes`. */
  readonly heapUsed?: () => number;
}

/** The limits for a program that a model wrote to answer one question. */
export const defaultLanguageLimits: LanguageLimits = {
  sourceLength: 32 * 1024,
  nodes: 10_000,
  nesting: 200,
  steps: 40_000_000,
  memoryBytes: 64 * 1024 * 1024,
  callDepth: 400,
  valueDepth: 100,
  patternLength: 500,
  logLines: 1000,
  logLineLength: 2000,
  timeMs: 5000,
  heapBytes: 400 * 1024 * 1024,
};

/** Steps between two looks at the clock and the heap. */
export const stepsPerCheck = 65_536;

/** Characters of an error's message, and of its hint. */
export const errorLength = 4000;
