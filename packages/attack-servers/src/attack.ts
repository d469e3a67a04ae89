/** One server that attacks in one way. */
export interface Attack {
  /** What starts it: `attack-server NAME`. */
  name: string;
  /** What it does, for a list. */
  title: string;
  /** Serves on standard input and output until its input ends. */
  serve(): Promise<void> | void;
}
