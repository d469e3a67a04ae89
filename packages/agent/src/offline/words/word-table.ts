/**
 * A table that is looked up by words of a question or of the data. It inherits nothing: a word such as `constructor`
 * finds no entry.
 */
export function wordTable<Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}
