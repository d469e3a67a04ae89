/** The id of a request, as JSON-RPC allows it. */
export type RequestId = string | number;

/** A JSON object, as far as the proxy looks into it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a message is by its shape. Anything that is neither is `other`, and is scanned all the same. */
export type Shape =
  | { kind: 'request'; id: RequestId; method: string; tool: string | undefined; cursor: unknown }
  | { kind: 'notification'; method: string }
  | { kind: 'response'; id: RequestId }
  | { kind: 'other' };

/** JSON-RPC error codes that the proxy itself answers with. */
export const errorCodes = {
  parse: -32_700,
  invalidRequest: -32_600,
  serverEnded: -32_000,
} as const;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells a message by its shape. */
export function shapeOf(message: unknown): Shape {
  if (!isObject(message)) return { kind: 'other' };
  const { id, method } = message;
  const isId = typeof id === 'string' || typeof id === 'number';
  if (typeof method === 'string') {
    if (!isId) return { kind: 'notification', method };
    const params = isObject(message['params']) ? message['params'] : {};
    const { name, cursor } = params;
    const tool = method === 'tools/call' && typeof name === 'string' ? name : undefined;
    return { kind: 'request', id, method, tool, cursor };
  }
  return isId && ('result' in message || 'error' in message) ? { kind: 'response', id } : { kind: 'other' };
}

/** An error answer as one line. */
export function errorLine(id: RequestId | null, code: number, message: string, data?: unknown): string {
  return JSON.stringify({
    jsonrpc: '2.0',
    id,
    error: { code, message, ...(data === undefined ? {} : { data }) },
  });
}

/** The key of an id: the number 1 and the text "1" are two ids. */
export function keyOf(id: RequestId): string {
  return JSON.stringify(id);
}

const idMember = /"id"\s{0,8}:\s{0,8}(?<id>"(?:[^"\\]|\\.){0,200}"|-?\d{1,20})/;

/** The id of a message of which only the beginning is known. */
export function idInPrefix(prefix: Buffer): RequestId | undefined {
  const text = idMember.exec(prefix.toString('utf8'))?.groups?.['id'];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as RequestId;
  } catch {
    return undefined;
  }
}
