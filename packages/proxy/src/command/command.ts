import type { Readable, Writable } from 'node:stream';
import type { ExitCode } from './exit-code.js';

/** What a command talks to. */
export interface Console {
  readonly input: Readable;
  readonly output: Writable;
  readonly error: Writable;
}

/** One command of `sallyport`. */
export interface Command {
  /** The words that call it, such as `mcp scan`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: usage by example, then the options. */
  readonly help: string;
  /** @param args what follows the name. Throws {@link UsageError} for wrong usage. */
  run(args: string[], console: Console): Promise<ExitCode>;
}
