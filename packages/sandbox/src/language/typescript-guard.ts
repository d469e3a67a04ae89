/** TypeScript re-reads what follows `async` at each level of nesting: eleven levels take 0.1 s, twenty a minute. */
const maximumAsync = 10;

/**
 * Whether the TypeScript parser may be let loose on a text. It speculates, and nested `async(` or `async<T>(` make it
 * take exponential time, so that a hundred characters could hold a process for minutes. The word is counted wherever
 * it stands: what counts as nested would have to be parsed. Plain JavaScript never comes here.
 */
export function typeScriptIsTractable(source: string): boolean {
  return (source.match(/\basync\b/g)?.length ?? 0) <= maximumAsync;
}

/**
 * Whether a text that may also be JavaScript means TypeScript: `sum<number>(xs)` calls with a type argument, as
 * nobody writes two comparisons, although JavaScript reads two.
 */
export function callsWithTypeArguments(source: string): boolean {
  return /[\w$]<[\w$][^()=;+*&?]{0,80}>\(/.test(source);
}
