import type { EventDirection, SecurityEventInput } from './event.js';
import { limits } from './limits.js';

/** A message that passed with nothing to say about it: counted, not written. */
export interface Pass {
  source: string;
  server: string;
  method?: string;
  direction: EventDirection;
}

/** Counts messages that passed until a summary of them is due. */
export class PassCounter {
  readonly #groups = new Map<string, Pass & { count: number }>();
  #total = 0;
  #since = 0;

  /** Counts one. True when a summary is due. */
  add(pass: Pass, now: number): boolean {
    if (this.#total === 0) this.#since = now;
    const key = JSON.stringify([pass.source, pass.server, pass.method, pass.direction]);
    const group = this.#groups.get(key) ?? { ...pass, count: 0 };
    group.count++;
    this.#groups.set(key, group);
    this.#total++;
    return (
      this.#total >= limits.passesPerSummary || this.#groups.size >= limits.summaryGroups || this.isStale(now)
    );
  }

  isStale(now: number): boolean {
    return this.#total > 0 && now - this.#since >= limits.summaryAge;
  }

  /** The summaries, one per source, and a fresh start. */
  take(): SecurityEventInput[] {
    const sources = new Map<string, (Pass & { count: number })[]>();
    for (const group of this.#groups.values()) {
      sources.set(group.source, [...(sources.get(group.source) ?? []), group]);
    }
    this.#groups.clear();
    this.#total = 0;
    return [...sources].map(([source, groups]) => {
      const count = groups.reduce((sum, group) => sum + group.count, 0);
      const passes = groups.map(({ server, method, direction, count }) => ({
        server,
        method,
        direction,
        count,
      }));
      const message = `${count} ${count === 1 ? 'message' : 'messages'} passed with no finding.`;
      return { kind: 'mcp-message', action: 'allow', source, message, data: { count, passes } };
    });
  }
}
