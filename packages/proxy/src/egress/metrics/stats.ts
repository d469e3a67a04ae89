import { egressLimits } from '../limits.js';

/** What `/stats` tells: how much passed, and what was refused most. */
export class Stats {
  readonly #hosts = new Map<string, number>();
  readonly #rules = new Map<string, number>();
  readonly #since = Date.now();
  #allowed = 0;
  #blocked = 0;

  allowed(): void {
    this.#allowed += 1;
  }

  blocked(host: string, rule: string): void {
    this.#blocked += 1;
    this.#rules.set(rule, (this.#rules.get(rule) ?? 0) + 1);
    if (this.#hosts.has(host) || this.#hosts.size < egressLimits.blockedHosts) {
      this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1);
    }
  }

  /** Seconds. */
  get uptime(): number {
    return (Date.now() - this.#since) / 1000;
  }

  toJSON(): object {
    const total = this.#allowed + this.#blocked;
    return {
      uptime_seconds: this.uptime,
      requests: {
        total,
        allowed: this.#allowed,
        blocked: this.#blocked,
        block_rate: total === 0 ? 0 : this.#blocked / total,
      },
      top_blocked_domains: top(this.#hosts),
      top_scanners: top(this.#rules),
    };
  }
}

function top(counts: ReadonlyMap<string, number>): { name: string; count: number }[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, 10);
}
