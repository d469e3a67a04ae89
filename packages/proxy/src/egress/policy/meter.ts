import type { EgressSettings } from '@sallyport/guard';
import { egressLimits } from '../limits.js';
import type { Exchange, Refusal } from '../types.js';
import { domainOf } from '../url/host-list.js';

const minute = 60_000;

/** What was used in the minute under way and in the one before. */
class Window {
  #at = 0;
  #now = 0;
  #before = 0;

  /** What was used in the last minute, near enough. */
  used(time: number): number {
    this.#turn(time);
    return this.#now + this.#before * (1 - (time % minute) / minute);
  }

  add(amount: number, time: number): void {
    this.#turn(time);
    this.#now += amount;
  }

  #turn(time: number): void {
    const at = Math.floor(time / minute);
    if (at === this.#at) return;
    this.#before = at === this.#at + 1 ? this.#now : 0;
    this.#now = 0;
    this.#at = at;
  }
}

type Kind = 'fetches' | 'requests' | 'bytes';

/** Counts requests and bytes per agent and domain, and per domain over all agents: names of agents are cheap. */
export class UseMeter {
  readonly #windows = new Map<string, Window>();
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Counts a request, or says why it is one too many. */
  request(exchange: Exchange, { rates }: EgressSettings): Omit<Refusal, 'eventId'> | undefined {
    const isFetch = exchange.door === 'fetch' || exchange.door === 'tunnel';
    const kind: Kind = isFetch ? 'fetches' : 'requests';
    const most = isFetch ? rates.fetchesPerMinute : rates.requestsPerMinute;
    if (this.#isOver('bytes', exchange, rates.bytesPerMinute)) {
      return tooMuch('data-budget', `data budget exceeded for ${domainOf(exchange.url.hostname)}`);
    }
    if (this.#isOver(kind, exchange, most)) {
      return tooMuch('rate-limit', `rate limit exceeded for ${domainOf(exchange.url.hostname)}`);
    }
    this.#add(kind, exchange, most, 1);
    return undefined;
  }

  /** Counts bytes, either way. False once there are too many. */
  bytes(exchange: Exchange, count: number, { rates }: EgressSettings): boolean {
    this.#add('bytes', exchange, rates.bytesPerMinute, count);
    return !this.#isOver('bytes', exchange, rates.bytesPerMinute);
  }

  #isOver(kind: Kind, exchange: Exchange, most: number): boolean {
    if (most === 0) return false;
    const now = this.#clock();
    const [own, shared] = keysOf(kind, exchange);
    return (
      (this.#windows.get(own)?.used(now) ?? 0) >= most ||
      (this.#windows.get(shared)?.used(now) ?? 0) >= most * egressLimits.domainShare
    );
  }

  #add(kind: Kind, exchange: Exchange, most: number, amount: number): void {
    if (most === 0) return;
    const now = this.#clock();
    for (const key of keysOf(kind, exchange)) {
      const window = this.#windows.get(key) ?? new Window();
      // What was used last stands last, and what was not used longest is forgotten.
      this.#windows.delete(key);
      this.#windows.set(key, window);
      window.add(amount, now);
    }
    for (const [oldest] of this.#windows) {
      if (this.#windows.size <= egressLimits.meteredPairs) break;
      this.#windows.delete(oldest);
    }
  }
}

function keysOf(kind: Kind, { agent, url }: Exchange): [own: string, shared: string] {
  const domain = domainOf(url.hostname);
  return [`${kind} ${domain} ${agent}`, `${kind} ${domain}`];
}

function tooMuch(rule: string, reason: string): Omit<Refusal, 'eventId'> {
  return { status: 429, rule, reason, hint: 'Wait a minute, and ask for less at a time.' };
}
