/** Keeps one value for a while, and makes it once however many ask at the same time. A failure is not kept. */
export class TtlCache<Value> {
  #entry: { value: Promise<Value>; until: number } | undefined;

  constructor(
    private readonly ttlMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  get(make: () => Promise<Value>): Promise<Value> {
    const kept = this.#entry;
    if (kept && this.now() < kept.until) return kept.value;
    const entry = { value: make(), until: this.now() + this.ttlMs };
    this.#entry = entry;
    entry.value.catch(() => {
      if (this.#entry === entry) this.#entry = undefined;
    });
    return entry.value;
  }

  clear(): void {
    this.#entry = undefined;
  }
}
