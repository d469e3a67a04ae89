/** Whose habits a program shows. */
export type Style =
  /** As the documentation of nodejs-polars writes. */
  | 'nodejs-polars'
  /** Python polars in JavaScript's syntax: snake_case, keyword objects. */
  | 'py-polars'
  /** Records and array methods. */
  | 'arrays'
  /** Types and interfaces. */
  | 'typescript'
  /** Helper functions, comments and `console.log`. */
  | 'verbose'
  /** A fence, imports, an async main: what surrounds a program in a chat. */
  | 'fenced'
  | 'chart'
  /** Several frames, charts and values in one result. */
  | 'several outputs';

/** What a program must come to, computed without any code of the sandbox. */
export interface Expected {
  /** The rows of the table, by column. */
  readonly table?: readonly object[];
  /** Whether the program leaves the order of the rows open. */
  readonly anyOrder?: boolean;
  /** The first text or value, which is neither a table nor a chart. */
  readonly value?: unknown;
  /** The tables after the first one. */
  readonly further?: readonly (readonly object[])[];
  /** The mark of the chart, whose rows are the table's. */
  readonly mark?: string;
  /** What is printed. */
  readonly logs?: readonly string[];
}

/** A program as a model writes it, before anybody has told it the limits of the sandbox. */
export interface Program {
  readonly title: string;
  readonly style: Style;
  readonly code: string;
  readonly expected: () => Expected;
}

/** A program that is refused, whose error must tell the fix. */
export interface RefusedProgram {
  readonly title: string;
  readonly style: Style;
  readonly code: string;
  readonly refused: { readonly code: string; readonly hint: RegExp };
}

/** A program in the fence that models put around code. */
export function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
