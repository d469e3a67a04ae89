/** One line on its way: the very bytes that came, or a line written anew. Without its end. */
export type OutLine = Buffer | string;

/** What is to be done: what goes to each side, and what the log is told. */
export class Outcome {
  readonly toClient: OutLine[] = [];
  readonly toServer: OutLine[] = [];
  /** For the operator. */
  readonly notes: string[] = [];
}
