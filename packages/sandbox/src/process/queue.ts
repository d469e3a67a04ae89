interface Entry<Item> {
  session: string;
  item: Item;
}

/** A bounded queue in which sessions take turns, and each session's items keep their order. */
export class FairQueue<Item> {
  readonly #limit: number;
  readonly #sessions = new Map<string, Item[]>();
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** False when the queue is full. */
  add(session: string, item: Item): boolean {
    if (this.#length >= this.#limit) return false;
    const items = this.#sessions.get(session);
    if (items === undefined) this.#sessions.set(session, [item]);
    else items.push(item);
    this.#length += 1;
    return true;
  }

  /** The next item of the first session that may go on; that session then waits behind all others. */
  next(mayRun: (session: string) => boolean): Entry<Item> | undefined {
    for (const [session, items] of this.#sessions) {
      if (!mayRun(session)) continue;
      const item = items.shift();
      this.#sessions.delete(session);
      if (item === undefined) continue;
      if (items.length > 0) this.#sessions.set(session, items);
      this.#length -= 1;
      return { session, item };
    }
    return undefined;
  }

  /** Takes an item out of its turn; false when it is not there. */
  remove(session: string, item: Item): boolean {
    const items = this.#sessions.get(session);
    const index = items?.indexOf(item) ?? -1;
    if (items === undefined || index < 0) return false;
    items.splice(index, 1);
    if (items.length === 0) this.#sessions.delete(session);
    this.#length -= 1;
    return true;
  }

  /** Takes everything out. */
  clear(): Item[] {
    const all = [...this.#sessions.values()].flat();
    this.#sessions.clear();
    this.#length = 0;
    return all;
  }
}
