import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import type { SandboxLimits } from '../limits.js';
import type { KillReason, SandboxMetrics } from './metrics.js';
import type { ChildRequest } from './protocol.js';
import { FairQueue } from './queue.js';
import { Statistics } from './statistics.js';
import type { Worker, WorkerOutcome } from './worker.js';

/** What a request came to: what its child did, or why it never got one. */
export type PoolOutcome =
  WorkerOutcome | { kind: 'refused'; reason: 'full' | 'timeout' | 'cancelled' | 'closed'; detail: string };

interface Job {
  request: ChildRequest;
  signal: AbortSignal | undefined;
  queuedAt: number;
  settle: (outcome: PoolOutcome) => void;
}

type State = 'starting' | 'idle' | 'busy';

const firstBackoffMs = 100;
const longestBackoffMs = 10_000;
const ageCheckMs = 30_000;

/** Warm children for the requests that come: as many at work as the limits say, and one in reserve. */
export class Pool {
  readonly statistics = new Statistics();
  readonly #limits: SandboxLimits;
  readonly #spawn: () => Worker;
  readonly #queue: FairQueue<Job>;
  readonly #workers = new Map<Worker, State>();
  readonly #running = new Map<string, number>();
  readonly #closing = new AbortController();
  readonly #ageCheck: NodeJS.Timeout;
  #failedStarts = 0;
  #lastStartError = '';

  /** @param spawn starts a child. */
  constructor(limits: SandboxLimits, spawn: () => Worker) {
    this.#limits = limits;
    this.#spawn = spawn;
    this.#queue = new FairQueue(limits.queueLength);
    this.#ageCheck = setInterval(() => this.#replaceOld(), Math.min(ageCheckMs, limits.childAgeMs)).unref();
  }

  /**
   * Starts the first child and, when it is ready, the others.
   *
   * @throws Error with what the child said, when it does not become ready.
   */
  async start(): Promise<void> {
    await this.#startOne();
  }

