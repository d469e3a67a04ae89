/** A JavaScript string literal in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner}'`;
}

/** A literal of a value. */
export const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? quote(value) : String(value);

const identifier = /^[A-Za-z_$][\w$]*$/;

/** An object key, quoted only where it must be. */
export const key = (name: string): string => (identifier.test(name) ? name : quote(name));

/** `pl.col('salary')`. */
export const column = (name: string): string => `pl.col(${quote(name)})`;

/** A chain of calls, one per line when there are several. */
export function chain(head: string, calls: readonly string[]): string {
  const [only] = calls;
  if (only === undefined) return head;
  if (calls.length === 1 && head.length + only.length < 90) return `${head}${only}`;
  return [head, ...calls.map((call) => `  ${call}`)].join('\n');
}

/** A call with its arguments, one per line when they are long. */
export function call(name: string, parts: readonly string[]): string {
  const line = `${name}(${parts.join(', ')})`;
  return line.length < 90 || parts.length < 2
    ? line
    : `${name}(\n${parts.map((part) => `    ${part},`).join('\n')}\n  )`;
}
