import { createHash } from 'node:crypto';
import { objectAt } from './messages.js';
import { errorCodes, refuse, type Refusal } from './refusal.js';

/** What one client may use of one server, so that an agent that runs in circles stops before it costs a fortune. */
export interface BudgetLimits {
  /** Tool calls. */
  calls: number;
  /** Bytes of tool calls, and of everything that the server sends. */
  bytes: number;
  /** Times that the same tool may be called with the same arguments, among the latest calls. */
  identicalCalls: number;
}

/** The budgets of a client that is given none. */
export const defaultBudgets: Readonly<BudgetLimits> = {
  calls: 10_000,
  bytes: 1024 ** 3,
  identicalCalls: 100,
};

/** How many of the latest calls are looked at for identical ones. */
const window = 500;

/** Counts what a client uses. */
export class Budgets {
  readonly #limits: Readonly<BudgetLimits>;
  readonly #latest: string[] = [];
  readonly #identical = new Map<string, number>();
  #calls = 0;
  #bytes = 0;

  constructor(limits: Readonly<BudgetLimits> = defaultBudgets) {
    this.#limits = limits;
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
    const { calls, bytes: allBytes, identicalCalls } = this.#limits;
    this.#calls++;
    this.#bytes += bytes;
    if (this.#calls > calls) return past('calls', `${calls} tool calls`, '--max-calls');
    if (this.#bytes > allBytes) return past('bytes', `${allBytes} bytes`, '--max-bytes');
    const times = this.#remember(message);
    return times > identicalCalls
      ? past(
          'identical-calls',
          `${identicalCalls} calls of the same tool with the same arguments`,
          '--max-identical-calls',
        )
      : undefined;
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

function past(name: string, budget: string, flag: string): Refusal {
  return refuse(errorCodes.policy, {
    rule: `budget-${name}`,
    title: 'Budget used up',
    message: `the budget of ${budget} is used up`,
    remedy: `Stop and tell the user what was done so far. Whoever runs this gives more with ${flag}.`,
    direction: 'client-to-server',
  });
}