  /** Never rejects. */
  request(request: ChildRequest, session: string, signal?: AbortSignal): Promise<PoolOutcome> {
    return new Promise((settle) => {
      if (this.#closing.signal.aborted) return settle(refused('closed'));
      if (signal?.aborted === true) return settle(refused('cancelled'));
      const job: Job = { request, signal, queuedAt: performance.now(), settle };
      if (!this.#queue.add(session, job)) return settle(refused('full'));
      this.#boundWait(session, job);
      this.#assign();
    });
  }

  report(): Omit<SandboxMetrics, 'jail' | 'registration'> {
    const { runs, kills, queue, run, start, peakMemoryBytes } = this.statistics;
    return {
      runs: { ...runs },
      kills: { ...kills },
      queue: { ...queue.report(), length: this.#queue.length },
      run: run.report(),
      start: start.report(),
      children: [...this.#workers].map(([worker, state]) => ({
        pid: worker.pid,
        state,
        runs: worker.runs,
        memoryBytes: worker.memoryBytes,
      })),
      peakMemoryBytes,
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#ageCheck);
    for (const job of this.#queue.clear()) job.settle(refused('closed'));
    const workers = [...this.#workers.keys()];
    for (const worker of workers) worker.kill('closed');
    await Promise.all(workers.map((worker) => worker.ended));
  }

  /** Ends a wait that is cancelled or takes too long. Once the job has a child, neither has anything to take out. */
  #boundWait(session: string, job: Job): void {
    const withdraw = (reason: 'timeout' | 'cancelled'): void => {
      if (this.#queue.remove(session, job)) job.settle(refused(reason, this.#lastStartError));
    };
    const clock = setTimeout(() => withdraw('timeout'), this.#limits.queueMs);
    const cancel = (): void => withdraw('cancelled');
    job.signal?.addEventListener('abort', cancel, { once: true });
    const { settle } = job;
    job.settle = (outcome) => {
      clearTimeout(clock);
      job.signal?.removeEventListener('abort', cancel);
      settle(outcome);
    };
  }

  #assign(): void {
    for (;;) {
      const busy = this.#count('busy');
      const idle = [...this.#workers].flatMap(([each, state]) => (state === 'idle' ? [each] : []));
      const worker = idle.find(({ loading }) => !loading) ?? idle[0];
      if (worker === undefined || busy >= this.#limits.poolSize) return;
      const next = this.#queue.next(
        (session) => (this.#running.get(session) ?? 0) < this.#limits.runsPerSession,
      );
      if (next === undefined) return;
      this.#workers.set(worker, 'busy');
      void this.#perform(worker, next.session, next.item);
    }
  }

  async #perform(worker: Worker, session: string, job: Job): Promise<void> {
    this.#running.set(session, (this.#running.get(session) ?? 0) + 1);
    const started = performance.now();
    this.statistics.queue.add(started - job.queuedAt);
    const outcome = await worker.request(job.request, this.#limits.wallMs, job.signal);
    this.statistics.run.add(performance.now() - started);
    if (outcome.kind === 'reply') this.#failedStarts = 0;
    const stillRunning = (this.#running.get(session) ?? 1) - 1;
    if (stillRunning === 0) this.#running.delete(session);
    else this.#running.set(session, stillRunning);
    job.settle(outcome);
    await this.#release(worker);
  }

  /** Gives a child back, or replaces it when it has served its time. */
  async #release(worker: Worker): Promise<void> {
    if (!worker.alive) return;
    // A look costs as much as a small program: short runs in a row share one, and whoever waits for the answer has it first.
    if (performance.now() - worker.measuredAt >= this.#limits.watchdogMs) {
      await nextTurn();
      await worker.measure();
    }
    this.#notePeak(worker);
    const reason = this.#wornOut(worker);
    if (reason !== undefined) worker.kill(reason);
    else if (worker.alive) this.#workers.set(worker, 'idle');
    this.#assign();
  }

  #wornOut(worker: Worker): KillReason | undefined {
    if (worker.runs >= this.#limits.runsPerChild) return 'recycled-runs';
    if (worker.memoryBytes > this.#limits.recycleBytes) return 'recycled-memory';
    return performance.now() - worker.startedAt > this.#limits.childAgeMs ? 'recycled-age' : undefined;
  }

  #replaceOld(): void {
    for (const [worker, state] of this.#workers) {
      if (state === 'idle' && this.#wornOut(worker) === 'recycled-age') worker.kill('recycled-age');
    }
  }

  #notePeak(worker: Worker): void {
    this.statistics.peakMemoryBytes = Math.max(this.statistics.peakMemoryBytes, worker.peakMemoryBytes);
  }

  /** Starts children until there are enough of them. After a failed start it waits, longer each time. */
  #fill(): void {
    for (let missing = this.#limits.poolSize + 1 - this.#workers.size; missing > 0; missing -= 1) {
      if (this.#closing.signal.aborted || (this.#failedStarts > 0 && this.#count('starting') > 0)) return;
      void this.#startAgain();
    }
  }

  async #startAgain(): Promise<void> {
    try {
      await this.#startOne();
    } catch (error) {
      await this.#fillLater(error instanceof Error ? error.message : String(error));
    }
  }

  /** Waits before the next start, longer after each failure until a child has answered something. */
  async #fillLater(failure: string): Promise<void> {
    this.#failedStarts += 1;
    this.#lastStartError = failure;
    const waitMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(this.#failedStarts, 10));
    await delay(waitMs, undefined, { ref: false, signal: this.#closing.signal }).catch(() => {});
    this.#fill();
  }

  async #startOne(): Promise<void> {
    const worker = this.#spawn();
    this.#workers.set(worker, 'starting');
    void worker.ended.then((reason) => this.#onEnd(worker, reason));
    await worker.ready;
    this.#lastStartError = '';
    this.statistics.start.add(performance.now() - worker.startedAt);
    await worker.measure();
    if (worker.alive) this.#workers.set(worker, 'idle');
    this.#fill();
    this.#assign();
  }

  #onEnd(worker: Worker, reason: KillReason): void {
    const wasStarting = this.#workers.get(worker) === 'starting';
    this.#workers.delete(worker);
    this.statistics.kills[reason] += 1;
    this.#notePeak(worker);
    // A child that fails to start is retried by whoever started it, after a pause. One that ends before its first run
    // is no better: without a pause, a fault that all children have would keep the machine busy with starting them.
    const faulty = worker.runs === 0 && (reason === 'died' || reason === 'protocol');
    if (!wasStarting && faulty) void this.#fillLater(`a child ended before its first run (${reason})`);
    else if (!wasStarting) this.#fill();
    this.#assign();
  }

  #count(wanted: State): number {
    return [...this.#workers.values()].filter((state) => state === wanted).length;
  }
}

function refused(reason: 'full' | 'timeout' | 'cancelled' | 'closed', detail = ''): PoolOutcome {
  return { kind: 'refused', reason, detail };
}
