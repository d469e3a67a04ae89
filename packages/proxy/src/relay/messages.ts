/** The id of a request, as JSON-RPC allows it. */
export type RequestId = string | number;

/** A JSON object, as far as the proxy looks into it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A request, and what of it decides whether it may pass. */
export interface RequestShape {
  kind: 'request';
  id: RequestId;
  method: string;
  /** The tool that is called, or the prompt that is asked for. */
  name: string | undefined;
  cursor: unknown;
}

/** What a message is by its shape. */
export type Shape =
  | RequestShape
  | { kind: 'notification'; method: string; name: string | undefined }
  | { kind: 'response'; id: RequestId }
  /** An error that answers no request in particular. */
  | { kind: 'general-error' }
  | { kind: 'none'; id: RequestId | null };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name, or an empty one. */
export function objectAt(value: unknown, name: string): JsonObject {
  const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(member) ? member : {};
}

/** Tells a message by its shape. */
export function shapeOf(message: unknown): Shape {
  if (!isObject(message)) return { kind: 'none', id: null };
  const { id, method } = message;
  const isId = typeof id === 'string' || typeof id === 'number';
  if (typeof method === 'string') {
    const { name, cursor } = objectAt(message, 'params');
    const named = typeof name === 'string' ? name : undefined;
    return isId
      ? { kind: 'request', id, method, name: named, cursor }
      : { kind: 'notification', method, name: named };
  }
  if (method === undefined && ('result' in message || 'error' in message)) {
    if (isId) return { kind: 'response', id };
    if (id === null || id === undefined) return { kind: 'general-error' };
  }
  return { kind: 'none', id: isId ? id : null };
}

/** The id of the request that a message takes back. */
export function cancelledId(message: unknown): RequestId | undefined {
  const { requestId } = objectAt(message, 'params');
  return typeof requestId === 'string' || typeof requestId === 'number' ? requestId : undefined;
}

/** The key of an id: the number 1 and the text "1" are two ids. */
export function keyOf(id: RequestId): string {
  return typeof id === 'number' ? String(id) : `"${id}`;
}

/** A text with nothing in it that a terminal would act on. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (control) => {
    const code = control.charCodeAt(0);
    return `\\x${code.toString(16).padStart(2, '0')}`;
  });
}
