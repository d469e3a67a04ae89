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

/** An engine that runs the text of programs, each in a fresh guest. */
export interface Guest {
  readonly name: GuestName;
  evaluate(program: string): unknown;
}

export type GuestName = 'our interpreter' | 'QuickJS' | 'isolated-vm';

/** A guest in this very process: quick, and a program that gets past it, or brings it down, has the server. */
export function here(guest: Guest): Contestant {
  return {
    name: `${guest.name}, here`,
    run: ({ program }) => guest.evaluate(program),
    close: () => undefined,
  };
}
