import { createHash } from 'node:crypto';
import { objectAt } from './messages.js';
import { errorCodes, refuse, type Refusal } from './refusal.js';

/** What one client may use of one server, so that an agent that runs in circles stops before it costs a fortune. */
export interface BudgetLimits {
  /** Tool calls. */
  calls: number;
  /** Tool calls within any one minute. */
  callsPerMinute: number;
  /** Bytes of tool calls, and of everything that the server sends. */
  bytes: number;
  /** Times that the same tool may be called with the same arguments, among the latest calls. */
  identicalCalls: number;
}

/** The budgets of a client that is given none. */
export const defaultBudgets: Readonly<BudgetLimits> = {
  calls: 10_000,
  callsPerMinute: Infinity,
  bytes: 1024 ** 3,
  identicalCalls: 100,
};

/** How many of the latest calls are looked at for identical ones. */
const window = 500;

const minute = 60_000;

/** Counts what a client uses. */
export class Budgets {
  /** May be changed at any time; what was used stays counted. */
  limits: Readonly<BudgetLimits>;
  /** When the latest calls were made, within a minute. */
  readonly #times: number[] = [];
  readonly #latest: string[] = [];
  readonly #identical = new Map<string, number>();
  #calls = 0;
  #bytes = 0;

  constructor(limits: Readonly<BudgetLimits> = defaultBudgets) {
    this.limits = limits;
  }

  /** Counts bytes that the server sent. */
  spend(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Counts a request, or says which budget it is past. */
  check({
    method,
    message,
    bytes,
  }: {
    method: string;
    message: unknown;
    bytes: number;
  }): Refusal | undefined {
    if (method !== 'tools/call') return undefined;
    const { calls, callsPerMinute, bytes: allBytes, identicalCalls } = this.limits;
    this.#calls++;
    this.#bytes += bytes;
    if (this.#calls > calls) return past('calls', `${calls} tool calls`, '--max-calls');
    if (this.#bytes > allBytes) return past('bytes', `${allBytes} bytes`, '--max-bytes');
    if (this.#callsOfLastMinute() > callsPerMinute) return tooFast(callsPerMinute);
    const times = this.#remember(message);
    return times > identicalCalls
      ? past(
          'identical-calls',
          `${identicalCalls} calls of the same tool with the same arguments`,
          '--max-identical-calls',
        )
      : undefined;
  }

  #callsOfLastMinute(): number {
    if (this.limits.callsPerMinute === Infinity) return 0;
    const now = Date.now();
    while ((this.#times[0] ?? now) <= now - minute) this.#times.shift();
    // One past the budget is enough to know: a client that goes on asking is not let in the later for it.
    if (this.#times.length >= this.limits.callsPerMinute) return this.#times.length + 1;
    return this.#times.push(now);
  }

  #remember(message: unknown): number {
    const { name, arguments: given } = objectAt(message, 'params');
    const key = createHash('sha256')
      .update(JSON.stringify([name, given]))
      .digest('base64');
    const times = (this.#identical.get(key) ?? 0) + 1;
    this.#identical.set(key, times);
    this.#latest.push(key);
    const forgotten = this.#latest.length > window ? this.#latest.shift() : undefined;
    if (forgotten !== undefined) {
      const left = (this.#identical.get(forgotten) ?? 1) - 1;
      if (left > 0) this.#identical.set(forgotten, left);
      else this.#identical.delete(forgotten);
    }
    return times;
  }
}

function tooFast(calls: number): Refusal {
  return refuse(errorCodes.policy, {
    rule: 'budget-calls-per-minute',
    title: 'Too many calls a minute',
    message: `there were ${calls} tool calls within a minute`,
    remedy:
      'Wait a minute, or ask for more at once. budgets.calls_per_minute in the configuration says how many.',
    direction: 'client-to-server',
  });
}

function past(name: string, budget: string, flag: string): Refusal {
  return refuse(errorCodes.policy, {
    rule: `budget-${name}`,
    title: 'Budget used up',
    message: `the budget of ${budget} is used up`,
    remedy: `Stop and tell the user what was done so far. Whoever runs this gives more with ${flag}.`,
    direction: 'client-to-server',
  });
}
