import type { Channel, ChannelEnd } from './channel.js';
import { parseReply } from './check-reply.js';
import { FrameReader } from './frames.js';
import type { KillReason } from './metrics.js';
import type { ChildReply, ChildRequest } from './protocol.js';

/** What a worker needs of the limits. */
export interface WorkerLimits {
  startMs: number;
  watchdogMs: number;
  memoryBytes: number;
  frameBytes: number;
}

export type WorkerReply = Exclude<ChildReply, { kind: 'ready' | 'loading' | 'loaded' }>;

/** What a request came to: an answer, or the end of the child. */
export type WorkerOutcome =
  { kind: 'reply'; reply: WorkerReply } | { kind: 'ended'; reason: KillReason; detail: string };

interface Pending {
  id: number;
  wallMs: number;
  clock: NodeJS.Timeout;
  settle: (outcome: WorkerOutcome) => void;
}

/** One child. It answers one request at a time, and is killed as soon as anything about it is wrong. */
export class Worker {
  readonly startedAt = performance.now();
  /** Settles when the child is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Settles when the child is gone. */
  readonly ended: Promise<KillReason>;
  runs = 0;
  memoryBytes = 0;
  peakMemoryBytes = 0;
  /** When its memory was last looked at. */
  measuredAt = Number.NEGATIVE_INFINITY;

  readonly #channel: Channel;
  readonly #limits: WorkerLimits;
  #endReason: KillReason | undefined;
  #endDetail = '';
  #pending: Pending | undefined;
  #lastId = 0;
  #isReady = false;
  #load: 'to come' | 'under way' | 'done' = 'to come';
  #markReady: () => void = () => {};

  constructor(channel: Channel, limits: WorkerLimits) {
    this.#channel = channel;
    this.#limits = limits;
    this.ended = channel.ended.then((end) => this.#finish(end));
    this.ready = this.#watchStart();
    // Whoever waits for it hears of a failure; it must not end this process when nobody does yet.
    this.ready.catch(() => {});
    this.#readOutput();
  }

  get pid(): number {
    return this.#channel.pid;
  }

  get alive(): boolean {
    return this.#endReason === undefined;
  }

  /** Whether it loads something, once in its life, and hears nothing meanwhile. */
  get loading(): boolean {
    return this.#load === 'under way';
  }

  /**
   * Sends one request. Call it only when the one before has been answered.
   *
   * @param wallMs after which the child is killed. What it loads meanwhile does not count, and has as long as its start.
   */
  async request(request: ChildRequest, wallMs: number, signal?: AbortSignal): Promise<WorkerOutcome> {
    if (this.#endReason !== undefined) return this.#endOutcome(this.#endReason);
    const id = (this.#lastId += 1);
    this.runs += 1;
    const outcome = new Promise<WorkerOutcome>((settle) => {
      const clock = this.#killAfter(this.loading ? this.#limits.startMs : wallMs);
      this.#pending = { id, wallMs, clock, settle };
    });
    const watchdog = setInterval(() => void this.#checkMemory(), this.#limits.watchdogMs);
    const cancel = (): void => this.kill('cancelled');
    signal?.addEventListener('abort', cancel, { once: true });
    this.#channel.send(JSON.stringify({ ...request, id }), wallMs);
    try {
      return await outcome;
    } finally {
      clearInterval(watchdog);
      signal?.removeEventListener('abort', cancel);
    }
  }

  #killAfter(wallMs: number): NodeJS.Timeout {
    return setTimeout(() => this.kill('wall-clock'), wallMs);
  }

  /** Ends the child at once. The first reason counts. */
  kill(reason: KillReason): void {
    if (this.#endReason !== undefined) return;
    this.#endReason = reason;
    this.#channel.kill();
  }

  /** Looks at the child's memory now. */
  async measure(): Promise<number> {
    this.measuredAt = performance.now();
    this.memoryBytes = await this.#channel.measure();
    this.peakMemoryBytes = Math.max(this.peakMemoryBytes, this.memoryBytes);
    return this.memoryBytes;
  }

  async #checkMemory(): Promise<void> {
    const bytes = await this.measure();
    if (bytes > this.#limits.memoryBytes && this.#pending !== undefined) this.kill('memory');
  }

  #finish({ reason, detail, peakBytes = 0 }: ChannelEnd): KillReason {
    this.peakMemoryBytes = Math.max(this.peakMemoryBytes, peakBytes);
    this.#endReason ??= reason ?? 'died';
    this.#endDetail = detail;
    this.#settle(this.#endOutcome(this.#endReason));
    return this.#endReason;
  }

  async #watchStart(): Promise<void> {
    const clock = setTimeout(() => this.kill('start'), this.#limits.startMs);
    const started = new Promise<'ready'>((resolve) => (this.#markReady = () => resolve('ready')));
    try {
      const first = await Promise.race([started, this.ended]);
      if (first === 'ready') return;
      throw new Error(this.#endDetail || `the child ended while it started (${first})`);
    } finally {
      clearTimeout(clock);
    }
  }

  #readOutput(): void {
    const frames = new FrameReader(this.#limits.frameBytes);
    this.#channel.onOutput((chunk) => {
      if (this.#endReason !== undefined) return;
      const lines = frames.push(chunk);
      if (lines === undefined) this.kill('protocol');
      else for (const line of lines) this.#receive(parseReply(line));
    });
  }

  #receive(reply: ChildReply | undefined): void {
    if (this.#endReason !== undefined) return;
    if (reply?.kind === 'ready' && !this.#isReady) {
      this.#isReady = true;
      this.#markReady();
    } else if (reply?.kind === 'loading' && this.#load === 'to come') {
      this.#load = 'under way';
      this.#restartClock(this.#limits.startMs);
    } else if (reply?.kind === 'loaded' && this.#load === 'under way') {
      this.#load = 'done';
      this.#restartClock(this.#pending?.wallMs ?? 0);
    } else if (reply === undefined || !('id' in reply) || reply.id !== this.#pending?.id) {
      this.kill('protocol');
    } else {
      this.#settle({ kind: 'reply', reply });
    }
  }

  /** Gives the request under way, if there is one, so much time from now. */
  #restartClock(milliseconds: number): void {
    if (this.#pending === undefined) return;
    clearTimeout(this.#pending.clock);
    this.#pending.clock = this.#killAfter(milliseconds);
  }

  #settle(outcome: WorkerOutcome): void {
    const pending = this.#pending;
    this.#pending = undefined;
    clearTimeout(pending?.clock);
    pending?.settle(outcome);
  }

  #endOutcome(reason: KillReason): WorkerOutcome {
    return { kind: 'ended', reason, detail: this.#endDetail };
  }
}
