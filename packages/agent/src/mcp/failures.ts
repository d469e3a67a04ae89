/** A request to an MCP server got no answer: the connection could not be made, broke, or was too slow. */
export class McpConnectionError extends Error {
  override readonly name = 'McpConnectionError';

  constructor(
    readonly server: string,
    cause: unknown,
  ) {
    super(`The MCP server ${server} did not answer.`, { cause });
  }
}

/** An error's chain of causes, itself first; bounded, for a chain may be a ring. */
export function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current = error;
  while (current !== undefined && current !== null && chain.length < 12 && !chain.includes(current)) {
    chain.push(current);
    current = inner(current);
  }
  return chain;
}

function inner(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('cause' in error && error.cause) return error.cause;
  // ToolCallError and GuardrailExecutionError of the Agents SDK.
  if ('error' in error && error.error instanceof Error) return error.error;
  if (error instanceof AggregateError) return error.errors[0];
  return undefined;
}

/** The member `code`, of whatever type. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** An answer of the server that says no: a JSON-RPC error, whose code is a number. */
export function isProtocolError(
  error: unknown,
): error is Error & { readonly code: number; readonly data?: unknown } {
  return error instanceof Error && error.name === 'ProtocolError' && typeof codeOf(error) === 'number';
}

/** The request was sent, and no answer came in time. */
export function isTimeout(error: unknown): boolean {
  return causesOf(error).some(
    (cause) =>
      codeOf(cause) === 'REQUEST_TIMEOUT' || (cause instanceof Error && cause.name === 'TimeoutError'),
  );
}

/** The caller gave up. */
export function isAbort(error: unknown): boolean {
  return causesOf(error).some((cause) => cause instanceof Error && cause.name === 'AbortError');
}
