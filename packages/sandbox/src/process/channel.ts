import type { KillReason } from './metrics.js';

/** How a channel ended. */
export interface ChannelEnd {
  /** When the other side had a reason of its own. */
  reason?: KillReason;
  /** What is known of it, for a person: the end of standard error, or why a connection failed. */
  detail: string;
  /** The most memory that the other side has seen, where it is the one to look. */
  peakBytes?: number;
}

/** The line to one child: a process of this machine, or one of a sandbox host behind a socket. */
export interface Channel {
  /** The child's process where it runs; 0 while there is none. */
  readonly pid: number;
  /** Settles when the child is gone. Never rejects. */
  readonly ended: Promise<ChannelEnd>;
  /** Takes what the child writes. Called once, before anything else. */
  onOutput(listener: (chunk: Buffer) => void): void;
  /**
   * @param line one request, without its line break.
   * @param wallMs after which whoever has the process kills it.
   */
  send(line: string, wallMs: number): void;
  /** Ends the child and all that descends from it, at once. */
  kill(): void;
  /** Bytes of memory of the child's own. */
  measure(): Promise<number>;
}
