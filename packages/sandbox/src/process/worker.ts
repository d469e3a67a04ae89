import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

import { parseReply } from './check-reply.js';
import { FrameReader } from './frames.js';
import type { Launch } from './jail.js';
import { killTree, processTree, residentBytes } from './process-tree.js';
import type { KillReason } from './metrics.js';
import type { ChildReply, ChildRequest } from './protocol.js';

/** What a worker needs of the limits. */
export interface WorkerLimits {
  startMs: number;
  watchdogMs: number;
  memoryBytes: number;
  frameBytes: number;
  errorOutputBytes: number;
}

export type WorkerReply = Exclude<ChildReply, { kind: 'ready' }>;

/** What a request came to: an answer, or the end of the child. */
export type WorkerOutcome =
  { kind: 'reply'; reply: WorkerReply } | { kind: 'ended'; reason: KillReason; detail: string };

interface Pending {
  id: number;
  settle: (outcome: WorkerOutcome) => void;
}

/** One child process. It answers one request at a time, and is killed as soon as anything about it is wrong. */
export class Worker {
  readonly startedAt = performance.now();
  /** Settles when the child is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone. */
  readonly ended: Promise<KillReason>;
  runs = 0;
  memoryBytes = 0;
  peakMemoryBytes = 0;

  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #limits: WorkerLimits;
  #endReason: KillReason | undefined;
  #errorOutput = '';
  #pending: Pending | undefined;
  #lastId = 0;
  #tree: number[] = [];
  #markReady: () => void = () => {};

  constructor(launch: Launch, limits: WorkerLimits) {
    this.#limits = limits;
    this.#process = spawn(launch.command, launch.args, {
      cwd: '/',
      env: launch.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.ended = this.#watchEnd();
    this.ready = this.#watchStart();
    this.#readOutput();
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get alive(): boolean {
    return this.#endReason === undefined;
  }

  /**
   * Sends one request. Call it only when the one before has been answered.
   *
   * @param wallMs after which the child is killed.
   */
  async request(request: ChildRequest, wallMs: number, signal?: AbortSignal): Promise<WorkerOutcome> {
    if (this.#endReason !== undefined) return this.#endOutcome(this.#endReason);
    const id = (this.#lastId += 1);
    this.runs += 1;
    const outcome = new Promise<WorkerOutcome>((settle) => (this.#pending = { id, settle }));
    const clock = setTimeout(() => this.kill('wall-clock'), wallMs);
    const watchdog = setInterval(() => void this.#checkMemory(), this.#limits.watchdogMs);
    const cancel = (): void => this.kill('cancelled');
    signal?.addEventListener('abort', cancel, { once: true });
    this.#process.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    try {
      return await outcome;
    } finally {
      clearTimeout(clock);
      clearInterval(watchdog);
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Ends the child at once. The first reason counts. */
  kill(reason: KillReason): void {
    if (this.#endReason !== undefined) return;
    this.#endReason = reason;
    if (this.#process.pid !== undefined) killTree(this.#process.pid);
  }

  /** Looks at the child's memory now. */
  async measure(): Promise<number> {
    this.memoryBytes = await residentBytes(this.#tree.length === 0 ? [this.pid] : this.#tree);
    this.peakMemoryBytes = Math.max(this.peakMemoryBytes, this.memoryBytes);
    return this.memoryBytes;
  }

  async #checkMemory(): Promise<void> {
    const bytes = await this.measure();
    if (bytes > this.#limits.memoryBytes && this.#pending !== undefined) this.kill('memory');
  }

  #watchEnd(): Promise<KillReason> {
    return new Promise((resolve) => {
      const end = (): void => {
        const reason = (this.#endReason ??= 'died');
        this.#settle(this.#endOutcome(reason));
        resolve(reason);
      };
      this.#process.once('close', end);
      this.#process.once('error', (error) => {
        this.#errorOutput += error.message;
        if (this.#process.pid === undefined) end();
      });
    });
  }

  async #watchStart(): Promise<void> {
    const clock = setTimeout(() => this.kill('start'), this.#limits.startMs);
    const started = new Promise<'ready'>((resolve) => (this.#markReady = () => resolve('ready')));
    try {
      if ((await Promise.race([started, this.ended])) === 'ready') return;
      throw new Error(
        this.#errorOutput.trim() || `the child ended while it started (${this.#endReason ?? 'died'})`,
      );
    } finally {
      clearTimeout(clock);
    }
  }

  #readOutput(): void {
    const frames = new FrameReader(this.#limits.frameBytes);
    this.#process.stdout.on('data', (chunk: Buffer) => {
      if (this.#endReason !== undefined) return;
      const lines = frames.push(chunk);
      if (lines === undefined) this.kill('protocol');
      else for (const line of lines) this.#receive(parseReply(line));
    });
    this.#process.stderr.on('data', (chunk: Buffer) => {
      const room = this.#limits.errorOutputBytes - this.#errorOutput.length;
      if (room > 0) this.#errorOutput += chunk.toString('utf8').slice(0, room);
    });
    // A child that ends while we write to it shows as its end; the pipe's own error adds nothing.
    this.#process.stdin.on('error', () => {});
  }

  #receive(reply: ChildReply | undefined): void {
    if (this.#endReason !== undefined) return;
    if (reply?.kind === 'ready' && this.#tree.length === 0) {
      this.#tree = processTree(this.pid);
      this.#markReady();
    } else if (reply === undefined || reply.kind === 'ready' || reply.id !== this.#pending?.id) {
      this.kill('protocol');
    } else {
      this.#settle({ kind: 'reply', reply });
    }
  }

  #settle(outcome: WorkerOutcome): void {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.settle(outcome);
  }

  #endOutcome(reason: KillReason): WorkerOutcome {
    return { kind: 'ended', reason, detail: this.#errorOutput.trim() };
  }
}
