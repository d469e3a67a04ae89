import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { limits } from '../limits.js';

/** How a server ended. */
export interface ServerEnd {
  /** Why, in words: `exit code 3`, `signal SIGKILL`, or why it could not be started. */
  why: string;
  /** Whether it ended by itself and well. */
  isClean: boolean;
}

/** What a wrapped server is started with. */
export interface ServerCommand {
  command: string;
  args: readonly string[];
  environment: Record<string, string>;
}

/** A wrapped server, in a process group of its own, so that nothing of it is left behind. */
export class ServerProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the server is gone and its output has been read. */
  readonly ended: Promise<ServerEnd>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  #isEnding = false;

  constructor({ command, args, environment }: ServerCommand) {
    const wrapped = endingWithUs(command, args, environment['PATH'] ?? '');
    this.#process = spawn(wrapped.command, wrapped.args, {
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    ({ stdin: this.stdin, stdout: this.stdout, stderr: this.stderr } = this.#process);
    this.ended = this.#watch(command);
  }

  /** Passes a signal on to the whole group. */
  signal(name: NodeJS.Signals): void {
    this.#kill(name);
  }

  /** Ends the server: at the end of its input, then when asked, then without being asked. Later calls do nothing. */
  end(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.stdin.end();
    const asking = setTimeout(() => this.#kill('SIGTERM'), limits.drainMs);
    const killing = setTimeout(() => this.#kill('SIGKILL'), limits.drainMs + limits.terminateMs);
    void this.ended.then(() => {
      clearTimeout(asking);
      clearTimeout(killing);
    });
  }

  #watch(command: string): Promise<ServerEnd> {
    return new Promise((resolve) => {
      this.#process.once('error', (error: NodeJS.ErrnoException) => {
        if (this.#process.pid !== undefined) return;
        const missing =
          error.code === 'ENOENT' ? `the command ${command} was not found on PATH` : error.message;
        resolve({ why: missing, isClean: false });
      });
      this.#process.once('close', (code, signal) => {
        // What the server started may have outlived it.
        this.#kill('SIGKILL');
        resolve({ why: signal ? `signal ${signal}` : `exit code ${code ?? 0}`, isClean: code === 0 });
      });
    });
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#process.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // The group is gone already, which is what was wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** On Linux, a start through `setpriv`, where there is one: then the server ends even when we are killed. */
function endingWithUs(
  command: string,
  args: readonly string[],
  path: string,
): { command: string; args: string[] } {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv', path) : undefined;
  const isFound = command.includes('/') || findOnPath(command, path) !== undefined;
  if (setpriv === undefined || !isFound) return { command, args: [...args] };
  return { command: setpriv, args: ['--pdeathsig', 'KILL', '--', command, ...args] };
}

function findOnPath(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
