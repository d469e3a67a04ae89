/** More nesting than any program needs whose types are written by hand. */
const maximumNesting = 60;
/** TypeScript re-reads `async<T>(` from its start at each level: 20 levels take seconds. */
const maximumAsyncGenerics = 4;

/**
 * Whether the TypeScript parser may be let loose on a text. It speculates, and some nestings make it take
 * exponential time, so that a hundred characters could hold a process for minutes.
 */
export function typeScriptIsTractable(source: string): boolean {
  const code = source.replaceAll(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ' ');
  if ((code.match(/\basync\s*</g)?.length ?? 0) > maximumAsyncGenerics) return false;
  let depth = 0;
  for (const character of code) {
    if (character === '(' || character === '[' || character === '{') depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    if (depth > maximumNesting) return false;
  }
  return true;
}
