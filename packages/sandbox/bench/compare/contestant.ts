import type { Work } from './works.js';

/** Something that can do the work. */
export interface Contestant {
  readonly name: string;
  /** Rounds after which it has shown what it can; all of them unless told. */
  readonly mostRounds?: number;
  /** Does it once and gives what it came to: a number, or records. */
  run(work: Work): unknown;
  close(): Promise<void> | void;
}

/** Why a contestant is not there. */
export interface Absent {
  readonly name: string;
  readonly reason: string;
}
