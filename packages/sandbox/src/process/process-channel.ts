import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

import type { Channel, ChannelEnd } from './channel.js';
import type { Launch } from './designs.js';
import { killTree, ownBytes, processTree } from './process-tree.js';

/** What Rust and V8 say when an allocation fails, as beyond `RLIMIT_DATA`: both then end the process. */
const outOfMemory = /memory allocation of \d+ bytes failed|JavaScript heap out of memory/;

/** A child that is a process of this machine. */
export class ProcessChannel implements Channel {
  readonly ended: Promise<ChannelEnd>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #errorOutputBytes: number;
  readonly #fixedTree: boolean;
  #errorOutput = '';
  #tree: number[] | undefined;

  /** @param errorOutputBytes kept of standard error. */
  constructor(launch: Launch, errorOutputBytes: number) {
    this.#errorOutputBytes = errorOutputBytes;
    this.#fixedTree = launch.filter !== undefined;
    this.#process = spawn(launch.command, launch.args, {
      cwd: '/',
      env: launch.environment,
      stdio: ['pipe', 'pipe', 'pipe', ...(launch.filter === undefined ? [] : ['pipe' as const])],
      windowsHide: true,
    });
    if (launch.filter !== undefined) this.#giveFilter(launch.filter);
    this.ended = this.#watchEnd();
    this.#readErrorOutput();
    // A child that ends while we write to it shows as its end; the pipe's own error adds nothing.
    this.#process.stdin.on('error', () => {});
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  onOutput(listener: (chunk: Buffer) => void): void {
    this.#process.stdout.on('data', (chunk: Buffer) => {
      if (this.#fixedTree) this.#tree ??= processTree(this.pid);
      listener(chunk);
    });
    // A child that can no longer answer is of no use, whether it is still there or not.
    this.#process.stdout.once('end', () => this.kill());
  }

  send(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  /** Tells the child that nothing more will come. */
  endInput(): void {
    this.#process.stdin.end();
  }

  kill(): void {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) killTree(pid);
  }

  /** Lets a slow reader of the output catch up. */
  pauseOutput(until: (resume: () => void) => void): void {
    this.#process.stdout.pause();
    until(() => this.#process.stdout.resume());
  }

  measure(): Promise<number> {
    // Under the filter no process is made, so that what there is once the child speaks is all there will be.
    return ownBytes(this.#tree ?? processTree(this.pid));
  }

  /** bwrap reads the filter from its fourth open file. */
  #giveFilter(filter: Buffer): void {
    const pipe = this.#process.stdio[3] as unknown as Writable;
    pipe.on('error', () => {});
    pipe.end(filter);
  }

  #watchEnd(): Promise<ChannelEnd> {
    return new Promise((resolve) => {
      const end = (): void => {
        const detail = this.#errorOutput.trim();
        resolve({ detail, ...(outOfMemory.test(detail) ? { reason: 'memory' as const } : {}) });
      };
      this.#process.once('close', end);
      this.#process.once('error', (error) => {
        this.#errorOutput += error.message;
        if (this.#process.pid === undefined) end();
      });
    });
  }

  #readErrorOutput(): void {
    this.#process.stderr.on('data', (chunk: Buffer) => {
      const room = this.#errorOutputBytes - this.#errorOutput.length;
      if (room > 0) this.#errorOutput += chunk.toString('utf8').slice(0, room);
    });
  }
}
