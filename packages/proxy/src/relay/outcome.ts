/** What is to be done with a line: what goes on, what goes back to its sender, and what the log is told. */
export interface Outcome {
  /** To the other side: the very bytes that came, or a line written anew. */
  forward?: Buffer | string;
  /** To the sender. */
  reply?: string;
  /** For the operator. */
  note?: string;
}
