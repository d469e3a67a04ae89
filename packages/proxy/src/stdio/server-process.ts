import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { limits } from '../limits.js';
import { findProgram } from './find-program.js';
import type { ServerEnd, ServerLink } from './server-link.js';
import { startWatchdog, type Watchdog } from './watchdog.js';

/** What a wrapped server is started with. */
export interface ServerCommand {
  command: string;
  args: readonly string[];
  environment: Record<string, string>;
}

/** A wrapped server, in a process group of its own, so that nothing of it is left behind. */
export class ServerProcess implements ServerLink {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<ServerEnd>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #watchdog: Watchdog = startWatchdog();
  #ending: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isOver = false;

  constructor(server: ServerCommand) {
    const { command, args } = endingWithUs(server);
    this.#process = spawn(command, args, {
      env: server.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { pid } = this.#process;
    if (pid !== undefined) this.#watchdog.watch(pid);
    ({ stdin: this.stdin, stdout: this.stdout, stderr: this.stderr } = this.#process);
    this.ended = this.#watch(server);
  }

  end(patience: () => number): void {
    if (this.#ending || this.#isOver) return;
    this.stdin.end();
    const since = Date.now();
    const look = (): void => {
      if (Date.now() - since >= patience()) this.stop('SIGTERM');
    };
    this.#ending = setInterval(look, limits.pollMs);
    look();
  }

  stop(signal: NodeJS.Signals): void {
    if (this.#isOver) return;
    this.#isStopped = true;
    clearInterval(this.#ending);
    this.stdin.end();
    this.#kill(signal);
    this.#ending = setTimeout(() => this.#kill('SIGKILL'), limits.terminateMs);
  }

  #watch(server: ServerCommand): Promise<ServerEnd> {
    return new Promise((resolve) => {
      const settle = (end: ServerEnd): void => {
        this.#isOver = true;
        clearInterval(this.#ending);
        this.#watchdog.callOff();
        resolve(end);
      };
      this.#process.once('error', (error: NodeJS.ErrnoException) => {
        if (this.#process.pid === undefined) settle(notStarted(server, error));
      });
      this.#process.once('exit', () => {
        // What the server started may have outlived it.
        this.#kill('SIGKILL');
        this.#stopReading();
      });
      this.#process.once('close', (code, signal) => {
        const why = signal ? `signal ${signal}` : `exit code ${code ?? 0}`;
        const remedy = `Start it by itself to see why: ${[server.command, ...server.args].join(' ')}`;
        settle({ why, remedy, isClean: code === 0 || this.#isStopped });
      });
    });
  }

  /** Something that left the group may hold the server's output open for ever: when nothing more comes, it is closed. */
  #stopReading(): void {
    const output = this.#process.stdout as Socket;
    let read = -1;
    const timer = setInterval(() => {
      if (output.readableLength > 0 || output.bytesRead !== read) {
        read = output.bytesRead;
        return;
      }
      clearInterval(timer);
      output.destroy();
      this.#process.stderr.destroy();
    }, limits.lingerMs);
    this.#process.once('close', () => clearInterval(timer));
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

function notStarted({ command }: ServerCommand, error: NodeJS.ErrnoException): ServerEnd {
  const isMissing = error.code === 'ENOENT';
  return {
    why: isMissing ? `the command ${command} was not found` : `it could not be started: ${error.message}`,
    remedy: isMissing
      ? `Check the spelling, install it, or give its full path. PATH is passed on; --env adds what else it needs.`
      : `Check that ${command} may be run by this user.`,
    isClean: false,
  };
}

/** On Linux, a start through `setpriv`, where there is one: then the server ends with us even before it is watched. */
function endingWithUs({ command, args, environment }: ServerCommand): { command: string; args: string[] } {
  const path = environment['PATH'] ?? '';
  const setpriv = process.platform === 'linux' ? findProgram('setpriv', path) : undefined;
  if (setpriv === undefined || findProgram(command, path) === undefined) return { command, args: [...args] };
  return { command: setpriv, args: ['--pdeathsig', 'KILL', '--', command, ...args] };
}
