import { limits } from '../limits.js';
import { isObject, objectAt, type JsonObject } from '../relay/messages.js';

/** A parameter of a tool that stands in a header of the call too. */
export interface HeaderParameter {
  path: readonly string[];
  /** The header's name, in lower case. */
  header: string;
}

/** The key of `_meta` under which a message of the current era names its revision. */
export const versionKey = 'io.modelcontextprotocol/protocolVersion';
export const parameterPrefix = 'mcp-param-';
const declarationKey = 'x-mcp-header';
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const encoded = /^=\?base64\?((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\?=$/;

/** Which member of the parameters stands in `Mcp-Name`. */
const nameMembers: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/** What `Mcp-Name` says of a message, where it has one. */
export function nameOf(message: JsonObject): string | undefined {
  const { method } = message;
  const member = typeof method === 'string' && Object.hasOwn(nameMembers, method) ? nameMembers[method] : '';
  const value = member ? objectAt(message, 'params')[member] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/**
 * The parameters that a tool wants in headers (`x-mcp-header`). Undefined where it asks for what is not allowed: clients
 * leave such a tool out.
 */
export function headerParameters(inputSchema: unknown): readonly HeaderParameter[] | undefined {
  const found: HeaderParameter[] = [];
  const names = new Set<string>();
  /** Only properties of properties may be named; `x-mcp-header` anywhere else is not allowed. */
  const visit = (schema: unknown, path: readonly string[] | undefined, depth = 0): boolean => {
    if (depth > limits.schemaDepth) return true;
    if (Array.isArray(schema)) return schema.every((one) => visit(one, undefined, depth + 1));
    if (!isObject(schema)) return true;
    if (Object.hasOwn(schema, declarationKey)) {
      const name = schema[declarationKey];
      if (typeof name !== 'string' || !token.test(name) || path === undefined || path.length === 0)
        return false;
      if (!['string', 'integer', 'boolean'].includes(String(schema['type']))) return false;
      const header = parameterPrefix + name.toLowerCase();
      if (names.has(header)) return false;
      names.add(header);
      found.push({ path, header });
    }
    return Object.entries(schema).every(([key, value]) => {
      if (key !== 'properties' || path === undefined)
        return ['default', 'const', 'enum', 'examples'].includes(key) || visit(value, undefined, depth + 1);
      return Object.entries(isObject(value) ? value : {}).every(([name, one]) =>
        visit(one, [...path, name], depth + 1),
      );
    });
  };
  return visit(inputSchema, []) ? found : undefined;
}

/** A text as the value of a header: what a header cannot hold is encoded. */
function encodeHeader(text: string): string {
  const isPlain = /^[\t\u0020-\u007e]+$/.test(text) && text.trim() === text && !encoded.test(text);
  return isPlain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
}

/** What the value of a header says; undefined where its encoding is broken. */
function decodeHeader(value: string): string | undefined {
  if (!value.startsWith('=?base64?') || !value.endsWith('?=')) return value;
  const base64 = encoded.exec(value)?.[1];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** What the current revision wants of a message in headers, so that it can be routed unread. */
export function routingHeaders(
  message: unknown,
  version: string,
  parameters: readonly HeaderParameter[],
): Record<string, string> {
  if (!isObject(message)) return {};
  const name = nameOf(message);
  const headers: Record<string, string> = {
    'mcp-protocol-version': version,
    'mcp-method': String(message['method']),
    ...(name === undefined ? {} : { 'mcp-name': encodeHeader(name) }),
  };
  const given = objectAt(objectAt(message, 'params'), 'arguments');
  for (const { path, header } of parameters) {
    const text = textOf(at(given, path));
    if (text !== undefined) headers[header] = encodeHeader(text);
  }
  return headers;
}

/** The header that says something else than the message does. */
export function untrueHeader(
  headers: Readonly<Record<string, string>>,
  message: JsonObject,
): string | undefined {
  const hasParameters = Object.keys(headers).some((header) => header.startsWith(parameterPrefix));
  const texts = hasParameters ? textsIn(objectAt(message, 'params')['arguments']) : new Set<string>();
  return Object.keys(headers).find((header) => {
    const told = decodeHeader(headers[header] ?? '');
    if (header === 'mcp-method') return told !== message['method'];
    if (header === 'mcp-name') return told !== nameOf(message);
    if (!header.startsWith(parameterPrefix)) return false;
    return told === undefined || !(texts.has(told) || texts.has(String(Number(told))));
  });
}

/** The header that a call of a tool must have and has not, or that says another argument's value. */
export function missingHeader(
  headers: Readonly<Record<string, string>>,
  message: JsonObject,
  parameters: readonly HeaderParameter[],
): string | undefined {
  const given = objectAt(objectAt(message, 'params'), 'arguments');
  return parameters.find(({ path, header }) => {
    const value = at(given, path);
    const text = textOf(value);
    if (text === undefined) return false;
    const told = decodeHeader(headers[header] ?? '');
    if (headers[header] === undefined || told === undefined) return true;
    return typeof value === 'number' ? Number(told) !== value : told !== text;
  })?.header;
}

function at(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

/** Every single value of arguments, however deep. */
function textsIn(given: unknown): Set<string> {
  const texts = new Set<string>();
  const open: unknown[] = [given];
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    const text = textOf(value);
    if (text !== undefined) texts.add(text);
    else if (typeof value === 'object' && value !== null)
      for (const member of Object.values(value)) open.push(member);
  }
  return texts;
}

/** A single value as headers have it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}
