import type { Readable, Writable } from 'node:stream';

/** How a server ended. */
export interface ServerEnd {
  /** Why, in words: `exit code 3`, `signal SIGKILL`, or why it could not be reached. */
  why: string;
  /** What to try. */
  remedy: string;
  /** Whether it ended well, or because it was asked to. */
  isClean: boolean;
}

/** A server, started or reached over the network, as lines in and lines out. */
export interface ServerLink {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Settles when the server is gone and its output has been read. */
  readonly ended: Promise<ServerEnd>;
  /**
   * Says that there is no more to come, and ends the server when it goes past what it is given.
   *
   * @param patience milliseconds since this call; asked again and again.
   */
  end(patience: () => number): void;
  /** Ends it now, by a signal where it is a process. */
  stop(signal: NodeJS.Signals): void;
}
