/** A lookup table that answers for its own entries only: no name reaches a host prototype. */
export type Table<Entry> = Readonly<Record<string, Entry>>;

/** A frozen table without a prototype. */
export function table<Entry>(entries: Record<string, Entry>): Table<Entry> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, Entry>, entries));
}

/** The entry of that very name, or `undefined`. */
export function own<Entry>(entries: Table<Entry>, name: string): Entry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
